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
        let symbol = axes(on: track).lazy.compactMap { $0?.symbol }.first ?? x.name
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

    /// The axis for each run of a track, from the same end to the same end; `nil` for those that have no such value.
    public func axes(on track: Scene.Track) -> [ScaledAxis?] {
        let own = track.runs.map { $0.optimizer.takesItsTime ? nil : try? x.scaled($0, on: track) }
        let ranges = own.compactMap { $0?.range }
        guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { return own }
        let common = MapAxis(x.quantity, range: low...high)
        return zip(own, track.runs).map { axis, run in
            guard let axis, let scaled = try? common.scaled(run, on: track) else { return axis }
            return scaled.part(window) ?? scaled
        }
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
