import Basics
import Expressions
import Landscapes

/// The computation graph of the loss where the focused run is: how the value comes about, and its derivatives.
public struct ComputationGraph: Picture {
    public static let kind = PictureKind(
        "graph", about: "the loss as a graph of its operations",
        keys: [("graph", "how derivatives are found: reverse (one sweep) or forward (one for each input)")])

    public enum Mode: String, CaseIterable, Sendable {
        case reverse, forward
    }

    /// How far the passes through the graph have come.
    public struct Pass: Equatable, Sendable {
        /// The step of the race that it is at; at all others everything is shown.
        public let step: Int
        /// How many nodes have been visited, those of the passes before counted in.
        public let visited: Int

        public init(step: Int, visited: Int) {
            self.step = step
            self.visited = visited
        }
    }

    public var mode: Mode
    /// `nil` where all passes are through.
    public var pass: Pass?
    /// The node that is looked at.
    public var node: Int?

    public init(mode: Mode = .reverse) { self.mode = mode }

    public init?(standardFor track: Scene.Track) {
        guard let size = track.surface.graphSize, size <= Limits.graph else { return nil }
        self.init()
    }

    public func title(of track: Scene.Track) -> String { "Graph · \(track.title)" }
}

extension ComputationGraph: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        self.init(
            mode: try fields.choice("graph", among: Mode.allCases.map(\.rawValue)).flatMap { Mode(rawValue: $0) }
                ?? .reverse)
        let surface = fields.track.surface
        func mistake(_ message: String) -> Diagnostic {
            (fields.record["graph"] ?? fields.record["kind"] ?? fields.field)?.error(message) ?? Diagnostic(message)
        }
        guard let size = surface.graphSize else {
            throw mistake("'\(surface.name)' is a grid and has no graph; show a surface whose 'loss' is a formula")
        }
        guard size <= Limits.graph else {
            throw mistake(
                "the loss of '\(surface.name)' has \(size) operations, and a graph of at most \(Limits.graph) is shown; write a shorter one"
            )
        }
    }
}
