import Expressions
import Foundation
import Landscapes
import Optimizers
import Testing

/// The examples of the documentation, compiled as another package would compile them, and run.
@Suite("The examples of the documentation")
struct DocumentationTests {
    @Test func expressions() throws {
        var lowering = Lowering(try Syntax(parsing: "x^2 + 3*y"))
        let weights = [lowering.graph.input(0), lowering.graph.input(1)]
        lowering.names = ["x": Value(weights[0]), "y": Value(weights[1])]
        let loss = try lowering.lowerScalar(lowering.syntax.result!)
        var graph = lowering.graph
        let slopes = graph.gradient(of: loss, by: weights)
        var evaluator = PointEvaluator(Program(graph, outputs: slopes, inputCount: 2))
        evaluator[input: 0] = 4
        evaluator.run()
        #expect(evaluator[output: 0] == 8)
    }

    @Test func landscapes() throws {
        let beale = SurfaceCatalog.surface(named: "beale")!
        var objective = Objective(beale)
        #expect(objective.loss(at: [3, 0.5]) == 0)
        #expect(objective.gradient(at: [1, 1]).isFinite)
        #expect(objective.hessian(at: [3, 0.5]).conditionNumber! > 100)
        let own = try Surface(name: "own", formula: "(x - 1)^2 + 10*y^2", domain: Domain(x: -2...2, y: -1...1))
        #expect(own.name == "own")
    }

    @Test func optimizers() throws {
        let adam = OptimizerCatalog.optimizer(named: "adam")!
        let beale = SurfaceCatalog.surface(named: "beale")!
        let trajectory = adam.trajectory(on: beale, steps: 100, setting: ["eta": 0.1])
        #expect(trajectory.points.count == 101 && trajectory.losses.last! < trajectory.losses[0])
        let own = try Rule(
            name: "own", hyperparameters: [Hyperparameter("eta", default: 0.01)],
            formula: """
                v = 0.9*v - eta*g
                w = w + v
                """)
        #expect(own.trajectory(on: beale, steps: 100).losses.count > 1)
    }

    /// A line that was changed in the documentation alone, or here alone, is found.
    @Test("the pages hold what is compiled here", arguments: ["Expressions", "Landscapes", "Optimizers"])
    func pages(module: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let page = try String(
            contentsOf: root.appending(path: "Sources/\(module)/Documentation.docc/\(module).md"), encoding: .utf8)
        let here = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        let example = try #require(
            page.components(separatedBy: "```swift\n").dropFirst().first?.components(separatedBy: "```").first)
        for line in example.split(separator: "\n") where !line.contains("print(") {
            #expect(here.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
        }
    }
}
