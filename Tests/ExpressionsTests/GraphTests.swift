import Testing

@testable import Expressions

@Suite("Computation graphs share and fold")
struct GraphTests {
    @Test("a common subexpression is there once")
    func sharing() throws {
        // x*y once, one sum, one product.
        #expect(try operations("(x*y + 1)*(y*x + 1)") == 3)
    }

    @Test(
        "constants are folded", arguments: [("2*3 + x*0.5*2^2", 3), ("x*1", 0), ("x^1", 0), ("x - 0", 0), ("--x", 0)])
    func folding(text: String, count: Int) throws {
        #expect(try operations(text) == count)
    }

    @Test("0*x stays: it is not 0 where x is infinite")
    func noFalseFolding() throws {
        #expect(try Compiled("0*x")(.infinity, 0)[0].isNaN)
    }

    @Test("registers are used again")
    func registers() throws {
        let program = try Program(loss: "x" + (1...50).map { " + sin(\($0)*x)" }.joined())
        #expect(program.registerCount - program.constants.count < 8)
    }

    private func operations(_ text: String) throws -> Int { try Program(loss: text).operationCount }
}

extension Program {
    fileprivate init(loss text: String) throws {
        var lowering = Lowering(try Syntax(parsing: text))
        lowering.names = ["x": Value(lowering.graph.input(0)), "y": Value(lowering.graph.input(1))]
        let value = try lowering.lowerScalar(lowering.syntax.result!)
        self.init(lowering.graph, outputs: [value], inputCount: 2)
    }
}
