import Expressions
import Landscapes
import RealModule
import Scenes

/// Goes along a run, step by step, and says what a formula of its quantities is there.
struct Walk: Sendable {
    private let needsRate: Bool
    private let minima: [Point]
    private var evaluator: PointEvaluator
    /// Where slopes are asked for; `nil` where the formula needs none.
    private var objective: Objective?
    /// The step that it stands at; -1 before the start.
    private(set) var step = -1
    private var path = 0.0
    private var gradient = Point(.nan, .nan)
    private var angle = Double.nan
    /// How long a step takes, in steps of a curve that is drawn: some 60 ns each, as 30 operations of a formula take.
    let cost: Int

    init(_ measure: Measure, on surface: Surface) {
        needsRate = measure.needs.contains(.eta)
        minima = surface.minima
        evaluator = PointEvaluator(measure.program)
        for input in 0..<(2 * Quantity.inputCount) { evaluator[input: input] = .nan }
        let hasSlopes = !measure.needs.isDisjoint(with: [.gradient, .angle])
        objective = hasSlopes ? Objective(surface) : nil
        cost =
            2 + (hasSlopes ? 3 * surface.cost : 0) + (needsRate ? 4 : 0)
            + measure.program.operationCount / 30
    }

    /// Takes the next step. - Returns: whether the run has taken it.
    mutating func next(_ run: Run) -> Bool {
        guard step + 1 < run.trajectory.count else { return false }
        step += 1
        let count = Quantity.inputCount
        if step > 0 { for input in 0..<count { evaluator[input: count + input] = evaluator[input: input] } }
        let point = run.trajectory.points[step]
        let move = step > 0 ? point - run.trajectory.points[step - 1] : .zero
        path += move.length
        self[.t] = Double(step)
        self[.x] = point.x
        self[.y] = point.y
        self[.loss] = run.trajectory.losses[step]
        self[.length] = move.length
        self[.path] = path
        self[.chord] = (point - run.trajectory.points[0]).length
        self[.distance] = minima.reduce(.nan) { Double.minimum($0, (point - $1).length) }
        self[.accuracy] = run.trajectory.accuracies.isEmpty ? .nan : run.trajectory.accuracies[step]
        self[.evaluations] = Double(run.trajectory.evaluations[step])
        if needsRate { self[.eta] = run.rate(at: max(step, 1)) ?? .nan }
        if objective != nil { takeSlopes(at: point, after: move) }
        evaluator.run()
        return true
    }

    private mutating func takeSlopes(at point: Point, after move: Point) {
        // Who stands still keeps the direction that it had.
        if move != .zero { angle = (-gradient).degrees(to: move) }
        gradient = objective!.gradient(at: point)
        self[.angle] = angle
        self[.gradient] = gradient.x
        evaluator[input: Quantity.gradient.rawValue + 1] = gradient.y
    }

    private subscript(quantity: Quantity) -> Double {
        get { evaluator[input: quantity.rawValue] }
        set { evaluator[input: quantity.rawValue] = newValue }
    }

    var value: Double { evaluator[output: 0] }
    var second: Double { evaluator[output: 1] }
    var isTrue: Bool { value != 0 && !value.isNaN }
}
