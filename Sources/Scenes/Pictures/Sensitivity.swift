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

    public var subject: String { "\(value) by \(x.symbol)" }

    /// What stands upwards.
    private var value: String {
        switch shown {
        case .loss: "last loss"
        case .steps: "steps"
        case .minimum, .formula: shown.text
        }
    }

    public func title(of track: Scene.Track) -> String {
        let symbol = axes(on: track)?.shown.symbol ?? x.symbol
        return "\(value) by \(symbol) · \(track.title)"
    }

    /// What can go along the axis: the learning rate, what else the runs have, what the surface has, their start.
    static func quantities(on track: Scene.Track) -> [MapAxis] {
        var all: [MapAxis] = []
        for axis in track.runs.filter({ !$0.optimizer.takesItsTime }).flatMap({ Map.quantities(of: $0, on: track) })
        where !all.contains(axis) { all.append(axis) }
        func rank(_ axis: MapAxis) -> Int {
            switch axis.quantity {
            case .hyperparameter(let name): name == "eta" ? 0 : 1
            case .parameter: 2
            case .start: 3
            }
        }
        return (0...3).flatMap { wanted in all.filter { rank($0) == wanted } }
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
        let scaled = scaled(on: track)
        guard let part = Self.whole(scaled)?.part(window) else { return nil }
        let own = scaled.map { $0?.within(part.range) }
        return own.contains { $0 != nil } ? Axes(shown: part, own: own) : nil
    }

    /// The nearest part to one that somebody wants to look at; see ``ScaledAxis/window(_:mayShorten:)``.
    public func moved(to window: ClosedRange<Double>, mayShorten: Bool, on track: Scene.Track) -> Sensitivity? {
        guard let window = Self.whole(scaled(on: track))?.window(window, mayShorten: mayShorten) else { return nil }
        var moved = self
        moved.window = window
        return moved.axes(on: track) == nil ? nil : moved
    }

    private func scaled(on track: Scene.Track) -> [ScaledAxis?] {
        track.runs.map { $0.optimizer.takesItsTime ? nil : try? x.scaled($0, on: track) }
    }

    /// All that the runs may have together.
    private static func whole(_ axes: [ScaledAxis?]) -> ScaledAxis? {
        let axes = axes.compactMap { $0 }
        return axes.first.map { axes.dropFirst().reduce($0) { $0.joined(with: $1) } }
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
