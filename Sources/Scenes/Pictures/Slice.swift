import Expressions
import Landscapes

/// The loss along a line through the focused run's point; of a loss of one weight, all of it, with the runs' steps on it.
public struct Slice: Picture {
    public static let kind = PictureKind(
        "slice", about: "the loss along a line through the run's point",
        keys: [
            ("slice", "the line: gradient, minimum, x or y"),
            ("one-dimensional", "true: a curve over x, with the steps of all runs on it"),
        ])

    /// Which way the line goes.
    public let line: Line
    /// Whether it is the whole loss, along x, with the runs' steps on it.
    public let isOneDimensional: Bool
    /// The part of the plane that a line along an axis shows.
    public let view: Domain
    /// How many presses nearer, and to the right.
    public var zoom = 0
    public var pan = 0

    public enum Line: String, CaseIterable, Sendable {
        case gradient, minimum, x, y

        var title: String {
            switch self {
            case .gradient: "Along −gradient"
            case .minimum: "To the minimum"
            case .x: "Along x"
            case .y: "Along y"
            }
        }
    }

    init(_ line: Line, isOneDimensional: Bool, view: Domain) {
        self.line = isOneDimensional ? .x : line
        self.isOneDimensional = isOneDimensional
        self.view = view
    }

    public init(standardFor track: Scene.Track) {
        self.init(.gradient, isOneDimensional: track.surface.isOneDimensional, view: track.view)
    }

    public var subject: String { isOneDimensional ? "" : line.title }

    public func title(of track: Scene.Track) -> String {
        isOneDimensional ? track.title : "\(line.title) · \(track.title)"
    }
}

extension Slice: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        // The weights have two names each.
        let words = Line.allCases.map(\.rawValue) + ["w1", "w2"]
        let word = try fields.choice("slice", among: words)
        let line = ["w1": Line.x, "w2": .y][word ?? ""] ?? word.flatMap(Line.init)
        if line == .minimum, fields.track.surface.minima.isEmpty {
            throw fields.record["slice"]!.error(
                "there is no line to the minimum of '\(fields.track.name)': the surface has no 'minima'")
        }
        let isAlongX = line == nil || line == .x
        let wanted = try fields.flag("one-dimensional")
        if wanted == true, !isAlongX {
            throw fields.record["one-dimensional"]!.error("a one-dimensional slice is along x, not '\(word!)'")
        }
        self.init(
            line ?? .gradient,
            isOneDimensional: wanted ?? (isAlongX && fields.track.surface.isOneDimensional), view: fields.view)
    }
}
