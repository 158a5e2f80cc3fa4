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

    /// The numbers in the formula that can be changed, such as the condition number κ.
    public let parameters: [Hyperparameter]
    /// Their values.
    public private(set) var values: [Double]

    let value: Program
    package let gradient: Program
    let hessian: Program

    /// A surface from its formula: lines `name = expression`, then the loss.
    ///
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`.
    public init(
        name: String, title: String? = nil, about: String = "", source: String = "", formula: String, domain: Domain,
        minima: [Point] = [], start: Point? = nil, parameters: [Hyperparameter] = []
    ) throws(Diagnostic) {
        self.name = name
        self.title = title ?? name
        self.about = about
        self.source = source
        self.formula = formula
        self.domain = domain
        self.minima = minima
        self.parameters = parameters
        values = parameters.map(\.defaultValue)
        self.start =
            start
            ?? Point(
                domain.x.lowerBound * 0.8 + domain.x.upperBound * 0.2,
                domain.y.upperBound * 0.8 + domain.y.lowerBound * 0.2)

        var lowering = Lowering(try Syntax(parsing: formula))
        let weights = [lowering.graph.input(0), lowering.graph.input(1)]
        var given = ["x": weights[0], "y": weights[1], "w1": weights[0], "w2": weights[1]]
        for (index, parameter) in parameters.enumerated() { given[parameter.name] = lowering.graph.input(2 + index) }
        lowering.names = given.mapValues { Value($0) }
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic(
                "the last line must be the loss itself, without a name", at: lowering.syntax.assignments.last?.location)
        }
        let loss = try lowering.lowerScalar(result)
        var graph = lowering.graph
        let slopes = graph.gradient(of: loss, by: weights)
        let inputCount = 2 + parameters.count
        value = Program(graph, outputs: [loss], inputCount: inputCount, uniformInputs: 2..<inputCount)
        gradient = Program(graph, outputs: [loss] + slopes, inputCount: inputCount, uniformInputs: 2..<inputCount)
        let alongX = graph.derivatives(of: slopes, by: weights[0])
        let alongY = graph.derivatives(of: [slopes[1]], by: weights[1])
        hessian = Program(graph, outputs: alongX + alongY, inputCount: inputCount, uniformInputs: 2..<inputCount)
    }

    /// The same surface with another value of a parameter, within its range.
    public func setting(_ index: Int, to value: Double) -> Surface {
        var surface = self
        let range = parameters[index].range
        surface.values[index] = min(max(value, range.lowerBound), range.upperBound)
        return surface
    }

    /// The losses at the points of a grid: `columns` x `rows`, row by row from the top (large y) to the bottom, each at
    /// the middle of its cell.
    public func losses(over domain: Domain, columns: Int, rows: Int) -> [Double] {
        let count = columns * rows
        let dx = (domain.x.upperBound - domain.x.lowerBound) / Double(columns)
        let dy = (domain.y.upperBound - domain.y.lowerBound) / Double(rows)
        let xs = (0..<columns).map { domain.x.lowerBound + (Double($0) + 0.5) * dx }
        var evaluator = BlockEvaluator(value)
        for (index, value) in values.enumerated() { evaluator.fill(input: 2 + index, with: value) }
        return [Double](unsafeUninitializedCapacity: count) { losses, initialized in
            // Blocks run over the ends of rows: each is filled piece by piece.
            for first in stride(from: 0, to: count, by: BlockEvaluator.lanes) {
                let lanes = min(BlockEvaluator.lanes, count - first)
                evaluator.withInput(0) { input in
                    Self.pieces(from: first, lanes: lanes, columns: columns) { lane, column, _, length in
                        for index in 0..<length { input[lane + index] = xs[column + index] }
                    }
                }
                evaluator.withInput(1) { input in
                    Self.pieces(from: first, lanes: lanes, columns: columns) { lane, _, row, length in
                        let y = domain.y.upperBound - (Double(row) + 0.5) * dy
                        for index in 0..<length { input[lane + index] = y }
                    }
                }
                evaluator.run()
                evaluator.withOutput(0) { output in
                    for lane in 0..<lanes { losses.initializeElement(at: first + lane, to: output[lane]) }
                }
            }
            initialized = count
        }
    }

    /// The pieces of rows that a block of a grid's points is made of.
    @inline(__always)
    private static func pieces(
        from first: Int, lanes: Int, columns: Int,
        _ body: (_ lane: Int, _ column: Int, _ row: Int, _ length: Int) -> Void
    ) {
        var (row, column) = first.quotientAndRemainder(dividingBy: columns)
        var lane = 0
        while lane < lanes {
            let length = min(lanes - lane, columns - column)
            body(lane, column, row, length)
            lane += length
            column = 0
            row += 1
        }
    }
}
