import Basics
import Canvas
import Landscapes

/// A landscape as a mesh in the cube that the axes are scaled to: made once for a surface and a view, seen by any camera.
struct ReliefMesh: Sendable {
    /// A node of the mesh.
    struct Node: Sendable {
        /// In the cube; the height is not a number where the surface has no finite loss.
        var place: Place
        /// At a right angle to the surface, of length 1, upwards.
        var normal: Place
        /// Where the loss is among the levels: band b from b to b + 1.
        var elevation: Double
    }

    let domain: Domain
    let columns: Int
    let rows: Int
    let nodes: [Node]
    /// The losses that are shown, from the floor of the cube to its top.
    let range: ClosedRange<Double>
    /// The losses at which the contour lines run.
    let levels: [Double]

    init(_ lattice: Lattice, of surface: Surface, vertical: ClosedRange<Double>?) {
        domain = lattice.domain
        columns = lattice.columns
        rows = lattice.rows
        let range = vertical ?? Lattice.range(showing: lattice.losses)
        self.range = range
        levels = Levels.of(surface, lattice.losses.filter { range.contains($0) }, count: Ink.bandCount - 1)
        let size = domain.size
        let span = range.length
        nodes = lattice.losses.indices.map { [columns, rows, levels] index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let height = (lattice.losses[index] - range.lowerBound) / span
            let slope = lattice.slopes[index] * size / span
            let normal = Place(-slope.x, -slope.y, 1)
            let length = (normal * normal).sum().squareRoot()
            return Node(
                // A wall that goes on for ever is cut anyway.
                place: Place(
                    Double(column) / Double(columns - 1), Double(row) / Double(rows - 1),
                    height.isFinite ? min(max(height, -1), 2) : .nan),
                normal: length.isFinite ? normal / length : Place(0, 0, 1),
                elevation: Self.elevation(of: lattice.losses[index], levels, range))
        }
    }

    private static func elevation(of loss: Double, _ levels: [Double], _ range: ClosedRange<Double>) -> Double {
        guard loss.isFinite else { return 0 }
        let band = levels.count { loss > $0 }
        let low = band > 0 ? levels[band - 1] : range.lowerBound
        let high = band < levels.count ? levels[band] : range.upperBound
        let share = high > low ? (loss - low) / (high - low) : 0.5
        return Double(band) + min(max(share, 0), 1)
    }

    /// Where a point of the plane with a loss is in the cube.
    func place(_ point: Point, loss: Double) -> Place {
        let flat = flat(point)
        return Place(flat.x, flat.y, range.share(of: loss))
    }

    /// A point of the plane on the floor of the cube.
    @inline(__always)
    func flat(_ point: Point) -> SIMD2<Double> {
        (point - Point(domain.x.lowerBound, domain.y.lowerBound))
            / domain.size
    }

    /// How high the mesh is over a place on the floor of the cube; `nil` outside, beyond the cut, and where there is
    /// nothing.
    func height(over flat: SIMD2<Double>) -> Double? {
        guard flat.x >= 0, flat.y >= 0, flat.x <= 1, flat.y <= 1 else { return nil }
        let x = flat.x * Double(columns - 1)
        let y = flat.y * Double(rows - 1)
        let column = min(Int(clamping: x), columns - 2)
        let row = min(Int(clamping: y), rows - 2)
        let (u, v) = (x - Double(column), y - Double(row))
        let index = row * columns + column
        // The same two triangles that are drawn.
        let corners = (
            nodes[index].place.z, nodes[index + 1].place.z, nodes[index + columns].place.z,
            nodes[index + columns + 1].place.z
        )
        let height =
            u >= v
            ? corners.0 + u * (corners.1 - corners.0) + v * (corners.3 - corners.1)
            : corners.0 + v * (corners.2 - corners.0) + u * (corners.3 - corners.2)
        return height >= -1e-9 && height <= 1 + 1e-9 ? height : nil
    }
}
