import Expressions

/// A loss over two weights, as a formula; with what is known about it.
public struct Surface: Sendable {
    /// What scenes and the command line call it.
    public let name: String
    /// What people call it.
    public let title: String
    public let about: String
    /// Where it comes from.
    public let source: String
    /// The loss as a formula of `x` and `y`, also called `w1` and `w2`.
    public let formula: String
    /// The part of the plane that shows what the surface is about.
    public let domain: Domain
    /// The known minima; empty where there are none.
    public let minima: [Point]
    /// A good place to start from.
    public let start: Point

    let value: Program
    let gradient: Program
    let hessian: Program

    /// A surface from its formula: lines `name = expression`, then the loss.
    ///
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    public init(
        name: String, title: String? = nil, about: String = "", source: String = "", formula: String, domain: Domain,
        minima: [Point] = [], start: Point? = nil
    ) throws(Diagnostic) {
        self.name = name
        self.title = title ?? name
        self.about = about
        self.source = source
        self.formula = formula
        self.domain = domain
        self.minima = minima
        self.start =
            start
            ?? Point(
                domain.x.lowerBound * 0.8 + domain.x.upperBound * 0.2,
                domain.y.upperBound * 0.8 + domain.y.lowerBound * 0.2)

        var lowering = Lowering(try Syntax(parsing: formula))
        let weights = [lowering.graph.input(0), lowering.graph.input(1)]
        let given = ["x": weights[0], "y": weights[1], "w1": weights[0], "w2": weights[1]]
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic(
                "the last line must be the loss itself, without a name", at: lowering.syntax.assignments.last?.location)
        }
        let loss = try lowering.lowerScalar(result)
        var graph = lowering.graph
        let slopes = graph.gradient(of: loss, by: weights)
        value = Program(graph, outputs: [loss], inputCount: 2)
        gradient = Program(graph, outputs: [loss] + slopes, inputCount: 2)
        let alongX = graph.derivatives(of: slopes, by: weights[0])
        let alongY = graph.derivatives(of: [slopes[1]], by: weights[1])
        hessian = Program(graph, outputs: alongX + alongY, inputCount: 2)
    }

    /// The losses at the points of a grid: `columns` x `rows`, row by row from the top (large y) to the bottom, each at
    /// the middle of its cell.
    public func losses(over domain: Domain, columns: Int, rows: Int) -> [Double] {
        let count = columns * rows
        var losses = [Double](repeating: 0, count: count)
        var evaluator = BlockEvaluator(value)
        let dx = (domain.x.upperBound - domain.x.lowerBound) / Double(columns)
        let dy = (domain.y.upperBound - domain.y.lowerBound) / Double(rows)
        var first = 0
        while first < count {
            let lanes = min(BlockEvaluator.lanes, count - first)
            evaluator.withInput(0) { xs in
                for lane in 0..<lanes {
                    xs[lane] = domain.x.lowerBound + (Double((first + lane) % columns) + 0.5) * dx
                }
            }
            evaluator.withInput(1) { ys in
                for lane in 0..<lanes {
                    ys[lane] = domain.y.upperBound - (Double((first + lane) / columns) + 0.5) * dy
                }
            }
            evaluator.run()
            evaluator.withOutput(0) { values in
                for lane in 0..<lanes { losses[first + lane] = values[lane] }
            }
            first += lanes
        }
        return losses
    }
}
