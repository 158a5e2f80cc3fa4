import Landscapes

/// What part each line of a rule plays on the landscape: a place, or a direction, or nothing that is seen there.
///
/// The names tell nothing, as a rule may use any: what a value is shows in what becomes of it. If all places move, a place
/// moves along; if all slopes turn around, a direction turns around, and a mean of squares does not.
public struct RuleRoles: Sendable {
    public enum Role: Equatable, Sendable {
        /// The gradient where the step began.
        case gradient
        /// The line moves the run.
        case step
        /// A point of the plane.
        case place
        /// A direction; −1 if it points uphill, as means of gradients do.
        case direction(sign: Double)
        case none
    }

    /// For each line of the walk.
    public let roles: [Role]

    public init(_ walk: RuleWalk) {
        var trial = Trial(walk, walk.rule.hyperparameters.map(\.defaultValue))
        let places = trial.places()
        let directions = trial.directions(places)
        roles = walk.lines.enumerated().map { index, line in
            if line.isGradient { return .gradient }
            if line.name == "w" { return .step }
            guard line.isVector else { return .none }
            if places.lines[index] { return .place }
            return directions[index] == 0 ? .none : .direction(sign: directions[index])
        }
    }
}

/// A rule that is run on made-up numbers.
private struct Trial {
    private var walk: RuleWalk
    private let hyperparameters: [Double]
    private let stateCount: Int
    /// What the state is before the first step.
    private let initial: [Point]

    /// Some step in the middle of a run.
    private static let t = 20.0
    /// Slopes, one for each time that the rule asks.
    private static func slope(_ call: Int) -> Point { Point(0.7 + 0.1 * Double(call), 1.3 - 0.05 * Double(call)) }

    init(_ walk: RuleWalk, _ hyperparameters: [Double]) {
        self.walk = walk
        self.hyperparameters = hyperparameters
        stateCount = walk.rule.state.count
        let memory = walk.rule.memory(at: Self.start, hyperparameters: hyperparameters)
        initial = (0..<walk.rule.state.count).map { Point(memory[2 * $0], memory[2 * $0 + 1]) }
    }

    private static let start = Point(3, 2)

    /// What the lines come to.
    private mutating func values(weights: Point, state: [Point], slopes sign: Double) -> [Point] {
        walk.rule.set(&walk.evaluator, point: weights, t: Self.t, hyperparameters: hyperparameters)
        for (index, value) in state.enumerated() {
            walk.evaluator[input: RuleBuilder.firstState + 2 * index] = value.x
            walk.evaluator[input: RuleBuilder.firstState + 2 * index + 1] = value.y
        }
        var call = 0
        let step = walk.run(from: weights) { _ in
            call += 1
            return sign * Self.slope(call)
        }
        return walk.lines.map { step.value(of: $0).point }
    }

    /// The last line that assigns each state.
    private var lastLines: [Int?] {
        walk.rule.state.map { name in walk.lines.lastIndex { $0.name == name && !$0.isGradient } }
    }

    /// Which states, and which lines, are points of the plane: they move along if all of those are moved.
    mutating func places() -> (states: [Bool], lines: [Bool]) {
        let offset = Point(0.5, 0.25)
        func moved(_ one: Point, _ other: Point) -> Bool {
            // Weight decay shortens a place a little.
            let share = (other - one) / offset
            return share.x > 0.5 && share.x < 1.5 && share.y > 0.5 && share.y < 1.5
        }
        let elsewhere = walk.rule.memory(at: Self.start + offset, hyperparameters: hyperparameters)
        let states = (0..<stateCount).map { index in
            moved(initial[index], Point(elsewhere[2 * index], elsewhere[2 * index + 1]))
        }
        let there = states.indices.map { states[$0] ? initial[$0] + offset : initial[$0] }
        let before = values(weights: Self.start, state: initial, slopes: 1)
        let after = values(weights: Self.start + offset, state: there, slopes: 1)
        return (states, zip(before, after).map(moved))
    }

    /// For each line 1 if it is a direction downhill, −1 if it is one uphill, and 0 if it is none.
    mutating func directions(_ places: (states: [Bool], lines: [Bool])) -> [Double] {
        // All places at 0, so that weight decay is nothing. What begins at 0 may be a direction, until it shows that it is
        // not; what begins elsewhere is none, until it shows that it is.
        var isTurning = (0..<stateCount).map { !places.states[$0] && initial[$0] == .zero }
        let lastLines = lastLines
        func turned(_ one: Point, _ other: Point) -> Bool {
            guard one.isFinite, other.isFinite, one != .zero else { return false }
            return (one + other).length <= 1e-9 * one.length
        }
        var isDirection: [Bool] = []
        for _ in 0...(2 * stateCount) {
            let state = (0..<stateCount).map { index in
                places.states[index] ? Point.zero : Point(0.4 + 0.03 * Double(index), 0.2 + 0.05 * Double(index))
            }
            let mirrored = state.indices.map { isTurning[$0] ? -state[$0] : state[$0] }
            let before = values(weights: .zero, state: state, slopes: 1)
            let after = values(weights: .zero, state: mirrored, slopes: -1)
            isDirection = zip(before, after).map(turned)
            let now = (0..<stateCount).map { index in
                !places.states[index] && (lastLines[index].map { isDirection[$0] } ?? false)
            }
            // What stays as it is whatever it is taken for is what it began as.
            let settled = now.indices.map { index in
                let isEven =
                    lastLines[index].map { (before[$0] - after[$0]).length <= 1e-9 * before[$0].length } ?? true
                return now[index] ? true : isEven ? false : !isTurning[index]
            }
            if settled == isTurning { break }
            isTurning = settled
        }
        // Which way they point shows where there was nothing before.
        let rest = initial.indices.map { places.states[$0] ? Point.zero : initial[$0] }
        let rested = values(weights: .zero, state: rest, slopes: 1)
        return zip(isDirection, rested).map { isDirection, value in
            let along = value.x * Self.slope(1).x + value.y * Self.slope(1).y
            guard isDirection, along != 0, along.isFinite else { return 0 }
            return along < 0 ? 1 : -1
        }
    }
}
