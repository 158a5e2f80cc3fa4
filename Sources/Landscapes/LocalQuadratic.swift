/// The loss about a point as its first and second derivatives have it.
public struct LocalQuadratic: Equatable, Sendable {
    public let point: Point
    public let gradient: Point
    public let hessian: Hessian
    /// Whether the first weight alone counts.
    public let isOneDimensional: Bool

    public init(at point: Point, gradient: Point, hessian: Hessian, isOneDimensional: Bool = false) {
        self.point = point
        self.gradient = gradient
        self.hessian = hessian
        self.isOneDimensional = isOneDimensional
    }

    /// Over all data, whatever batch is selected for losses.
    public init(of surface: Surface, at point: Point) {
        var objective = Objective(surface)
        self.init(
            at: point, gradient: objective.gradient(at: point), hessian: objective.hessian(at: point),
            isOneDimensional: surface.isOneDimensional)
    }

    /// What a quadratic looks like.
    public enum Form: Sendable {
        /// It curves upwards in all directions, and has a minimum.
        case bowl
        /// It curves upwards in one direction, and in the other not at all.
        case valley
        /// It curves upwards in one direction and downwards in another.
        case saddle
        /// It curves upwards nowhere, and downwards somewhere.
        case hill
        /// It does not curve.
        case plane
        /// A derivative is not a number, or infinite.
        case undefined
    }

    public var form: Form {
        let (largest, smallest) = curvatures
        guard largest.isFinite, smallest.isFinite, gradient.isFinite else { return .undefined }
        // What is so much smaller than the other curvature may be rounding alone.
        let least = 1e-9 * max(abs(largest), abs(smallest))
        if largest == 0, smallest == 0 { return .plane }
        if smallest > least { return .bowl }
        if largest <= least { return .hill }
        return smallest < -least ? .saddle : .valley
    }

    /// The eigenvalues of the Hessian, λ₁ ≥ λ₂; twice the same along a line.
    public var curvatures: (largest: Double, smallest: Double) {
        isOneDimensional ? (hessian.xx, hessian.xx) : hessian.eigenvalues
    }

    /// The eigenvectors to them, of length 1, which point to the right, or up.
    public var axes: (largest: Point, smallest: Point) {
        if isOneDimensional { return (Point(1, 0), Point(1, 0)) }
        func turned(_ axis: Point) -> Point { axis.x < -1e-12 || (axis.x < 1e-12 && axis.y < 0) ? -axis : axis }
        let axis = hessian.largestAxis
        return (turned(axis), turned(Point(-axis.y, axis.x)))
    }

    /// λ₁/λ₂ of a bowl.
    public var conditionNumber: Double? { form == .bowl ? curvatures.largest / curvatures.smallest : nil }

    /// The lowest point of a bowl.
    public var minimum: Point? {
        guard form == .bowl else { return nil }
        if isOneDimensional { return Point(point.x - gradient.x / hessian.xx, point.y) }
        return hessian.newtonStep(gradient).map { point + $0 }
    }

    /// How much higher the point is than the lowest one of a bowl: ½ gᵀH⁻¹g.
    public var height: Double? { minimum.map { -(gradient * ($0 - point)).sum() / 2 } }

    /// The two half axes of an ellipse on which a bowl is so much higher than at its minimum: √(2·height/λ) long.
    public func halfAxes(height: Double) -> (largest: Point, smallest: Point)? {
        guard form == .bowl else { return nil }
        return (
            (2 * height / curvatures.largest).squareRoot() * axes.largest,
            (2 * height / curvatures.smallest).squareRoot() * axes.smallest
        )
    }

    /// The curvature downwards alone: how a saddle is left.
    public var wayDown: Hessian {
        let (curvature, axis) = (min(curvatures.smallest, 0), axes.smallest)
        return Hessian(
            xx: curvature * axis.x * axis.x, xy: curvature * axis.x * axis.y, yy: curvature * axis.y * axis.y)
    }

    /// How many degrees steepest descent points away from a place; `nil` where there is no slope, or one is there.
    public func angle(to place: Point) -> Double? {
        let angle = (-gradient).degrees(to: place - point)
        return angle.isFinite ? angle : nil
    }
}
