import Basics
import Expressions
import Landscapes

/// The landscape from above: bands of elevation and contour lines, or shaded; runs as trails.
public struct Contours: Picture {
    public static let kind = PictureKind(
        "contours", about: "the landscape from above, with contour lines",
        keys: [
            ("arrows", "gradient: a field of arrows along −gradient"),
            ("lines", "formulas of w1 and w2, each drawn where it is 0, as in [w1 + 0.4*w2 - 1.4]"),
        ])

    /// The part of the plane that is shown.
    public var view: Domain
    /// Whether arrows show where −gradient points.
    public var hasArrows = false
    /// Formulas of ``PictureName/axis(_:)`` and parameters: a line where each of them changes its sign.
    public private(set) var lines: [PictureFormula] = []

    public init(view: Domain) { self.view = view }

    public init(standardFor track: Scene.Track) { view = track.view }
}

extension Contours: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        view = fields.view
        hasArrows = try fields.choice("arrows", among: ["none", "gradient"]) == "gradient"
        lines = try Self.lines(fields)
    }

    private static func lines(_ fields: PictureFields) throws(Diagnostic) -> [PictureFormula] {
        guard let field = fields.record["lines"] else { return [] }
        var names: [(name: String, meaning: PictureName)] = [
            ("w1", .axis(0)), ("w2", .axis(1)), ("x", .axis(0)), ("y", .axis(1)),
        ]
        for (index, parameter) in fields.track.surface.parameters.enumerated() {
            names.append((parameter.name, .parameter(index)))
        }
        var lines: [PictureFormula] = []
        for item in try field.list("'lines'") {
            let (text, place) = try item.embedded("a line", as: "a formula that is 0 there, such as w1 + 0.4*w2 - 1.4")
            do throws(Diagnostic) {
                lines.append(try PictureFormula(text, names: names, varying: [.axis(0), .axis(1)]))
            } catch {
                throw place.located(error)
            }
            guard lines.count <= Limits.curves else {
                throw item.error("a panel has at most \(Limits.curves) lines")
            }
            let operations = lines.reduce(0) { $0 + $1.operationCount }
            guard operations <= Limits.pictureOperations else {
                throw item.error(
                    "the lines of a panel have at most \(Limits.pictureOperations) operations together, and with this one "
                        + "\(operations)")
            }
        }
        return lines
    }
}
