import Expressions
import Testing

@testable import Landscapes

@Suite("Means within means")
struct NestedMeanTests {
    /// Means inside one another, so many deep.
    private static func formula(_ depth: Int) -> String {
        (0..<depth).reduce("w1*u") { text, index in "mean(sin(\(text))*u + w2*\(index + 1))" } + "*u"
    }

    private static func operations(_ depth: Int) throws -> (graph: Int, programs: Int) {
        let builder = try DataLossBuilder(
            syntax: try Syntax(parsing: formula(depth)), columns: ["u"], parameters: [])
        var graph = builder.graph
        let stages = builder.stages(&graph)
        return (graph.nodes.count, stages.reduce(0) { $0 + $1.hessian.program.operationCount })
    }

    @Test("each of them costs as many operations as the one before, to find the derivatives and to evaluate them")
    func linear() throws {
        let counts = try (1...12).map(Self.operations)
        let (graph, programs) = (counts[11].graph - counts[10].graph, counts[11].programs - counts[10].programs)
        #expect(graph < 200 && programs < 200)
        for depth in 2..<12 {
            #expect(abs(counts[depth].graph - counts[depth - 1].graph - graph) <= 4)
            #expect(abs(counts[depth].programs - counts[depth - 1].programs - programs) <= 4)
        }
    }

    @Test("their derivatives are those of the means written out", arguments: 1...6)
    func derivatives(depth: Int) throws {
        let rows = [0.3, -0.7, 1.1]
        let data = DataSet(columns: ["u"], values: [rows])
        let surface = try Surface(
            name: "s", formula: Self.formula(depth), data: data, inputs: [0], domain: Domain(x: 0...1, y: 0...1))
        func mean(_ body: (Double) -> String) -> String { "(" + rows.map(body).joined(separator: " + ") + ")/3" }
        // A line for each mean: it is the same for all rows.
        var lines: [String] = []
        for index in 0..<depth {
            lines.append(
                "m\(index) = "
                    + mean { u in "(sin(\(index == 0 ? "w1*(\(u))" : "m\(index - 1)"))*(\(u)) + w2*\(index + 1))" })
        }
        lines.append(mean { "m\(depth - 1)*(\($0))" })
        let plain = try Surface(name: "p", formula: lines.joined(separator: "\n"), domain: Domain(x: 0...1, y: 0...1))
        var (over, written) = (Objective(surface), Objective(plain))
        for point in [Point(0.4, 0.2), [-1.3, 0.5]] {
            #expect(abs(over.loss(at: point) - written.loss(at: point)) < 1e-12)
            #expect((over.gradient(at: point) - written.gradient(at: point)).length < 1e-11)
            let (left, right) = (over.hessian(at: point), written.hessian(at: point))
            #expect(abs(left.xx - right.xx) + abs(left.xy - right.xy) + abs(left.yy - right.yy) < 1e-9)
        }
    }
}
