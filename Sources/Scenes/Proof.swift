import Basics
import Expressions
import Landscapes

/// A claim made ready to be held against trajectories.
///
/// A claim is a formula of questions put to runs. Each question walks one trajectory and gives a number; the formula of
/// the answers must come out true.
public struct Proof: Sendable {
    /// What a claim may ask of a run.
    package enum Question: String, CaseIterable, Sendable {
        case first, last, count, always, ever, lowest, highest, mean, at, final, arriving

        package var word: Word {
            switch self {
            case .first: Word("first(run, condition)", "the first step at which it holds; infinity if it never does")
            case .last: Word("last(run, condition)", "the last step at which it holds; infinity if it never does")
            case .count: Word("count(run, condition)", "at how many steps it holds")
            case .always: Word("always(run, condition)", "whether it holds at every step")
            case .ever: Word("ever(run, condition)", "whether it holds at any step")
            case .lowest:
                Word("lowest(run, value, [condition])", "the least value of all steps, or of those at which it holds")
            case .highest: Word("highest(run, value, [condition])", "the greatest value of all steps, or of those")
            case .mean: Word("mean(run, value, [condition])", "the mean of the values of all steps, or of those")
            case .at: Word("at(run, step, value)", "the value at a step; not a number if the run ended before")
            case .final: Word("final(run, value)", "the value at the last step")
            case .arriving:
                Word(
                    "arriving(run, from, to)",
                    "the share of \(Proof.rateCount) learning rates, from one to another by equal factors, with which the run's loss comes down to 1 % of its height over the minimum and is there at the end"
                )
            }
        }

        var example: String {
            switch self {
            case .first, .last, .count, .always, .ever: "\(rawValue)(sgd, loss < 1e-3)"
            case .lowest, .highest, .mean, .final: "\(rawValue)(sgd, loss)"
            case .at: "at(sgd, 10, loss)"
            case .arriving: "arriving(sgd, 0.001, 1)"
            }
        }
    }

    package struct Asked: Sendable {
        package let question: Question
        package let track: Int
        package let run: Int
        /// The expression of the quantities of a step, and how it reads in the claim. A second output is the step of `at`,
        /// or the condition.
        package let measure: Measure
        /// The learning rates that `arriving` tries; else none.
        package let rates: [Double]
    }

    /// How many learning rates `arriving` tries.
    package static let rateCount = 61

