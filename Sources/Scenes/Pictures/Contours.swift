import Expressions
import Landscapes

/// The landscape from above: bands of elevation and contour lines, or shaded; runs as trails.
public struct Contours: Picture {
    public static let kind = PictureKind(
        "contours", about: "the landscape from above, with contour lines",
        keys: [("arrows", "gradient: a field of arrows along −gradient")])

    /// The part of the plane that is shown.
    public var view: Domain
    /// Whether arrows show where −gradient points.
    public var hasArrows = false

    public init(view: Domain) { self.view = view }

    public init(standardFor track: Scene.Track) { view = track.view }
}

extension Contours: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        view = fields.view
        hasArrows = try fields.choice("arrows", among: ["none", "gradient"]) == "gradient"
    }
}
