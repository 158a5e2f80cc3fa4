import Expressions
import Landscapes
import RealModule
import Scenes

/// Goes along a run, step by step, and says what a formula of its quantities is there.
struct Walk: Sendable {
    private let surface: Surface
    private let needs: Set<Quantity>
    private let states: [String]
    private let inputCount: Int
    private let depth: Int
    private let hasCondition: Bool
    private let minima: [Point]
    private var evaluator: PointEvaluator
    /// Where slopes are asked for; `nil` where the formula needs none.
    private var objective: Objective?
    /// What the run does not keep; made at its first step, and only where it is asked for.
    private var memory: MemoryWalk?
    /// The step that it stands at; -1 before the start.
    private(set) var step = -1
    private var path = 0.0
    private var gradient = Point(.nan, .nan)
    private var angle = Double.nan
    /// How long a step takes, in steps of a curve that is drawn: some 60 ns each, as 30 operations of a formula take.
    private(set) var cost: Int

    init(_ measure: Measure, on surface: Surface) {
        self.surface = surface
        needs = measure.needs
        states = measure.states
        inputCount = measure.inputCount
        depth = measure.depth
        minima = measure.needs.isDisjoint(with: [.distance, .goal]) ? [] : surface.minima
        evaluator = PointEvaluator(measure.program)
        hasCondition = measure.program.outputCount > 1
        for input in 0..<((depth + 1) * inputCount) { evaluator[input: input] = .nan }
        let hasSlopes = !needs.isDisjoint(with: [.gradient, .angle])
        objective = hasSlopes ? Objective(surface) : nil
        cost =
            2 + (hasSlopes ? 3 * surface.cost : 0) + (needs.contains(.eta) ? 4 : 0) + depth * inputCount / 30
            + (needs.contains(.rate) ? 3 * surface.cost : 0) + measure.program.operationCount / 30
    }

    /// Takes the next step. - Returns: whether the run has taken it.
    mutating func next(_ run: Run) -> Bool {
        guard step + 1 < run.trajectory.count else { return false }
        step += 1
        // What was is a step further back now.
        for input in stride(from: depth * inputCount - 1, through: 0, by: -1) {
            evaluator[input: inputCount + input] = evaluator[input: input]
        }
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
        if needs.contains(.diverged) { self[.diverged] = run.divergedAt(step) == nil ? 0 : 1 }
        self[.accuracy] = run.trajectory.accuracies.isEmpty ? .nan : run.trajectory.accuracies[step]
        self[.evaluations] = Double(run.trajectory.evaluations[step])
        if needs.contains(.eta) { self[.eta] = run.rate(at: max(step, 1)) ?? .nan }
        if objective != nil { takeSlopes(at: point, after: move) }
        remember(run, move)
        evaluator.run()
        return true
    }

    private mutating func remember(_ run: Run, _ move: Point) {
        let needsRate = needs.contains(.rate)
        guard needsRate || !states.isEmpty else { return }
        if memory == nil {
            memory = MemoryWalk(run, on: surface, states: states)
            cost += 3 * memory!.cost(on: surface)
        }
        for (index, value) in memory!.states(after: step, of: run).enumerated() {
            put(value, at: Measure.input(ofState: index))
        }
        guard needsRate, step > 0 else { return }
        let slopes = memory!.slopesSeen(before: step, of: run)
        // Where there is no slope there is no rate.
        put(Point(slopes.x == 0 ? .nan : -move.x / slopes.x, slopes.y == 0 ? .nan : -move.y / slopes.y), as: .rate)
    }

    private mutating func takeSlopes(at point: Point, after move: Point) {
        // Who stands still keeps the direction that it had.
        if move != .zero { angle = (-gradient).degrees(to: move) }
        gradient = objective!.gradient(at: point)
        self[.angle] = angle
        put(gradient, as: .gradient)
    }

    private subscript(quantity: Quantity) -> Double {
        get { evaluator[input: quantity.input] }
        set { evaluator[input: quantity.input] = newValue }
    }

    private mutating func put(_ vector: Point, as quantity: Quantity) { put(vector, at: quantity.input) }

    private mutating func put(_ vector: Point, at input: Int) {
        evaluator[input: input] = vector.x
        evaluator[input: input + 1] = vector.y
    }

    var value: Double { evaluator[output: 0] }
    var second: Double { evaluator[output: 1] }
    var isTrue: Bool { Self.isTrue(value) }
    /// Whether the condition holds under which the value counts; without one it does.
    var isAsked: Bool { !hasCondition || Self.isTrue(second) }

    private static func isTrue(_ value: Double) -> Bool { value != 0 && !value.isNaN }
}