    package let asked: [Asked]
    /// The formula of the answers.
    package let verdict: Program
    /// What its sweeps take, in evaluations of a small formula; 0 without any.
    package let sweepCost: Int

    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    ///
    /// - Parameters:
    ///   - steps: how many the race has.
    ///   - trackName: the track that the claim speaks of; `nil` for runs that are on one track only.
    ///   - guessed: the run that `run` stands for in what the room is asked; `nil` for a claim.
    init(
        of formula: String, tracks: [Scene.Track], steps: Int, trackName: String?,
        guessed: (track: Int, run: Int)? = nil
    ) throws(Diagnostic) {
        let syntax = try Syntax(parsing: formula)
        guard let result = syntax.result else {
            throw Diagnostic(
                guessed == nil
                    ? "a claim ends with a comparison, such as '<' or '=='; '=' gives a name to a line"
                    : "a question ends with a number, as in first(run, loss < 1e-3); '=' gives a name to a line",
                at: syntax.assignments.last?.location)
        }
        var asked: [Asked] = []
        let names = Question.allCases.map(\.rawValue)
        var lowering = Lowering(syntax, functionNames: names) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard let question = Question(rawValue: name) else {
                guard Quantity(named: name) != nil else { return nil }
                throw Self.unasked(name, at: location)
            }
            guard question.word.argumentCounts.contains(arguments.count) else {
                throw Diagnostic("'\(name)' is written as in \(question.example)", at: location)
            }
            let named = syntax[arguments[0]]
            let (track, run) =
                if let guessed, case .name(Scene.Guess.run) = named.kind { guessed } else {
                    try Self.find(named, tracks: tracks, trackName: trackName)
                }
            let text = Self.text(of: syntax, at: location)
            let entry = tracks[track].runs[run]
            var rates: [Double] = []
            let measure: Measure
            if question == .arriving {
                rates = try Self.rates(
                    syntax, Array(arguments.dropFirst()), of: entry, on: tracks[track].surface, steps: steps,
                    at: location)
                measure = Measure(.t, text: text)
            } else {
                let asks = Array(arguments.dropFirst())
                measure = try Self.measure(syntax, question == .at ? asks.reversed() : asks, of: entry, text: text)
                try Self.check(syntax, (arguments[0] + 1)...arguments.last!, of: entry, on: tracks[track].surface)
            }
            asked.append(Asked(question: question, track: track, run: run, measure: measure, rates: rates))
            return Value(lowering.graph.input(asked.count - 1))
        }
        let value: Graph.ID
        do throws(Diagnostic) {
            try lowering.lowerAssignments()
            value = try lowering.lowerScalar(result)
        } catch {
            // The quantities of a step are names only inside a question.
            for case .name(let name) in syntax.nodes.filter({ $0.location == error.location }).map(\.kind)
            where Quantity(named: name) != nil && error.message.hasPrefix("unknown") && asked.isEmpty {
                throw Self.unasked(name, at: error.location)
            }
            throw error
        }
        guard !asked.isEmpty else {
            throw Diagnostic(
                "the \(guessed == nil ? "claim" : "question") asks nothing of any run; there is \(names.joined(separator: ", "))",
                at: syntax[result].location)
        }
        verdict = Program(lowering.graph, outputs: [value], inputCount: asked.count)
        self.asked = asked
        sweepCost = asked.reduce(0) { sum, asked in
            let (track, count) = (tracks[asked.track], asked.rates.count)
            let cost = track.runs[asked.run].optimizer.stepCost(evaluation: track.surface.cost)
            return sum + count * min(steps, Limits.sweptSteps) * cost
        }
    }

    private static func unasked(_ quantity: String, at location: SourceLocation?) -> Diagnostic {
        Diagnostic("'\(quantity)' is asked of a run, as in final(sgd, \(quantity))", at: location)
    }

    /// The run that a name or a quoted label means.
    private static func find(
        _ node: Syntax.Node, tracks: [Scene.Track], trackName: String?
    ) throws(Diagnostic) -> (track: Int, run: Int) {
        let wanted: String
        switch node.kind {
        case .name(let name): wanted = name
        case .text(let text): wanted = text
        default: throw Diagnostic("the first argument names a run, as in sgd or \"α = 0.5\"", at: node.location)
        }
        let searched = tracks.indices.filter { trackName == nil || trackName == tracks[$0].name }
        // A label before an optimizer's name.
        var found = searched.compactMap { track in tracks[track].run(labelled: wanted).map { (track, $0) } }
        if found.isEmpty {
            for track in searched {
                let runs = tracks[track].runs.indices.filter {
                    tracks[track].runs[$0].optimizer.name == wanted.lowercased()
                }
                if runs.count > 1 {
                    throw Diagnostic("several runs use '\(wanted)'; name one by its label in quotes", at: node.location)
                }
                found += runs.map { (track, $0) }
            }
        }
        if found.count > 1 {
            let names = found.map { "'\(tracks[$0.0].name)'" }.joined(separator: ", ")
            throw Diagnostic("'\(wanted)' runs in \(names); say which one with 'track:'", at: node.location)
        }
        guard let run = found.first else {
            throw Diagnostic(
                "no run is called '\(wanted)'"
                    + Suggestion.hint(for: wanted, among: searched.flatMap { tracks[$0].runs.map(\.label) }),
                at: node.location)
        }
        return run
    }

    /// The text of a call, from its name to its closing bracket.
    private static func text(of syntax: Syntax, at location: SourceLocation) -> String {
        let lines = syntax.text.lines
        let rest = ([lines[location.line - 1].dropFirst(location.column - 1)] + lines[location.line...]).joined(
            separator: " ")
        var depth = 0
        for index in rest.indices {
            if rest[index] == "(" { depth += 1 }
            if rest[index] == ")" {
                depth -= 1
                if depth == 0 { return String(rest[...index]) }
            }
        }
        return rest
    }
}
