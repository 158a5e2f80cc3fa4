import Expressions

/// What an optimizer may ask of a surface: losses, gradients and curvature, anywhere.
///
/// The last gradient is kept: asking for the loss where a step arrives and for the gradient where the next one begins
/// costs one evaluation. Evaluations are counted, as losses with gradients come together; a Hessian counts as one.
public struct Objective: Sendable {
    private var gradientEvaluator: PointEvaluator
    private var hessianEvaluator: PointEvaluator
    private var lastPoint = Point(.nan, .nan)
    /// How many evaluations have been asked for; the same point twice in a row is one.
    public private(set) var evaluations = 0
    private var countedPoint = Point(.nan, .nan)

    public init(_ surface: Surface) {
        gradientEvaluator = PointEvaluator(surface.gradient)
        hessianEvaluator = PointEvaluator(surface.hessian)
        for (index, value) in surface.values.enumerated() {
            gradientEvaluator[input: 2 + index] = value
            hessianEvaluator[input: 2 + index] = value
        }
    }

    public mutating func loss(at point: Point) -> Double {
        count(point)
        evaluate(at: point)
        return gradientEvaluator[output: 0]
    }

    /// The loss for the record: not an evaluation that an optimizer asked for.
    public mutating func observedLoss(at point: Point) -> Double {
        evaluate(at: point)
        return gradientEvaluator[output: 0]
    }

    public mutating func gradient(at point: Point) -> Point {
        count(point)
        evaluate(at: point)
        return Point(gradientEvaluator[output: 1], gradientEvaluator[output: 2])
    }

    public mutating func hessian(at point: Point) -> Hessian {
        evaluations += 1
        hessianEvaluator[input: 0] = point.x
        hessianEvaluator[input: 1] = point.y
        hessianEvaluator.run()
        return Hessian(
            xx: hessianEvaluator[output: 0], xy: hessianEvaluator[output: 1], yy: hessianEvaluator[output: 2])
    }

    @inline(__always)
    private mutating func count(_ point: Point) {
        if point != countedPoint { evaluations += 1 }
        countedPoint = point
    }

    @inline(__always)
    private mutating func evaluate(at point: Point) {
        guard point != lastPoint else { return }
        lastPoint = point
        gradientEvaluator[input: 0] = point.x
        gradientEvaluator[input: 1] = point.y
        gradientEvaluator.run()
    }
}

/// The second derivatives at a point.
public struct Hessian: Hashable, Sendable {
    public let xx: Double
    public let xy: Double
    public let yy: Double

    public init(xx: Double, xy: Double, yy: Double) {
        self.xx = xx
        self.xy = xy
        self.yy = yy
    }

    /// The curvatures along the two principal axes, the larger first.
    public var eigenvalues: (largest: Double, smallest: Double) {
        let mean = (xx + yy) / 2
        let spread = Point((xx - yy) / 2, xy).length
        return (mean + spread, mean - spread)
    }

    /// The way to the bottom of a bowl, were it a quadratic: −H⁻¹g. `nil` where the surface is not a bowl.
    public func newtonStep(_ gradient: Point) -> Point? {
        let determinant = xx * yy - xy * xy
        guard xx > 0, determinant > 0, determinant.isFinite else { return nil }
        return -Point(yy * gradient.x - xy * gradient.y, xx * gradient.y - xy * gradient.x) / determinant
    }

    /// λ_max/λ_min of a bowl: how much longer than wide it is. `nil` where the surface is not a bowl.
    public var conditionNumber: Double? {
        let (largest, smallest) = eigenvalues
        return smallest > 0 ? largest / smallest : nil
    }
}
