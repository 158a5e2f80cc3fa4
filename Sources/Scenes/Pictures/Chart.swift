import Basics
import Expressions
import Landscapes

/// A quantity of all runs against the step, or against what the steps cost.
public struct Chart: Picture {
    public static let kind = PictureKind(
        "chart", about: "a quantity of all runs by step",
        keys: [
            ("chart", "the quantity, as claims know it: loss, accuracy, distance, norm(gradient), 1 - accuracy, …"),
            ("against", "step, evaluations or length (of the path)"),
            ("scale", "linear or log; unless you say so, as the values are, and linear where the surface is"),
        ])

    /// What is shown.
    package let measure: Measure
    /// What it is shown against.
    public let against: Against

    /// How the axis upwards is divided; `nil` for as the values are.
    public let scale: Scale?

    /// How an axis is divided: by equal differences, or by equal ratios.
    public enum Scale: String, CaseIterable, Sendable { case linear, log }

    /// What runs to the right.
    public enum Against: String, CaseIterable, Sendable {
        case step, evaluations, length

        /// The quantity that it is.
        package var measure: Measure {
            switch self {
            case .step: Measure(.t)
            case .evaluations: Measure(.evaluations)
            case .length: Measure(.path)
            }
        }

        var title: String { self == .length ? "path length" : rawValue }
    }

    package init(_ measure: Measure, against: Against = .step, scale: Scale? = nil) {
        self.measure = measure
        self.against = against
        self.scale = scale
    }

    /// The losses by step.
    public init() { self.init(Measure(.loss)) }

    public init(standardFor track: Scene.Track) { self.init() }

    /// What the chart is called.
    public var title: String { "\(measure.quantity?.title ?? measure.text) by \(against.title)" }

    public func title(of track: Scene.Track) -> String { "\(title) · \(track.title)" }

    public var subject: String { title }

    public var isChart: Bool { true }

    /// Shows the next of the quantities that people ask for first, as far as there are any of some tracks.
    package func next(for tracks: [Scene.Track]) -> Chart {
        let common: [Quantity] = [.loss, .accuracy, .distance, .gradient, .length, .eta]
        let all = common.map { Measure($0) }.filter { measure in tracks.contains { measure.lack(on: $0) == nil } }
        let now = all.firstIndex(of: measure) ?? all.count - 1
        return Chart(all[(now + 1) % all.count], against: against)
    }
}

extension Measure {
    /// What a track would have to have for it; `nil` if nothing is missing.
    fileprivate func lack(on track: Scene.Track) -> String? {
        for quantity in Quantity.allCases where needs.contains(quantity) {
            if let lack = quantity.lack(on: track.surface, runs: track.runs) { return lack }
        }
        return nil
    }
}

extension Chart: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        let against = try fields.choice("against", among: Against.allCases.map(\.rawValue))
        let scale = try fields.choice("scale", among: Scale.allCases.map(\.rawValue))
        self.init(
            try Self.readMeasure(fields) ?? Measure(.loss), against: against.flatMap(Against.init) ?? .step,
            scale: scale.flatMap(Scale.init))
    }

    private static func readMeasure(_ fields: PictureFields) throws(Diagnostic) -> Measure? {
        guard let field = fields.record["chart"] else { return nil }
        let (text, place) = try field.embedded("'chart'", as: "a quantity, such as loss or norm(gradient)")
        let measure: Measure
        let states = fields.track.runs.flatMap(\.optimizer.states)
        do throws(Diagnostic) {
            measure = try Measure(parsing: text, states: Array(Set(states)).sorted())
        } catch { throw place.located(error) }
        guard measure.program.operationCount <= Limits.pictureOperations else {
            throw field.error(PictureFormula.tooLong(measure.program.operationCount))
        }
        if let lack = measure.lack(on: fields.track) {
            throw field.error("'\(measure.text)' cannot be shown of '\(fields.track.name)': \(lack)")
        }
        return measure
    }
}
