import Canvas
import Landscapes
import Optimizers
import Racing

/// What the inspector knows of a run: its rule, and one step of it.
public struct Inspection: Sendable {
    let label: String
    private let description: String
    let track: Int
    /// The step that is shown: the one that leads on from where the run is.
    private(set) var passage: Run.Passage?
    /// The line that is being done.
    var lit = 0
    /// The rule on its way; `nil` for what is no rule.
    private var replay: Replay?
    private let roles: [RuleRoles.Role]
    private let writer: RuleWriter?
    private let formulas: [String]
    private var step: RuleWalk.Step?
    /// What is said of a run without a rule.
    private var facts: [(name: String, value: String)] = []
    /// Whether that is all there will be to say.
    private var isSettled = false
    private let row: Int
    private let revision: Int

    /// - Parameter previous: what was known of the run that was looked at before.
    init(_ run: Run, _ race: Race, reusing previous: Inspection?) {
        label = run.label
        description = Self.description(run)
        (row, track, revision) = (run.row, run.track, race.revision)
        if let previous, previous.row == row, previous.track == track {
            // Another past, and the same rule.
            replay = Replay(run, of: race, reusing: previous.replay)
            (writer, roles, formulas) = (previous.writer, previous.roles, previous.formulas)
            return
        }
        replay = Replay(run, of: race)
        writer = replay.map { RuleWriter($0.walk, number: Format.calculated) }
        roles = replay.map { RuleRoles($0.walk).roles } ?? []
        formulas = Self.formulas(run)
    }

    private static func formulas(_ run: Run) -> [String] {
        (run.optimizer as? Rule).map { RuleWriter.formulas(of: $0, number: Format.calculated) } ?? []
    }

    /// How many lines a run's rule has; what is no rule counts as one.
    public static func lineCount(_ run: Run) -> Int { (run.optimizer as? Rule)?.lineCount ?? 1 }

    var lineCount: Int { max(1, formulas.count) }

    func isOf(_ run: Run, _ race: Race) -> Bool { run.row == row && run.track == track && race.revision == revision }

    /// Goes towards the step that a run takes next.
    ///
    /// - Returns: whether it is there.
    mutating func advance(_ run: Run, _ race: Race, to shown: Int, spending cost: Int) -> Bool {
        let wanted = run.passage(after: shown)
        if wanted == passage, step != nil || isSettled { return true }
        passage = wanted
        step = nil
        isSettled = false
        guard let passage else { return true }
        guard replay != nil else {
            facts = Self.facts(run, race, passage)
            isSettled = passage.end < run.trajectory.count
            return true
        }
        step = replay!.step(passage, of: run, in: race, spending: cost)
        return step != nil
    }

    /// What the lines up to the lit one are on a landscape.
    var annotations: [Annotation] {
        guard let replay, let writer, let step else { return [] }
        return Self.annotations(replay.walk, writer, roles, step, lit: lit)
    }

    /// The learning rate that the step comes to for each weight, as claims call it; `nil` while it is not known, or of who
    /// asks for no gradient where the step begins.
    var rate: String? {
        guard let lines = replay?.walk.lines, let step, let first = lines.first, first.isGradient,
            let end = lines.last(where: { $0.name == "w" })
        else { return nil }
        let (gradient, move) = (step.value(of: first).point, step.value(of: end).point - step.start)
        let rates = (0..<2).map { gradient[$0] == 0 ? "none" : Format.calculated(-move[$0] / gradient[$0]) }
        return "(\(rates[0]), \(rates[1]))"
    }

    // MARK: What is written

    struct Row {
        enum State { case done, lit, ahead, aside }

        var text: String
        let state: State
        var indent = 2
        var isFirst = true
        var result: String?
        /// Where results begin.
        var resultColumn = 0
    }

    /// A vector of four digits each: `(−0.1234, −1.234e−5)`.
    private static let resultWidth = 24
    /// The numbers of the lit line take so many lines at most.
    private static let numberLines = 2

