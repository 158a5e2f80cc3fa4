import Expressions

/// What an optimizer may ask of a surface: losses, gradients and curvature, anywhere.
///
/// The last gradient is kept: asking for the loss where a step arrives and for the gradient where the next one begins
/// costs one evaluation. Evaluations are counted, as losses with gradients come together; a Hessian counts as one.
public struct Objective: Sendable {
    private var source: Source
    /// The evaluators of a formula, and of data: beside the enumeration, as taking them out of it at every step would cost
    /// more than most formulas do.
    private var formula: (gradient: PointEvaluator, hessian: PointEvaluator)
    private var data: DataEvaluator?
    private var lastPoint = Point(.nan, .nan)
    private var lastLoss = 0.0
    private var lastGradient = Point.zero
    /// How many evaluations have been asked for; the same point twice in a row is one.
    public private(set) var evaluations = 0
    private var countedPoint = Point(.nan, .nan)

    /// Where losses come from.
    private enum Source: Sendable {
        case formula
        case data
        case grid(Grid)
    }

    public init(_ surface: Surface) {
        switch surface.model {
        case .formula(_, let gradient, let hessian):
            var gradient = PointEvaluator(gradient)
            var hessian = PointEvaluator(hessian)
            for (index, value) in surface.values.enumerated() {
                gradient[input: 2 + index] = value
                hessian[input: 2 + index] = value
            }
            formula = (gradient, hessian)
            source = .formula
        case .data(let loss):
            formula = Self.none
            source = .data
            data = DataEvaluator(loss, parameters: surface.values)
        case .grid(let grid):
            formula = Self.none
            source = .grid(grid)
        }
    }

    /// The loss, over the batch if one is selected.
    public mutating func loss(at point: Point) -> Double {
        count(point)
        evaluate(at: point)
        return lastLoss
    }

    /// The loss for the record, over all data: not an evaluation that an optimizer asked for.
    public mutating func observedLoss(at point: Point) -> Double {
        if let loss = data?.wholeLoss(at: point) { return loss }
        evaluate(at: point)
        return lastLoss
    }

    /// The gradient, over the batch if one is selected.
    public mutating func gradient(at point: Point) -> Point {
        count(point)
        evaluate(at: point)
        return lastGradient
    }

    /// The curvature, over all data.
    public mutating func hessian(at point: Point) -> Hessian {
        evaluations += 1
        if let hessian = data?.curvature(at: point) { return hessian }
        if case .grid(let grid) = source { return grid.value(at: point).hessian }
        let (xx, xy, yy) = formula.hessian.run(at: point.x, point.y)
        return Hessian(xx: xx, xy: xy, yy: yy)
    }

    /// The share of all rows that are classified rightly; `nil` if the surface has no such thing.
    public mutating func accuracy(at point: Point) -> Double? { data?.accuracy(at: point) }

    /// The loss over the rows that test; `nil` if the surface has no such rows.
    public mutating func testLoss(at point: Point) -> Double? { data?.testLoss(at: point) }

    /// The share of the rows that test that are classified rightly; `nil` if the surface has no such thing.
    public mutating func testAccuracy(at point: Point) -> Double? { data?.testAccuracy(at: point) }

    /// From now on losses and gradients are those of a step's batch; `nil` goes back to all rows. Without data nothing
    /// changes.
    ///
    /// - Parameter point: where the step begins: weights of rows are those there.
    /// - Returns: what is wrong with such weights, in words; the rows are drawn as if they were alike then.
    @discardableResult
    public mutating func selectBatch(_ batches: Batches?, step: Int, at point: Point) -> String? {
        guard data != nil else { return nil }
        lastPoint = Point(.nan, .nan)
        do throws(RowWeights.Mistake) {
            try data!.selectBatch(batches, step: step, at: point)
            return nil
        } catch {
            return error.description
        }
    }

    /// The rows that a step sees which begins at a point; `nil` if none can be drawn.
    public mutating func rows(of batches: Batches, step: Int, at point: Point) -> [Int]? {
        try? data?.rows(of: batches, step: step, at: point)
    }

    @inline(__always)
    private mutating func count(_ point: Point) {
        if point != countedPoint { evaluations += 1 }
        countedPoint = point
    }

    @inline(__always)
    private mutating func evaluate(at point: Point) {
        // 0 and −0 are equal, and 1/x tells them apart.
        guard point != lastPoint || point.x.sign != lastPoint.x.sign || point.y.sign != lastPoint.y.sign else { return }
        lastPoint = point
        guard case .formula = source else { return evaluateOther(at: point) }
        let (loss, x, y) = formula.gradient.run(at: point.x, point.y)
        lastLoss = loss
        lastGradient = Point(x, y)
    }

    private mutating func evaluateOther(at point: Point) {
        if case .grid(let grid) = source {
            (lastLoss, lastGradient, _) = grid.value(at: point)
        } else if let slopes = data?.slopes(at: point) {
            (lastLoss, lastGradient) = slopes
        }
    }

    /// In place of a formula's evaluators where there is none.
    private static let none: (gradient: PointEvaluator, hessian: PointEvaluator) = {
        let nothing = PointEvaluator(Program(Graph(), outputs: [], inputCount: 0))
        return (nothing, nothing)
    }()
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

    /// The principal axis of the larger curvature, of length 1.
    public var largestAxis: Point {
        // The longer of two ways to write it.
        let a = Point(xy, eigenvalues.largest - xx)
        let b = Point(eigenvalues.largest - yy, xy)
        let axis = a.length > b.length ? a : b
        return axis.length > 0 ? axis / axis.length : Point(1, 0)
    }

    /// λ_max/λ_min of a bowl: how much longer than wide it is. `nil` where the surface is not a bowl.
    public var conditionNumber: Double? {
        let (largest, smallest) = eigenvalues
        return smallest > 0 ? largest / smallest : nil
    }
}
