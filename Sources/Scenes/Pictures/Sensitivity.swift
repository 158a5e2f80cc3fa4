import Basics
import Expressions
import Landscapes

/// What comes of the runs with every learning rate, or with every other value: a curve for each of them.
public struct Sensitivity: Picture {
    public static let kind = PictureKind(
        "sensitivity", about: "the last loss with every η, a curve for each run",
        keys: [
            (
                "sensitivity",
                "{x: eta=1e-4..10, show: loss}: what goes to the right, and what is shown of the runs upwards"
            )
        ])

    public var x: MapAxis
    /// What is shown of the runs.
    public var shown: Map.Value
    /// The part of the axis that is shown, from 0 to 1; beyond, where the user has moved the view.
    public var window: ClosedRange<Double> = 0...1

    public init(x: MapAxis, shown: Map.Value = .loss) {
        self.x = x
        self.shown = shown
    }

    public init?(standardFor track: Scene.Track) {
        guard let first = Self.quantities(on: track).first else { return nil }
        self.init(x: first)
    }

    public var subject: String { x.name }

    public func title(of track: Scene.Track) -> String {
        let symbol = axes(on: track)?.shown.symbol ?? x.name
        let value =
            switch shown {
            case .loss: "last loss"
            case .steps: "steps"
            case .minimum, .formula: shown.text
            }
        return "\(value) by \(symbol) · \(track.title)"
    }

    /// What can go along the axis: the learning rate, what else the runs have, what the surface has.
    static func quantities(on track: Scene.Track) -> [MapAxis] {
        let runs = track.runs.filter { !$0.optimizer.takesItsTime }
        var quantities: [MapAxis.Quantity] = []
        for pair in runs.flatMap({ Map.pairs(of: $0, on: track) }) {
            for axis in [pair.x, pair.y] where !quantities.contains(axis.quantity) { quantities.append(axis.quantity) }
        }
        return quantities.map { MapAxis($0) }
    }

    /// The axis with what goes along it next.
    public func next(on track: Scene.Track) -> Sensitivity {
        let all = Self.quantities(on: track)
        guard !all.isEmpty else { return self }
        let now = all.firstIndex { $0.quantity == x.quantity } ?? -1
        return Sensitivity(x: all[(now + 1) % all.count], shown: shown)
    }

    /// What goes to the right.
    public struct Axes: Sendable {
        /// The axis that is shown.
        public let shown: ScaledAxis
        /// As much of it as each run of the track can have; `nil` for those that have no such value.
        public let own: [ScaledAxis?]
    }

    /// The axes for the runs of a track; `nil` where none of them has such a value, or none in the part that is shown.
    public func axes(on track: Scene.Track) -> Axes? {
        let scaled = track.runs.map { $0.optimizer.takesItsTime ? nil : try? x.scaled($0, on: track) }
        guard var shown = scaled.compactMap({ $0 }).first else { return nil }
        for axis in scaled.compactMap({ $0 }) { shown = shown.joined(with: axis) }
        guard let part = shown.part(window) else { return nil }
        let own = scaled.map { $0?.within(part.range) }
        return own.contains { $0 != nil } ? Axes(shown: part, own: own) : nil
    }
}

extension Sensitivity: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        let own = OutcomeFields(fields, kind: "sensitivity", example: "{x: eta=1e-4..10, show: loss}")
        guard let record = try own.record(keys: ["x", "show"]) else {
            guard let standard = Sensitivity(standardFor: fields.track) else { throw own.missing }
            self = standard
            return
        }
        x = try own.axis(record, "x")
        shown = try own.shown(record["show"], among: ["loss", "steps"]) ?? .loss
    }
}
