import Hyperparameters
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

    /// Whether the loss depends on the first weight alone, so that it is a curve.
    public let isOneDimensional: Bool

    /// Whether the loss is linear in the weights, by the operations of its formula: a tilted plane.
    public let isLinear: Bool

    /// Whether the loss is a quadratic of the weights, by the operations of its formula: its curvature is the same
    /// everywhere.
    public let isQuadratic: Bool

    /// How the losses at which contour lines run lie apart.
    public var levels: LevelSpacing

    /// How the losses at which contour lines run lie apart.
    public enum LevelSpacing: String, CaseIterable, Sendable {
        /// By equal differences: what a tilted plane has unless somebody says otherwise.
        case linear
        /// Closer near the lowest loss, so that a flat floor and steep walls are both told apart.
        case blended
    }

    let model: Model

    /// What the losses come from.
    enum Model: Sendable {
        case formula(value: Program, gradient: Program, hessian: Program)
        case data(DataLoss)
        case grid(Grid)
    }

    /// Loss and slopes as one program; `nil` if there is more to it than a formula.
    package var gradientProgram: Program? {
        if case .formula(_, let gradient, _) = model { gradient } else { nil }
    }

    /// The same as a graph: loss and slopes of the weights, inputs 0 and 1, and of the parameters after them.
    package func gradientGraph() -> (graph: Graph, outputs: [Graph.ID])? {
        guard isFormula, var lowered = try? Self.lowered(formula, parameters: parameters) else { return nil }
        let weights = [lowered.graph.input(0), lowered.graph.input(1)]
        let slopes = lowered.graph.gradient(of: lowered.loss, by: weights)
        return (lowered.graph, [lowered.loss] + slopes)
    }

    /// The data that the loss is a mean over, if it is one.
    public var data: DataSet? { if case .data(let loss) = model { loss.data } else { nil } }

    /// The columns of the data that are inputs: what transformations, jitter and dropout change.
    public var inputColumns: [Int] { if case .data(let loss) = model { loss.inputs } else { [] } }

    /// The condition that holds where a row of the data is classified rightly; `nil` if nothing says so.
    public var accuracy: String? { if case .data(let loss) = model { loss.accuracyFormula } else { nil } }

    /// The functions that a loss over data has beside those of all formulas.
    public static let wordsOverData: [Word] = DataLossBuilder.words

    /// Whether there is no more to it than a formula: no data, no grid.
    public var isFormula: Bool { gradientProgram != nil }

    /// How long an evaluation takes, with its gradient: 1 for a small formula.
    public var cost: Int {
        switch model {
        case .formula(_, let gradient, _): 1 + gradient.operationCount / Self.smallFormula
        case .data(let loss):
            (1 + loss.operationCount / Self.smallFormula) * (1 + (loss.data.rowCount + loss.data.testRowCount / 2) / 8)
        case .grid: 2
        }
    }

    private static let smallFormula = 60

    /// Whether there is an accuracy beside the loss.
    public var hasAccuracy: Bool { if case .data(let loss) = model { loss.accuracy != nil } else { false } }

    /// Whether the data have rows to test with.
    public var hasTest: Bool { (data?.testRowCount ?? 0) > 0 }

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
        self.start = start ?? Self.start(in: domain)

        var (graph, loss) = try Self.lowered(formula, parameters: parameters)
        isOneDimensional = !graph.inputs(of: [loss]).contains(1)
        isLinear = graph.areLinear([loss], in: 0..<2)
        levels = isLinear ? .linear : .blended
        let weights = [graph.input(0), graph.input(1)]
        let slopes = graph.gradient(of: loss, by: weights)
        isQuadratic = graph.areLinear(slopes, in: 0..<2)
        let inputCount = 2 + parameters.count
        let alongX = graph.derivatives(of: slopes, by: weights[0])
        let alongY = graph.derivatives(of: [slopes[1]], by: weights[1])
        func program(_ outputs: [Graph.ID]) -> Program {
            Program(graph, outputs: outputs, inputCount: inputCount, uniformInputs: 2..<inputCount)
        }
        model = .formula(
            value: program([loss]), gradient: program([loss] + slopes), hessian: program(alongX + alongY))
    }

    /// The graph of a formula of the two weights, inputs 0 and 1, and of the parameters after them.
    static func lowered(
        _ formula: String, parameters: [Hyperparameter]
    ) throws(Diagnostic) -> (graph: Graph, loss: Graph.ID) {
        var lowering = Lowering(try Syntax(parsing: formula), functionNames: DataLossBuilder.functions) {
            (name, _, location, _) throws(Diagnostic) in
            guard DataLossBuilder.functions.contains(name) else { return nil }
            throw Diagnostic("'\(name)' is over rows of data, and this surface has none", at: location)
        }
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
        return (lowering.graph, loss)
    }

    /// A surface that is the mean of a formula over rows of data.
    ///
    /// - Parameters:
    ///   - formula: of the weights `w1` and `w2` (also `x` and `y`, unless a column is called so), the columns, and
    ///     `mean(…)` and `var(…)` over the batch.
    ///   - accuracy: a condition that holds where a row is classified rightly.
    ///   - inputs: the columns that jitter and dropout change.
    /// - Throws: a ``Diagnostic`` whose place is one in `formula`, or an ``AccuracyError``.
    public init(
        name: String, title: String? = nil, about: String = "", source: String = "", formula: String,
        accuracy: String? = nil, data: DataSet, inputs: [Int], domain: Domain, minima: [Point] = [],
        start: Point? = nil, parameters: [Hyperparameter] = []
    ) throws(Diagnostic) {
        let loss = try DataLoss(
            formula: formula, accuracy: accuracy, data: data, inputs: inputs, parameters: parameters)
        self.init(
            name: name, title: title, about: about, source: source, formula: formula, domain: domain, minima: minima,
            start: start, parameters: parameters, model: .data(loss))
    }

    /// A surface through numbers on a grid.
    public init(
        name: String, title: String? = nil, about: String = "", source: String = "", grid: Grid, domain: Domain? = nil,
        minima: [Point] = [], start: Point? = nil
    ) {
        self.init(
            name: name, title: title, about: about, source: source, formula: "", domain: domain ?? grid.domain,
            minima: minima, start: start, parameters: [], model: .grid(grid))
    }

    private init(
        name: String, title: String?, about: String, source: String, formula: String, domain: Domain, minima: [Point],
        start: Point?, parameters: [Hyperparameter], model: Model
    ) {
        self.name = name
        self.title = title ?? name
        self.about = about
        self.source = source
        self.formula = formula
        self.domain = domain
        self.minima = minima
        self.start = start ?? Self.start(in: domain)
        self.parameters = parameters
        values = parameters.map(\.defaultValue)
        if case .data(let loss) = model {
            (isOneDimensional, isLinear, isQuadratic) = (loss.isOneDimensional, loss.isLinear, loss.isQuadratic)
        } else {
            (isOneDimensional, isLinear, isQuadratic) = (false, false, false)
        }
        levels = isLinear ? .linear : .blended
        self.model = model
    }

    /// A place off the middle, where no declaration names a better one.
    private static func start(in domain: Domain) -> Point {
        Point(
            domain.x.lowerBound * 0.8 + domain.x.upperBound * 0.2, domain.y.upperBound * 0.8 + domain.y.lowerBound * 0.2
        )
    }

    /// The same surface with another value of a parameter, within its range.
    public func setting(_ index: Int, to value: Double) -> Surface {
        var surface = self
        let range = parameters[index].range
        surface.values[index] = min(max(value, range.lowerBound), range.upperBound)
        return surface
    }
}
