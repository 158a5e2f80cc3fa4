import Basics
import Expressions
import Landscapes
import RealModule

extension Proof {
    /// Refuses to ask a run for what it, or its surface, does not have.
    ///
    /// - Parameter nodes: the places of what is asked, which lie together.
    static func check(
        _ syntax: Syntax, _ nodes: ClosedRange<Syntax.ID>, of run: Scene.Entry, on surface: Surface
    ) throws(Diagnostic) {
        for node in syntax.nodes[nodes] {
            guard case .name(let name) = node.kind, let quantity = Quantity(named: name),
                let lack = quantity.lack(on: surface, runs: [run])
            else { continue }
            throw Diagnostic("'\(name)' cannot be asked of '\(run.label)': \(lack)", at: node.location)
        }
    }

    /// What a run is asked for: quantities, and what its rule keeps.
    static func measure(
        _ syntax: Syntax, _ expressions: [Syntax.ID], of run: Scene.Entry, text: String
    ) throws(Diagnostic) -> Measure {
        let states = run.optimizer.states
        do throws(Diagnostic) {
            return try Measure(syntax, expressions, text: text, states: states)
        } catch  where error.message.hasPrefix("unknown name") && !error.message.contains("did you mean") {
            throw Diagnostic("\(error.message); \(Self.kept(states, by: run))", at: error.location)
        }
    }

    /// What a rule keeps from step to step, in words.
    private static func kept(_ states: [String], by run: Scene.Entry) -> String {
        states.isEmpty
            ? "'\(run.label)' keeps nothing from step to step"
            : "what '\(run.label)' keeps from step to step is \(states.joined(separator: ", "))"
    }

    /// The learning rates that `arriving` tries with a run.
    ///
    /// - Parameter arguments: the least and the largest.
    static func rates(
        _ syntax: Syntax, _ arguments: [Syntax.ID], of run: Scene.Entry, on surface: Surface, steps: Int,
        at location: SourceLocation
    ) throws(Diagnostic) -> [Double] {
        let whose = "'\(Question.arriving.rawValue)' cannot be asked of '\(run.label)'"
        if let lack = Quantity.eta.lack(on: surface, runs: [run]) ?? Quantity.distance.lack(on: surface, runs: [run]) {
            throw Diagnostic("\(whose): \(lack)", at: location)
        }
        guard !run.optimizer.takesItsTime else {
            throw Diagnostic("\(whose): another program makes its steps; name a run of a rule", at: location)
        }
        guard steps <= Limits.sweptSteps else {
            throw Diagnostic(
                "'\(Question.arriving.rawValue)' is asked of races of \(Limits.sweptSteps) steps at most, and this one has "
                    + "\(steps); give it fewer 'steps'", at: location)
        }
        let eta = run.optimizer.hyperparameters.first { $0.name == "eta" }!
        var ends: [Double] = []
        for argument in arguments {
            let place = syntax[argument].location
            var lowering = Lowering(syntax)
            // Nothing has a name here.
            guard let value = try? lowering.lowerScalar(argument), let rate = lowering.graph[value].constant else {
                throw Diagnostic("a learning rate is a number here, as in \(Question.arriving.example)", at: place)
            }
            guard rate > 0, eta.range.contains(rate) else {
                throw Diagnostic("a learning rate from over 0 is needed here; \(eta.rangeDescription)", at: place)
            }
            ends.append(rate)
        }
        guard ends[0] < ends[1] else {
            throw Diagnostic(
                "the least rate comes first, the largest last, as in \(Question.arriving.example)",
                at: syntax[arguments[0]].location)
        }
        return (0..<rateCount).map { index in
            ends[0] * Double.pow(ends[1] / ends[0], Double(index) / Double(rateCount - 1))
        }
    }
}
