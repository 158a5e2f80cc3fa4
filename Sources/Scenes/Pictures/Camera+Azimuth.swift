import Basics
import Landscapes
import RealModule

extension Camera {
    /// The azimuth from which most of a landscape is seen, from as high as a camera stands unless told otherwise: its own
    /// unless walls stand before it there.
    static func azimuth(showing surface: Surface, _ view: Domain) -> Double {
        let heights = Heights(of: surface, view)
        let own = Camera().azimuth
        let seen = stride(from: 0.0, to: 360, by: 45).map { turn in
            (azimuth: wrapped(own + turn), count: heights.countSeen(from: wrapped(own + turn)))
        }
        let best = seen.max { $0.count < $1.count }!
        return Double(seen[0].count) < 0.85 * Double(best.count) ? best.azimuth : own
    }

    /// A few heights of a landscape in the cube that it is scaled to.
    private struct Heights {
        private let heights: [Double]
        private static let side = 21

        init(of surface: Surface, _ view: Domain) {
            let losses = surface.draft(over: view, columns: Self.side, rows: Self.side)
            let range = Lattice.range(showing: losses)
            heights = losses.map { range.share(of: $0) }
        }

        /// The height at a place of the unit square; `nil` where nothing is shown.
        private func height(_ place: Point) -> Double? {
            let (column, row) = (place.x * Double(Self.side), (1 - place.y) * Double(Self.side))
            guard column >= 0, row >= 0, column < Double(Self.side), row < Double(Self.side) else { return nil }
            let height = heights[Int(clamping: row) * Self.side + Int(clamping: column)]
            return height <= 1 ? height : nil
        }

        /// How many of the places are seen over what stands between them and the camera.
        func countSeen(from azimuth: Double) -> Int {
            let angle = azimuth * .pi / 180
            let step = Point(Double.cos(angle), Double.sin(angle)) / Double(Self.side)
            return (0..<(Self.side * Self.side)).count { index in
                let (row, column) = index.quotientAndRemainder(dividingBy: Self.side)
                let place = Point(Double(column) + 0.5, Double(Self.side - row) - 0.5) / Double(Self.side)
                guard let own = height(place) else { return false }
                return !(1...(2 * Self.side)).contains { steps in
                    // Half a right angle: a step nearer the line of sight is a step higher.
                    let sight = own + Double(steps) / Double(Self.side)
                    return height(place + Double(steps) * step).map { $0 > sight + 0.03 } ?? false
                }
            }
        }
    }
}
