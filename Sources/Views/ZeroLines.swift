import Canvas
import Scenes

/// The lines where formulas of the plane are 0, on the cells of a landscape.
struct ZeroLines: Sendable {
    /// The character in each cell; a blank where there is no line. Without any, there are none.
    private let scalars: [Unicode.Scalar]

    /// - Parameter parameters: those of the surface, which formulas may name.
    init(_ formulas: [PictureFormula], in viewport: Viewport, parameters: [Double]) {
        var scalars: [Unicode.Scalar] = []
        for formula in formulas {
            var sides = Sides(formula, in: viewport)
            sides.update { name in if case .parameter(let index) = name { parameters[index] } else { .nan } }
            let line = sides.line.map { viewport.shape == .ascii && $0 != " " ? Self.ascii : $0 }
            scalars = scalars.isEmpty ? line : zip(scalars, line).map { Self.crossing($0, $1) }
        }
        self.scalars = scalars
    }

    /// Contour lines are made of strokes.
    private static let ascii: Unicode.Scalar = ":"

    /// Both lines in one cell.
    private static func crossing(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Unicode.Scalar {
        guard one != " ", other != " ", one != ascii else { return one == " " ? other : one }
        // The bits of a braille character are its dots.
        return Unicode.Scalar(one.value | other.value) ?? one
    }

    /// The character of a line in a cell, by its place row by row; `nil` where there is none.
    subscript(cell: Int) -> Unicode.Scalar? {
        guard !scalars.isEmpty, scalars[cell] != " " else { return nil }
        return scalars[cell]
    }
}
