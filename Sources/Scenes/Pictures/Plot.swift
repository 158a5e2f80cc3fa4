import Basics
import Expressions
import Landscapes

/// Functions of one variable, by formula.
public struct Plot: Picture {
    public static let kind = PictureKind(
        "plot", about: "functions of one variable",
        keys: [("plot", "{x: [-4, 4], curves: {sigmoid: sigmoid(x)}}: the variable with its range, and formulas")])

    /// The variable's name.
    public let variable: String
    /// The part of the variable's axis that is shown.
    public var x: ClosedRange<Double>
    /// What the scene shows of it.
    public let own: ClosedRange<Double>
    /// The values that are shown; `nil` shows those that there are.
    public var y: ClosedRange<Double>?
    public let curves: [Curve]
    /// Where on the variable's axis the run is that is looked at; `nil` if nothing says so.
    public let mark: PictureFormula?

    public struct Curve: Sendable, Equatable {
        public let label: String
        public let formula: PictureFormula
    }

    public init?(standardFor track: Scene.Track) { nil }

    public func title(of track: Scene.Track) -> String {
        curves.count == 1 ? "\(curves[0].label) by \(variable)" : "Functions of \(variable)"
    }
}

extension Plot: ReadablePicture {
    private static let example = "{x: [-4, 4], curves: {sigmoid: sigmoid(x)}}"
    private static let keys = ["y", "curves", "mark"]

    init(_ fields: PictureFields) throws(Diagnostic) {
        guard let field = fields.record["plot"] else {
            throw (fields.record["kind"] ?? fields.field)?.error("a plot needs 'plot', as in plot: \(Self.example)")
                ?? Diagnostic("a plot needs 'plot'")
        }
        if fields.record["surface"] == nil, let view = fields.record["view"] {
            throw view.error("a plot has no 'view'; its ranges stand beside its curves, as in \(Self.example)")
        }
        guard field.node.mapping?.isEmpty == false else {
            throw field.error("'plot' must be a variable with its range and curves, as in \(Self.example)")
        }
        var own: [String: Field] = [:]
        var variable: (key: Field, name: String, range: Field)?
        for (key, name, value) in try field.entries("'plot'") {
            if Self.keys.contains(name) {
                own[name] = value
            } else if let variable {
                let near = Suggestion.nearest(to: name, among: Self.keys).map { "; did you mean '\($0)'?" } ?? ""
                throw key.error("a plot has one variable, which is '\(variable.name)', and no '\(name)'" + near)
            } else {
                variable = (key, name, value)
            }
        }
        guard let variable else {
            throw field.error("a plot needs its variable with a range, as in \(Self.example); 'y' is the values' range")
        }
        guard let list = own["curves"] else {
            let near = Suggestion.nearest(to: variable.name, among: ["curves"]) != nil
            throw (near ? variable.key : field).error("a plot needs 'curves', as in \(Self.example)")
        }
        try TakenNames([:]).check(variable.name, of: "a plot's variable", at: variable.key)
        self.variable = variable.name
        x = try Self.range(variable.range, "'\(variable.name)'")
        self.own = x
        y = try own["y"].map { (field) throws(Diagnostic) in try Self.range(field, "'y'") }

        let names = Self.names(fields)
        let isOfSteps = variable.name == "t"
        // Over the steps a schedule is another number at each of them.
        let scheduled = isOfSteps ? names.map(\.meaning).filter(\.isHyperparameter) : []
        let varying = Set([.axis(0)] + scheduled)
        var curves: [Curve] = []
        for (key, name, value) in try list.entries("'curves'") {
            let formula = try Self.formula(value, "a curve") { (text) throws(Diagnostic) in
                try PictureFormula(
                    text, names: [(variable.name, .axis(0))] + names, varying: varying, variable: .axis(0))
            }
            let label = Field(node: key.node, file: key.file)
            curves.append(Curve(label: try label.line("a curve's label"), formula: formula))
            guard curves.count <= Limits.curves, !name.isEmpty else {
                throw key.error(name.isEmpty ? "a curve needs a label" : "a plot has at most \(Limits.curves) curves")
            }
        }
        guard !curves.isEmpty else { throw list.error("a plot needs a curve, as in \(Self.example)") }
        self.curves = curves
        if let field = own["mark"] {
            mark = try Self.formula(field, "'mark'") { (text) throws(Diagnostic) in
                try PictureFormula(text, names: names, varying: [])
            }
        } else {
            // A variable that the run has a value of is marked there.
            mark =
                try names.contains { $0.name == variable.name }
                ? PictureFormula(variable.name, names: names, varying: []) : nil
        }
    }

    private static func range(_ field: Field, _ what: String) throws(Diagnostic) -> ClosedRange<Double> {
        let range = try field.range(what)
        guard Domain(x: range, y: 0...1).isShowable else {
            throw field.error("\(what) cannot be shown: it must lie within 1e100, and not be next to nothing")
        }
        return range
    }

    private static func formula(
        _ field: Field, _ what: String, _ read: (String) throws(Diagnostic) -> PictureFormula
    ) throws(Diagnostic) -> PictureFormula {
        let (text, place) = try field.embedded(what)
        do throws(Diagnostic) {
            return try read(text)
        } catch {
            throw place.located(error)
        }
    }

    /// What a plot's formulas may name beside its variable.
    private static func names(_ fields: PictureFields) -> [(name: String, meaning: PictureName)] {
        let steps = Double(fields.reader.steps)
        var names: [(String, PictureName)] = [
            ("w1", .weight(0)), ("w2", .weight(1)), ("t", .step), ("steps", .number(steps)),
        ]
        for (index, parameter) in fields.track.surface.parameters.enumerated() {
            names.append((parameter.name, .parameter(index)))
        }
        for run in fields.track.runs {
            for hyperparameter in run.optimizer.hyperparameters
            where !names.contains(where: { $0.0 == hyperparameter.name }) {
                names.append((hyperparameter.name, .hyperparameter(hyperparameter.name)))
            }
        }
        return names
    }
}
