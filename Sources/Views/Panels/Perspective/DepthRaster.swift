import Basics
import Canvas

/// What a camera sees of a mesh, dot by dot: how far it is, how high on the mountain, and how brightly lit.
struct DepthRaster: Sendable {
    let width: Int
    let height: Int
    /// Distances from the eye; infinite where there is nothing.
    private(set) var depths: [Double]
    /// Positions among the levels.
    private(set) var elevations: [Double]
    /// From 0, dark, to 1.
    private(set) var lights: [Double]

    /// A corner of a triangle as the camera sees it.
    private struct Corner {
        var x: Double
        var y: Double
        var depth: Double
        var elevation: Double
        var light: Double
        /// In the cube, where the surface is cut at 0 and 1.
        var z: Double

        func cut(_ other: Corner, at edge: Double) -> Corner {
            let share = (edge - z) / (other.z - z)
            func between(_ left: Double, _ right: Double) -> Double { left + share * (right - left) }
            return Corner(
                x: between(x, other.x), y: between(y, other.y), depth: between(depth, other.depth),
                elevation: between(elevation, other.elevation), light: between(light, other.light), z: edge)
        }
    }

    init(of mesh: ReliefMesh, seenBy projection: Projection, size: Size) {
        width = 2 * size.width
        height = 4 * size.height
        let count = width * height
        depths = Array(repeating: .infinity, count: count)
        elevations = Array(repeating: 0, count: count)
        lights = Array(repeating: 0, count: count)
        guard count > 0 else { return }
        let corners = Self.corners(of: mesh, projection)
        for row in 0..<(mesh.rows - 1) {
            for column in 0..<(mesh.columns - 1) {
                let index = row * mesh.columns + column
                let (low, high) = (corners[index], corners[index + mesh.columns + 1])
                draw(low, corners[index + 1], high)
                draw(low, high, corners[index + mesh.columns])
            }
        }
    }

    private static func corners(of mesh: ReliefMesh, _ projection: Projection) -> [Corner] {
        // Over the left shoulder of who looks.
        let lamp = projection.towards * 0.62 + projection.up * 0.6 - projection.right * 0.5
        let light = lamp / (lamp * lamp).sum().squareRoot()
        let eye = Projection.center + projection.distance * projection.towards
        return mesh.nodes.map { node in
            guard node.place.z.isFinite else {
                return Corner(x: 0, y: 0, depth: 0, elevation: 0, light: 0, z: .nan)
            }
            let (dots, depth) = projection.dots(node.place)
            // From below one sees the other side, which lies in shadow.
            let isBelow = (node.normal * (eye - node.place)).sum() < 0
            let lambert = max(0, (node.normal * light).sum() * (isBelow ? -1 : 1))
            return Corner(
                x: dots.x, y: dots.y, depth: depth, elevation: node.elevation,
                light: isBelow ? 0.32 + 0.3 * lambert : 0.28 + 0.64 * lambert, z: node.place.z)
        }
    }

    // MARK: Triangles

    private mutating func draw(_ a: Corner, _ b: Corner, _ c: Corner) {
        let (low, high) = (min(a.z, b.z, c.z), max(a.z, b.z, c.z))
        // Comparisons with what is not a number are false.
        guard a.z.isFinite, b.z.isFinite, c.z.isFinite, low <= 1, high >= 0 else { return }
        if low >= 0, high <= 1 { return fill(a, b, c) }
        let polygon = Self.cut(Self.cut([a, b, c], at: 0, keepsAbove: true), at: 1, keepsAbove: false)
        for index in 2..<max(2, polygon.count) { fill(polygon[0], polygon[index - 1], polygon[index]) }
    }

    /// The part of a polygon on one side of a height (Sutherland and Hodgman, 1974).
    private static func cut(_ polygon: [Corner], at edge: Double, keepsAbove: Bool) -> [Corner] {
        var kept: [Corner] = []
        for (index, corner) in polygon.enumerated() {
            let previous = polygon[index == 0 ? polygon.count - 1 : index - 1]
            let isIn = keepsAbove ? corner.z >= edge : corner.z <= edge
            let wasIn = keepsAbove ? previous.z >= edge : previous.z <= edge
            if isIn != wasIn { kept.append(previous.cut(corner, at: edge)) }
            if isIn { kept.append(corner) }
        }
        return kept
    }

    /// Sets the dots whose middles lie in a triangle, where it is nearer than what is there.
    @inline(__always)
    private mutating func fill(_ a: Corner, _ b: Corner, _ c: Corner) {
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        guard area != 0 else { return }
        let left = max(0, Int(clamping: (min(a.x, b.x, c.x) - 0.5).rounded(.up)))
        let right = min(width - 1, Int(clamping: (max(a.x, b.x, c.x) - 0.5).rounded(.down)))
        let top = max(0, Int(clamping: (min(a.y, b.y, c.y) - 0.5).rounded(.up)))
        let bottom = min(height - 1, Int(clamping: (max(a.y, b.y, c.y) - 0.5).rounded(.down)))
        guard left <= right, top <= bottom else { return }
        let scale = 1 / area
        for y in top...bottom {
            let down = Double(y) + 0.5 - a.y
            for x in left...right {
                let across = Double(x) + 0.5 - a.x
                let second = (across * (c.y - a.y) - down * (c.x - a.x)) * scale
                let third = (down * (b.x - a.x) - across * (b.y - a.y)) * scale
                guard second >= -1e-9, third >= -1e-9, second + third <= 1 + 1e-9 else { continue }
                let depth = a.depth + second * (b.depth - a.depth) + third * (c.depth - a.depth)
                let place = y * width + x
                guard depth < depths[place] else { continue }
                depths[place] = depth
                elevations[place] =
                    a.elevation + second * (b.elevation - a.elevation) + third * (c.elevation - a.elevation)
                lights[place] = a.light + second * (b.light - a.light) + third * (c.light - a.light)
            }
        }
    }

    // MARK: What is in front

    /// Whether the dot shows the surface.
    @inline(__always)
    func isCovered(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && y >= 0 && x < width && y < height && depths[y * width + x] < .infinity
    }

    /// Whether something at a place on the surface is not behind another part of it. What lies on the surface is as far
    /// away as the dots around it, give or take how steep it is.
    func isVisible(_ dots: SIMD2<Double>, depth: Double) -> Bool {
        let x = Int(clamping: dots.x.rounded(.down))
        let y = Int(clamping: dots.y.rounded(.down))
        guard x >= 0, y >= 0, x < width, y < height else { return true }
        for row in max(0, y - 1)...min(height - 1, y + 1) {
            for column in max(0, x - 1)...min(width - 1, x + 1)
            where depth <= depths[row * width + column] + Self.bias {
                return true
            }
        }
        return false
    }

    /// Sides of the cube.
    private static let bias = 0.012
}
