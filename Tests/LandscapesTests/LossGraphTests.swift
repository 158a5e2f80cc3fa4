import Expressions
import Testing

@testable import Landscapes

@Suite("The graph of a loss says what the objective says")
struct LossGraphTests {
    private static func isNear(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
        left == right || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
    }

    /// The loss and its derivatives by both weights.
    private static func slopes(_ graph: LossGraph, _ values: GraphWalk.Values) -> (loss: Double, gradient: Point) {
        var gradient = Point.zero
        for input in graph.walk.inputs { gradient[graph.walk.nodes[input].input!] = values.adjoints[input] }
        return (values.values.last!, gradient)
    }

    @Test("on every surface of the catalog", arguments: SurfaceCatalog.names)
    func catalog(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        var graph = try #require(LossGraph(surface))
        var objective = Objective(surface)
        for point in [surface.start, surface.start * 0.7 + Point(0.1, -0.2)] {
            let (loss, gradient) = Self.slopes(graph, graph.values(at: point, parameters: surface.values))
            #expect(Self.isNear(loss, objective.loss(at: point)))
            let exact = objective.gradient(at: point)
            #expect(Self.isNear(gradient.x, exact.x) && Self.isNear(gradient.y, exact.y))
        }
        #expect(Set(graph.names.values).isSuperset(of: surface.parameters.map(\.symbol)))
    }

    private static let formula = """
        z = w1*x1 + w2*x2
        n = (z - mean(z))/sqrt(var(z) + 0.1)
        softplus(k*n) - t*n + 0.1*z^2
        """

    private static func surface(_ rows: [[Double]]) throws -> Surface {
        let columns = (0..<3).map { column in rows.map { $0[column] } }
        return try Surface(
            name: "s", formula: formula, data: DataSet(columns: ["x1", "x2", "t"], values: columns), inputs: [0, 1],
            domain: Domain(x: -1...1, y: -1...1), parameters: [.init("k", symbol: "κ", default: 1.5)])
    }

    @Test("of one row it is the loss itself, through the means")
    func oneRow() throws {
        let surface = try Self.surface([[0.3, -1.2, 1]])
        var graph = try #require(LossGraph(surface))
        var objective = Objective(surface)
        for point in [Point(0.4, -0.7), Point(-1, 2)] {
            let (loss, gradient) = Self.slopes(graph, graph.values(at: point, parameters: surface.values))
            let exact = objective.gradient(at: point)
            #expect(Self.isNear(loss, objective.loss(at: point)))
            #expect(Self.isNear(gradient.x, exact.x) && Self.isNear(gradient.y, exact.y))
        }
    }

    @Test("of many rows it is that of the batch's first, whose derivatives go through the means over all of them")
    func rows() throws {
        let surface = try Self.surface([[0.3, -1.2, 1], [1.4, 0.2, 0], [-0.5, 0.9, 1], [0.1, 0.1, 0]])
        var graph = try #require(LossGraph(surface))
        #expect(graph.names.values.contains("mean") && graph.names.values.contains("w1"))
        let batches = Batches(size: 2, seed: 4)
        for batches in [nil, batches] {
            func loss(_ point: Point) -> Double {
                graph.values(at: point, parameters: [1.5], batches: batches, step: 3).values.last!
            }
            let point = Point(0.4, -0.7)
            let (_, gradient) = Self.slopes(
                graph, graph.values(at: point, parameters: [1.5], batches: batches, step: 3))
            let h = 1e-5
            #expect(Self.isNear(gradient.x, (loss(point + [h, 0]) - loss(point - [h, 0])) / (2 * h), 1e-7))
            #expect(Self.isNear(gradient.y, (loss(point + [0, h]) - loss(point - [0, h])) / (2 * h), 1e-7))
        }
        // A parameter that is tuned is tuned here too.
        let values = graph.values(at: [0.4, -0.7], parameters: [1.5]).values
        #expect(graph.values(at: [0.4, -0.7], parameters: [3]).values != values)
        #expect(graph.values(at: [0.4, -0.7], parameters: [1.5]).values == values)
    }

    @Test("a grid has none")
    func grid() throws {
        let numbers = "x,y,loss\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n"
        let surface = Surface(name: "g", grid: try Grid(csv: numbers, domain: nil))
        #expect(LossGraph(surface) == nil && surface.graphSize == nil)
    }
}
