import Expressions
import Landscapes
import RealModule
import Scenes

/// Goes along a run, step by step, and says what a formula of its quantities is there.
struct Walk: Sendable {
    private let surface: Surface
    private let needsRate: Bool
    private let needsFate: Bool
    private let hasCondition: Bool
    private let minima: [Point]
    private var evaluator: PointEvaluator
    /// Where slopes are asked for; `nil` where the formula needs none.
    private var objective: Objective?
    /// The step that it stands at; -1 before the start.
    private(set) var step = -1
    private var path = 0.0
    private var gradient = Point(.nan, .nan)
    private var angle = Double.nan
    private var status: Status?
    /// How long a step takes, in steps of a curve that is drawn: some 60 ns each, as 30 operations of a formula take.
    let cost: Int

    init(_ measure: Measure, on surface: Surface) {
        self.surface = surface
        needsRate = measure.needs.contains(.eta)
        needsFate = measure.needs.contains(.diverged)
        minima = measure.needs.isDisjoint(with: [.distance, .goal]) ? [] : surface.minima
        evaluator = PointEvaluator(measure.program)
        hasCondition = measure.program.outputCount > 1
        for input in 0..<(2 * Quantity.inputCount) { evaluator[input: input] = .nan }
        let hasSlopes = !measure.needs.isDisjoint(with: [.gradient, .angle])
        objective = hasSlopes ? Objective(surface) : nil
        cost =
            2 + (hasSlopes ? 3 * surface.cost : 0) + (needsRate ? 4 : 0) + (needsFate ? 6 * surface.cost : 0)
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
        if let nearest = minima.min(by: { ($0 - point).length < ($1 - point).length }) {
            self[.distance] = (nearest - point).length
            put(nearest - point, as: .goal)
        }
        put(move, as: .step)
        if !run.trajectory.velocities.isEmpty { put(run.trajectory.velocities[step], as: .velocity) }
        if needsFate { self[.diverged] = hasDiverged(run) ? 1 : 0 }
        self[.accuracy] = run.trajectory.accuracies.isEmpty ? .nan : run.trajectory.accuracies[step]
        self[.testLoss] = run.trajectory.testLosses.isEmpty ? .nan : run.trajectory.testLosses[step]
        self[.testAccuracy] = run.trajectory.testAccuracies.isEmpty ? .nan : run.trajectory.testAccuracies[step]
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
        put(gradient, as: .gradient)
    }

    /// Whether the table says so. Who is inside the view and has a number for a place and a loss has not.
    private mutating func hasDiverged(_ run: Run) -> Bool {
        guard run.leftAt(step) != nil || run.divergedAt.map({ $0 <= step }) == true else { return false }
        status = run.statusQuestion(at: step, on: surface, after: status).answer()
        if case .diverged = status!.condition { return true }
        return false
    }

    private subscript(quantity: Quantity) -> Double {
        get { evaluator[input: quantity.input] }
        set { evaluator[input: quantity.input] = newValue }
    }

    private mutating func put(_ vector: Point, as quantity: Quantity) {
        evaluator[input: quantity.input] = vector.x
        evaluator[input: quantity.input + 1] = vector.y
    }

    var value: Double { evaluator[output: 0] }
    var second: Double { evaluator[output: 1] }
    var isTrue: Bool { Self.isTrue(value) }
    /// Whether the condition holds under which the value counts; without one it does.
    var isAsked: Bool { !hasCondition || Self.isTrue(second) }

    private static func isTrue(_ value: Double) -> Bool { value != 0 && !value.isNaN }
}
