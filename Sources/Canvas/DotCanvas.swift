import Basics

/// How many dots a cell holds.
public struct DotShape: Hashable, Sendable {
    public let columns: Int
    public let rows: Int

    public static let braille = DotShape(columns: 2, rows: 4)
    /// `'`, `.` and `:` tell an upper from a lower dot.
    public static let ascii = DotShape(columns: 1, rows: 2)

    /// The bit of a dot in a cell's mask; for braille the one of Unicode's pattern.
    public func bit(column: Int, row: Int) -> UInt8 {
        guard self == .braille else { return 1 << UInt8(clamping: row) }
        return row < 3 ? 1 << UInt8(clamping: row + 3 * column) : 0x40 << UInt8(clamping: column)
    }

    /// The character that shows a mask's dots.
    public func scalar(_ mask: UInt8) -> Unicode.Scalar {
        guard self == .braille else { return [" ", "'", ".", ":"][Int(clamping: mask & 3)] }
        return Unicode.Scalar(0x2800 + UInt32(clamping: mask))!
    }
}

extension GlyphSet {
    public var dots: DotShape { self == .braille ? .braille : .ascii }
}

/// A grid of dots, several to a cell, that lines are drawn on. What lies outside is not drawn.
public struct DotCanvas: Sendable {
    public let size: Size
    public let shape: DotShape
    /// The dots of each cell, row by row.
    public private(set) var masks: [UInt8]

    public init(size: Size, shape: DotShape) {
        self.size = size
        self.shape = shape
        masks = Array(repeating: 0, count: size.width * size.height)
    }

    /// Dots from left to right, and from top to bottom.
    public var width: Int { size.width * shape.columns }
    public var height: Int { size.height * shape.rows }

    public mutating func removeAll() {
        for index in masks.indices { masks[index] = 0 }
    }

    /// Sets a dot. - Returns: the cell that it is in, or `nil` outside.
    @discardableResult
    public mutating func set(x: Int, y: Int) -> Int? {
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        let cell = (y / shape.rows) * size.width + x / shape.columns
        masks[cell] |= shape.bit(column: x % shape.columns, row: y % shape.rows)
        return cell
    }

    /// Draws a straight line between two places, in dots from the upper left corner, and reports the cells it touches.
    public mutating func line(
        from start: SIMD2<Double>, to end: SIMD2<Double>, touch: (Int) -> Void = { _ in }
    ) {
        Self.walk(from: start, to: end, width: width, height: height) { x, y in
            if let cell = set(x: x, y: y) { touch(cell) }
        }
    }

    /// The dots of a straight line, one after the other (Bresenham 1965).
    ///
    /// Clips before it counts in integers, so that places far away, or not finite, are harmless.
    @inline(__always)
    public static func walk(
        from start: SIMD2<Double>, to end: SIMD2<Double>, width: Int, height: Int, visit: (_ x: Int, _ y: Int) -> Void
    ) {
        let limits = SIMD2(Double(width), Double(height))
        guard let (a, b) = Self.clip(start, end, to: limits) else { return }
        var x = Int(clamping: a.x.rounded(.down))
        var y = Int(clamping: a.y.rounded(.down))
        let endX = Int(clamping: b.x.rounded(.down))
        let endY = Int(clamping: b.y.rounded(.down))
        let dx = abs(endX - x)
        let dy = -abs(endY - y)
        let stepX = x < endX ? 1 : -1
        let stepY = y < endY ? 1 : -1
        var error = dx + dy
        while true {
            visit(x, y)
            if x == endX && y == endY { return }
            let doubled = 2 * error
            if doubled >= dy {
                error += dy
                x += stepX
            }
            if doubled <= dx {
                error += dx
                y += stepY
            }
        }
    }

    /// The part of a segment within [0, limits), by Cohen and Sutherland; `nil` if there is none.
    ///
    /// Each cut sets one coordinate to the edge itself, so that no digits are lost however far away an end is.
    public static func clip(
        _ start: SIMD2<Double>, _ end: SIMD2<Double>, to limits: SIMD2<Double>
    ) -> (SIMD2<Double>, SIMD2<Double>)? {
        let delta = end - start
        guard delta.x.isFinite, delta.y.isFinite, start.x.isFinite, start.y.isFinite else { return nil }
        // Just inside the far edges, so that rounding down stays on the canvas.
        let far = limits - 1e-9
        guard far.x > 0, far.y > 0 else { return nil }
        var ends = (start, end)
        // An end is cut at most once an axis.
        for _ in 0..<4 {
            func isOutside(_ point: SIMD2<Double>, _ axis: Int) -> Bool { point[axis] < 0 || point[axis] > far[axis] }
            for axis in 0..<2 {
                if max(ends.0[axis], ends.1[axis]) < 0 || min(ends.0[axis], ends.1[axis]) > far[axis] { return nil }
            }
            if let axis = (0..<2).first(where: { isOutside(ends.0, $0) }) {
                ends.0 = cut(ends.0, ends.1, axis, at: ends.0[axis] < 0 ? 0 : far[axis])
            } else if let axis = (0..<2).first(where: { isOutside(ends.1, $0) }) {
                ends.1 = cut(ends.1, ends.0, axis, at: ends.1[axis] < 0 ? 0 : far[axis])
            } else {
                return ends
            }
        }
        return nil
    }

    /// The point between `outside` and `other` whose coordinate on an axis is `edge`.
    private static func cut(
        _ outside: SIMD2<Double>, _ other: SIMD2<Double>, _ axis: Int, at edge: Double
    ) -> SIMD2<Double> {
        var point = other
        point[axis] = edge
        let share = (edge - other[axis]) / (outside[axis] - other[axis])
        point[1 - axis] = other[1 - axis] + share * (outside[1 - axis] - other[1 - axis])
        return point
    }
}
