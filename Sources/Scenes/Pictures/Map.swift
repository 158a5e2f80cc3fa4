import Basics
import Expressions
import Landscapes

/// What comes of every pair of two values: of a learning rate and a momentum, of a parameter of the surface, of a start.
public struct Map: Picture {
    public static let kind = PictureKind(
        "map", about: "what comes of every η and α, or of every start",
        keys: [
            ("map", "{x: eta, y: alpha=0..0.999, show: steps}: what goes along its axes, and what is shown of the runs")
        ])

    public var x: MapAxis
    public var y: MapAxis
    /// What is shown of the runs.
    public var shown: Value
    /// The part of both axes that is shown, from 0 to 1 each; beyond, where the user has moved the view.
    public var window = Domain(x: 0...1, y: 0...1)
    /// Where the user points, as shares of both axes; `nil` where nobody does.
    public var cursor: Point?

    /// What a map shows of a run.
    public enum Value: Sendable, Equatable {
        /// From which step on it is where it should be.
        case steps
        /// Its last loss.
        case loss
        /// The minimum that it comes to.
        case minimum
        /// A formula of `run`, for each run of the track; `nil` for those that it cannot be asked of.
        case formula(String, [Proof?])

        public static func == (left: Value, right: Value) -> Bool { left.text == right.text }

        public var text: String {
            switch self {
            case .steps: "steps"
            case .loss: "loss"
            case .minimum: "minimum"
            case .formula(let text, _): text
            }
        }

        static let words = ["steps", "loss", "minimum"]
    }

    public init(x: MapAxis, y: MapAxis, shown: Value = .steps) {
        self.x = x
        self.y = y
        self.shown = shown
    }

    public init?(standardFor track: Scene.Track) {
        guard let run = track.runs.first, let pair = Self.pairs(of: run, on: track).first else { return nil }
        self.init(x: pair.x, y: pair.y)
    }

    public var subject: String { isOfStarts ? "start" : "\(x.symbol) × \(y.symbol)" }

    /// Whether its axes are those of the landscape.
    private var isOfStarts: Bool { x.quantity == .start(0) && y.quantity == .start(1) }

    public func title(of track: Scene.Track) -> String {
        func symbol(_ axis: MapAxis) -> String {
            track.runs.lazy.compactMap { try? axis.scaled($0, on: track).symbol }.first ?? axis.symbol
        }
        return (isOfStarts ? "every start" : "\(symbol(x)) × \(symbol(y))") + " · \(track.title)"
    }

    /// The pairs that a user goes through: the learning rate with every other value of the run and its surface, then the
    /// start.
    public static func pairs(of run: Scene.Entry, on track: Scene.Track) -> [(x: MapAxis, y: MapAxis)] {
        let all = quantities(of: run, on: track)
        let starts = all.filter { if case .start = $0.quantity { true } else { false } }
        let others = all.filter { !starts.contains($0) }
        guard let first = others.first(where: { $0.quantity == .hyperparameter("eta") }) ?? others.first else {
            return starts.count > 1 ? [(starts[0], starts[1])] : []
        }
        let pairs = others.filter { $0 != first }.map { (first, $0) }
        // A loss of one weight has one start to choose, and some runs nothing else: against the learning rate.
        let start = starts.prefix(pairs.isEmpty || starts.count < 2 ? 1 : 0).map { (first, $0) }
        return pairs + start + (starts.count > 1 ? [(starts[0], starts[1])] : [])
    }

    /// What can go along an axis: the run's hyperparameters, its surface's parameters, its start.
    static func quantities(of run: Scene.Entry, on track: Scene.Track) -> [MapAxis] {
        let own = run.optimizer.hyperparameters.indices.filter { index in
            let declaration = run.optimizer.hyperparameters[index]
            // What is off, as weight decay mostly is, is on no slider either.
            return declaration.defaultValue != 0 || declaration.range.lowerBound != 0 || run.given.contains(index)
        }
        let all =
            own.map { MapAxis.Quantity.hyperparameter(run.optimizer.hyperparameters[$0].name) }
            + track.surface.parameters.map { .parameter($0.name) }
            + (track.surface.isOneDimensional ? [.start(0)] : [.start(0), .start(1)])
        return all.map { MapAxis($0) }.filter { (try? $0.scaled(run, on: track)) != nil }
    }
}

extension Map: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        let own = OutcomeFields(fields, kind: "map", example: "{x: eta, y: alpha}")
        guard let record = try own.record(keys: ["x", "y", "show"]) else {
            guard let standard = Map(standardFor: fields.track) else { throw own.missing }
            self = standard
            return
        }
        x = try own.axis(record, "x")
        y = try own.axis(record, "y")
        guard x.quantity != y.quantity else {
            throw record["y"]!.error("both axes are '\(x.name)'; a map needs two different ones")
        }
        shown = try own.shown(record["show"], among: Value.words) ?? .steps
    }
}
