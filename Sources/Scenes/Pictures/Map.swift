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

    public var subject: String { isOfStarts ? "" : "\(x.name) and \(y.name)" }

    /// Whether its axes are those of the landscape.
    private var isOfStarts: Bool { x.quantity == .start(0) && y.quantity == .start(1) }

    public func title(of track: Scene.Track) -> String {
        func symbol(_ axis: MapAxis) -> String {
            track.runs.lazy.compactMap { try? axis.scaled($0, on: track).symbol }.first ?? axis.name
        }
        return isOfStarts ? track.title : "\(symbol(x)) × \(symbol(y)) · \(track.title)"
    }

    /// The pairs that a user goes through: the learning rate with every other value of the run and its surface, then the
    /// start.
    public static func pairs(of run: Scene.Entry, on track: Scene.Track) -> [(x: MapAxis, y: MapAxis)] {
        let own = run.optimizer.hyperparameters.indices.filter { index in
            let declaration = run.optimizer.hyperparameters[index]
            // What is off, as weight decay mostly is, is on no slider either.
            return declaration.defaultValue != 0 || declaration.range.lowerBound != 0 || run.given.contains(index)
        }
        let names = own.map { MapAxis.Quantity.hyperparameter(run.optimizer.hyperparameters[$0].name) }
        let all = names + track.surface.parameters.map { .parameter($0.name) }
        let first = all.first { $0 == .hyperparameter("eta") } ?? all.first
        var pairs: [(x: MapAxis, y: MapAxis)] = []
        if let first { pairs = all.filter { $0 != first }.map { (MapAxis(first), MapAxis($0)) } }
        let start = (x: MapAxis(.start(0)), y: MapAxis(.start(1)))
        // A loss of one weight has one start to choose, against the learning rate.
        if track.surface.isOneDimensional {
            return pairs + (first.map { [(MapAxis($0), MapAxis(.start(0)))] } ?? [])
        }
        return (pairs + [start]).filter { pair in
            (try? pair.x.scaled(run, on: track)) != nil && (try? pair.y.scaled(run, on: track)) != nil
        }
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
