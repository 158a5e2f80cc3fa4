import Basics
import Canvas
import RealModule
import Scenes

/// A place in the cube of side 1 that the axes are scaled to: x, y, and the loss upwards.
typealias Place = SIMD3<Double>

/// How a camera sees that cube, in the dots of a panel.
///
/// The projection is matplotlib's: the eye stands `distance` from the middle of the cube, and what it sees is divided by
/// how far away it is.
struct Projection: Sendable, Equatable {
    /// Directions in the cube: to the right on the screen, up on it, and out of it.
    let right: Place
    let up: Place
    let towards: Place
    let distance: Double
    /// Dots to the side of a cube as far away as the eye's `distance`.
    let scale: Double
    /// The dot that shows the middle of the cube.
    let middle: SIMD2<Double>

    static let center = Place(0.5, 0.5, 0.5)

    /// At this distance the cube fills the panel.
    private static let fillingDistance = 10.0

    /// - Parameter drop: how far below the cube there is more to be shown.
    init(_ camera: Camera, size: Size, drop: Double = 0) {
        let (elevation, azimuth) = (camera.elevation * .pi / 180, camera.azimuth * .pi / 180)
        let (low, high) = (Double.cos(elevation), Double.sin(elevation))
        let (cosine, sine) = (Double.cos(azimuth), Double.sin(azimuth))
        right = Place(-sine, cosine, 0)
        towards = Place(low * cosine, low * sine, high)
        up = Place(-high * cosine, -high * sine, low)
        distance = camera.distance
        // Dots are square. At any azimuth the cube fits between the edges, with room for the numbers along the axes.
        let (width, height) = (2 * Double(size.width), 4 * Double(size.height))
        let across = 2.squareRoot() + 0.22
        let upright = 2.squareRoot() * abs(high) + (1 + drop) * low + 0.1
        // Without numbers, in a small panel, the empty corners of the cube may lie outside.
        let enlargement = size.height < AxisBox.leastHeight ? 1.35 : 1
        scale = enlargement * min(width / across, height / upright) * Self.fillingDistance / camera.distance
        middle = SIMD2(width / 2, height / 2 - 0.5 * drop * scale * low)
    }

    /// Where a place is seen, in dots from the upper left corner, and how far it is from the eye.
    @inline(__always)
    func dots(_ place: Place) -> (dots: SIMD2<Double>, depth: Double) {
        let offset = place - Self.center
        let depth = distance - (towards * offset).sum()
        let share = scale * distance / depth
        return (
            SIMD2(middle.x + share * (right * offset).sum(), middle.y - share * (up * offset).sum()), depth
        )
    }
}

extension DotShape {
    /// A place in braille's dots, which projections count in, in dots of this shape.
    func place(_ brailleDots: SIMD2<Double>) -> SIMD2<Double> {
        brailleDots / SIMD2(Double(2 / columns), Double(4 / rows))
    }
}
