import Canvas

/// What stands in a cell, without its ground: a look that many frames may share.
struct SVGGlyph: Hashable, Sendable {
    let scalar: Unicode.Scalar
    let marks: SIMD2<UInt32>
    /// An index into the picture's colours.
    let color: Int
    let isBold: Bool

    /// `nil` for a cell in which nothing is to be seen, or which is the right half of another.
    init?(_ cell: Cell, color: () -> Int) {
        guard cell.scalar != " ", cell.scalar != "\u{2800}", !cell.isContinuation else { return nil }
        scalar = cell.scalar
        marks = cell.marks
        self.color = color()
        isBold = cell.style.contains(.bold)
    }

    /// What is drawn instead of written.
    var shape: SVGShape? { SVGShape(scalar) }

    /// Whether its place in a list of places is certain: programs count code units or characters.
    var isPlain: Bool { marks == .zero && scalar.value < 0x10000 }

    var scalars: [Unicode.Scalar] {
        [scalar] + [marks.x, marks.y].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
}
