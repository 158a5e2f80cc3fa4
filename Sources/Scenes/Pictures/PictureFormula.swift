import Basics
import Expressions
import Landscapes
import Optimizers

/// What a name in a picture's formula stands for.
public enum PictureName: Hashable, Sendable {
    /// The place along an axis: 0 to the right, 1 upwards.
    case axis(Int)
    /// One of the two weights of the run that is looked at.
    case weight(Int)
    /// The step of the race.
    case step
    /// A hyperparameter of the run that is looked at.
    case hyperparameter(String)
    /// A parameter of the surface.
    case parameter(Int)
    case number(Double)

    package var isHyperparameter: Bool { if case .hyperparameter = self { true } else { false } }
}

/// A formula that a picture draws: of places in the picture, and of the run that is looked at.
public struct PictureFormula: Sendable, Equatable {
    /// What the formulas of plots have beside all others.
    static let slope = Word("slope(f)", "the derivative of f by the variable of the plot")

    public let text: String
    /// What it depends on.
    public let inputs: [PictureName]
    private let program: Program
    var operationCount: Int { program.operationCount }

    /// Compiles a formula.
    ///
    /// - Parameters:
    ///   - names: what may be named; of two of the same name the first one counts.
    ///   - varying: what is another number at each place of the picture; all else is the same everywhere.
    ///   - variable: what `slope(…)` is the derivative by; `nil` if there is no such function.
    /// - Throws: a ``Diagnostic`` whose place is one in `text`.
    init(
        _ text: String, names: [(name: String, meaning: PictureName)], varying: Set<PictureName>,
        variable: PictureName? = nil
    ) throws(Diagnostic) {
        let syntax = try Syntax(parsing: text)
        var inputs: [PictureName] = []
        for name in names where !inputs.contains(name.meaning) {
            if case .number = name.meaning { continue }
            inputs.append(name.meaning)
        }
        // What varies comes first, so that the rest is one range.
        inputs = inputs.filter(varying.contains) + inputs.filter { !varying.contains($0) }
        let places = Dictionary(uniqueKeysWithValues: inputs.enumerated().map { ($1, $0) })
        let isOfSteps = names.contains { $0.name == "t" } && names.contains { $0.name == "steps" }
        let words = (variable == nil ? [] : [Self.slope]) + (isOfSteps ? Schedule.words : [])
        var lowering = Lowering(syntax, functionNames: words.map(\.name)) {
            (name, arguments, location, lowering) throws(Diagnostic) in
            if Surface.wordsOverData.contains(where: { $0.name == name }) {
                throw Diagnostic(
                    "'\(name)' is over rows of data, and a picture's formula is of one place", at: location)
            }
            guard name == Self.slope.name, let variable else {
                return isOfSteps ? try Schedule.lower(name, arguments, location, &lowering) : nil
            }
            try lowering.check(arguments, count: 1, of: name, at: location)
            let value = try lowering.lowerScalar(arguments[0])
            let by = lowering.graph.input(places[variable]!)
            return Value(lowering.graph.derivatives(of: [value], by: by)[0])
        }
        for (name, meaning) in names where lowering.names[name] == nil {
            if case .number(let number) = meaning {
                lowering.names[name] = Value(lowering.graph.constant(number))
            } else {
                lowering.names[name] = Value(lowering.graph.input(places[meaning]!))
            }
        }
        if isOfSteps, lowering.names["progress"] == nil {
            let (t, steps) = (lowering.names["t"]!.components[0], lowering.names["steps"]!.components[0])
            lowering.names["progress"] = Value(lowering.graph.apply(.divide, t, steps))
        }
        let given = lowering.names
        try lowering.lowerAssignments { given[$0] != nil }
        guard let result = lowering.syntax.result else {
            throw Diagnostic(
                "the last line must be the value itself, without a name", at: lowering.syntax.assignments.last?.location
            )
        }
        let value = try lowering.lowerScalar(result)
        let needed = lowering.graph.inputs(of: [value])
        let firstSame = needed.firstIndex { !varying.contains(inputs[$0]) } ?? needed.count
        program = Program(
            lowering.graph, outputs: [value], inputs: needed, uniformInputs: firstSame..<needed.count)
        guard program.operationCount <= Limits.pictureOperations else {
            throw Diagnostic(Self.tooLong(program.operationCount), at: lowering.syntax[result].location)
        }
        self.text = text
        self.inputs = needed.map { inputs[$0] }
    }

    /// What is said of a formula with too many operations.
    static func tooLong(_ count: Int) -> String {
        "the formula of a picture has at most \(Limits.pictureOperations) operations, and this has \(count)"
    }

    public static func == (left: PictureFormula, right: PictureFormula) -> Bool {
        left.text == right.text && left.inputs == right.inputs
    }

    /// The numbers that an input has.
    public enum Given: Sendable {
        /// One for each place.
        case each([Double])
        case same(Double)
    }

    public func evaluator() -> Evaluator { Evaluator(inputs: inputs, block: BlockEvaluator(program)) }

    /// Evaluates the formula, again and again.
    public struct Evaluator: Sendable {
        private let inputs: [PictureName]
        private var block: BlockEvaluator

        fileprivate init(inputs: [PictureName], block: BlockEvaluator) {
            self.inputs = inputs
            self.block = block
        }

        /// The values at so many places.
        public mutating func values(count: Int, _ given: (PictureName) -> Given) -> [Double] {
            var lists: [(input: Int, numbers: [Double])] = []
            for (input, name) in inputs.enumerated() {
                switch given(name) {
                case .each(let numbers): lists.append((input, numbers))
                case .same(let number): block.fill(input: input, with: number)
                }
            }
            var values: [Double] = []
            values.reserveCapacity(count)
            for first in stride(from: 0, to: count, by: BlockEvaluator.lanes) {
                let lanes = min(BlockEvaluator.lanes, count - first)
                for (input, numbers) in lists {
                    block.withInput(input) { lane in
                        for index in 0..<lanes { lane[index] = numbers[first + index] }
                    }
                }
                block.run(lanes: lanes)
                block.withOutput(0) { values.append(contentsOf: $0.prefix(lanes)) }
            }
            return values
        }

        /// The value at one place.
        public mutating func value(_ given: (PictureName) -> Double) -> Double {
            values(count: 1) { .same(given($0)) }[0]
        }
    }
}