    static func height(_ run: Run, width: Int, glyphs: GlyphSet) -> Int {
        let texts = formulas(run).map(glyphs.spelled)
        guard !texts.isEmpty else { return Painter.lines(description(run), width: width).count + 4 }
        let room = formulaRoom(texts, width: width)
        let most = texts.map { Painter.lines($0, width: room).count }.max() ?? 1
        return texts.count + most - 1 + numberLines
    }

    /// How wide formulas may be, so that results stand beside them.
    private static func formulaRoom(_ texts: [String], width: Int) -> Int {
        min(texts.map(\.columnCount).max() ?? 0, max(width - 2 - resultWidth - 3, width / 2))
    }

    func rows(width: Int, glyphs: GlyphSet) -> [Row] {
        guard let walk = replay?.walk, let writer else {
            return Painter.lines(description, width: width).map { Row(text: $0, state: .aside, indent: 0) }
                + facts.map { Row(text: $0.name, state: .done, result: $0.value, resultColumn: 12) }
        }
        guard passage != nil else { return [Row(text: "\(label) takes no step", state: .aside, indent: 0)] }
        let texts = formulas.map(glyphs.spelled)
        let room = Self.formulaRoom(texts, width: width)
        return walk.lines.indices.flatMap { index -> [Row] in
            let state: Row.State = index < lit ? .done : index == lit ? .lit : .ahead
            var lines = [texts[index]]
            if state == .lit { lines = Painter.lines(texts[index], width: room) }
            var rows = lines.map { Row(text: $0, state: state, isFirst: false, resultColumn: room + 3) }
            rows[0].isFirst = true
            for place in rows.indices.dropFirst() { rows[place].indent = 4 }
            guard state != .ahead else { return rows }
            guard let step else {
                rows[0].result = "…"
                return rows
            }
            rows[0].result = writer.value(step.value(of: walk.lines[index]))
            guard state == .lit else { return rows }
            // The name's width, so that the signs of equality stand below each other.
            let indent = 2 + glyphs.spelled(walk.lines[index].name).columnCount + 1
            let numbers = Painter.lines(glyphs.spelled(numbers(of: index, step)), width: max(20, width - indent - 2))
            for (place, text) in numbers.prefix(Self.numberLines).enumerated() {
                // What does not fit goes on behind the last line, and is cut off there.
                let isCut = place == Self.numberLines - 1 && numbers.count > Self.numberLines
                let more = isCut ? " " + numbers[place + 1] : ""
                rows.append(Row(text: text + more, state: .lit, indent: indent + (place == 0 ? 0 : 2), isFirst: false))
            }
            return rows
        }
    }

    /// What a line computes from, with its numbers.
    private func numbers(of index: Int, _ step: RuleWalk.Step) -> String {
        guard let walk = replay?.walk, let writer else { return "" }
        let line = walk.lines[index]
        if line.isGradient { return "at w = \(Self.text(step.start))" }
        let places = step.gradients(of: line).map { Self.text($0.point) }
        let numbers = writer.numbers(line, step).map { "= \($0)" }
        let asked = places.isEmpty ? nil : "the gradient at \(places.joined(separator: " and "))"
        return [numbers, asked].compactMap(\.self).joined(separator: ", ")
    }

    private static func text(_ point: Point) -> String {
        "(\(Format.calculated(point.x)), \(Format.calculated(point.y)))"
    }

    /// What is known of a step of an optimizer that is no rule.
    private static func facts(
        _ run: Run, _ race: Race, _ passage: Run.Passage
    ) -> [(name: String, value: String)] {
        let trajectory = run.trajectory
        let point = trajectory.points[passage.start]
        var objective = Objective(race.surfaces[run.track])
        let gradient = objective.gradient(at: point)
        let next = passage.end < trajectory.count ? trajectory.points[passage.end] - point : nil
        return [
            ("loss", Format.calculated(trajectory.losses[passage.start])), ("w", text(point)),
            ("gradient", text(gradient)), ("step", next.map(text) ?? "not taken yet"),
        ]
    }

    private static func description(_ run: Run) -> String {
        let what = run.isProgram ? "is another program" : "is written in Swift"
        return "\(run.label) \(what): it has no rule to go through line by line."
    }
}
