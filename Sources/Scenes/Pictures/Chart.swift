import Expressions

/// A quantity of all runs against the step.
public struct Chart: Picture {
    public static let kind = PictureKind(
        "chart", about: "a quantity of all runs by step", keys: [("chart", "the quantity: loss")])

    public init() {}

    public init(standardFor track: Scene.Track) {}

    public func title(of track: Scene.Track) -> String { "Loss by step · \(track.title)" }

    public var showsLosses: Bool { true }
}

extension Chart: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        _ = try fields.choice("chart", among: ["loss"])
    }
}
