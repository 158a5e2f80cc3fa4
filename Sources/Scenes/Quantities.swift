import Expressions
import Landscapes

/// What a claim can say of one step of a run.
package enum Quantities {
    /// In the order of the program's inputs. The same again for the step before.
    package static let words = [
        Word("t", "the step; 0 is the start"),
        Word("x", "the first weight, also called w1"),
        Word("y", "the second weight, also called w2"),
        Word("loss", "the loss, over all rows if it is over data"),
        Word("length", "how long the step to here was"),
        Word("path", "how long all steps to here were"),
        Word("chord", "how far it is from here to the start"),
        Word("distance", "how far it is from here to the nearest known minimum"),
        Word("accuracy", "the share of all rows that are classified rightly, from 0 to 1"),
    ]
    package static let names = words.map(\.name)
    package static let previous = Word("previous(value)", "the same a step before; at the start not a number")
    private static let aliases = ["w1": "x", "w2": "y"]

    /// The program of expressions of a step's quantities. `previous(…)` is the same expression one step earlier.
    static func program(_ syntax: Syntax, _ expressions: [Syntax.ID]) throws(Diagnostic) -> Program {
        var lowering = Lowering(syntax, functionNames: [previous.name]) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            guard name == previous.name else { return nil }
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
