/// A width and a height in character cells.
public struct Size: Hashable, Sendable, CustomStringConvertible {
    public var width: Int
    public var height: Int

    /// Negative values count as 0.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The size written as `COLSxROWS`, as in `160x46`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0], radix: 10), let height = Int(parts[1], radix: 10), width > 0,
            height > 0
        else {
            return nil
        }
        self.init(width: width, height: height)
    }

    public var description: String { "\(width)x\(height)" }
}

/// A rectangle of cells. Rows grow downwards. Never negative: what does not fit is empty.
public struct Area: Hashable, Sendable {
    public let x: Int
    public let y: Int
    public let width: Int
    public let height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

    public var size: Size { Size(width: width, height: height) }
    public var maxX: Int { x + width }
    public var maxY: Int { y + height }
    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(x column: Int, y row: Int) -> Bool {
        column >= x && column < maxX && row >= y && row < maxY
    }

    public func inset(by cells: Int) -> Area {
        Area(x: x + cells, y: y + cells, width: width - 2 * cells, height: height - 2 * cells)
    }

    /// The first `rows` rows, and what is left below them.
    public func split(top rows: Int) -> (top: Area, rest: Area) {
        let taken = min(max(rows, 0), height)
        return (
            Area(x: x, y: y, width: width, height: taken),
            Area(x: x, y: y + taken, width: width, height: height - taken)
        )
    }

    /// What is left above, and the last `rows` rows.
    public func split(bottom rows: Int) -> (rest: Area, bottom: Area) {
        let (above, below) = split(top: height - min(max(rows, 0), height))
        return (above, below)
    }

    /// The first `columns` columns, and what is left to their right.
    public func split(left columns: Int) -> (left: Area, rest: Area) {
        let taken = min(max(columns, 0), width)
        return (
            Area(x: x, y: y, width: taken, height: height),
            Area(x: x + taken, y: y, width: width - taken, height: height)
        )
    }

    /// `count` columns of nearly equal width, side by side without a gap; the earlier ones get the odd cells.
    public func columns(_ count: Int) -> [Area] {
        guard count > 0 else { return [] }
        var left = x
        return (0..<count).map { index in
            let share = width / count + (index < width % count ? 1 : 0)
            defer { left += share }
            return Area(x: left, y: y, width: share, height: height)
        }
    }
}
