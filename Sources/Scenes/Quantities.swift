import Expressions
import Landscapes

/// What a claim can say of one step of a run.
package enum Quantities {
    /// The names, in the order of the program's inputs. The same again for the step before.
    package static let names = ["t", "x", "y", "loss", "length", "path", "chord", "distance", "accuracy"]
    private static let aliases = ["w1": "x", "w2": "y"]

    /// The program of expressions of a step's quantities. `previous(…)` is the same expression one step earlier.
    static func program(_ syntax: Syntax, _ expressions: [Syntax.ID]) throws(Diagnostic) -> Program {
        var lowering = Lowering(syntax, functionNames: ["previous"]) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard name == "previous" else { return nil }
            try lowering.check(arguments, count: 1, of: name, at: location)
            let now = lowering.names
            lowering.names = bound(&lowering.graph, from: names.count)
            defer { lowering.names = now }
            return try lowering.lower(arguments[0])
        }
        lowering.names = bound(&lowering.graph, from: 0)
        var outputs: [Graph.ID] = []
        for expression in expressions { outputs.append(try lowering.lowerScalar(expression)) }
        return Program(lowering.graph, outputs: outputs, inputCount: 2 * names.count)
    }

    private static func bound(_ graph: inout Graph, from first: Int) -> [String: Value] {
        var bound: [String: Value] = [:]
        for (index, name) in names.enumerated() { bound[name] = Value(graph.input(first + index)) }
        for (alias, name) in aliases { bound[alias] = bound[name] }
        return bound
    }
}
