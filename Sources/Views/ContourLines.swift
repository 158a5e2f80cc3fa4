import Canvas

/// The dots of the lines between bands of elevation.
///
/// Lines of different levels never touch: where they come too near to each other, on steep walls and in small panels,
/// the less important one is left out. Every fourth level comes first, then every second, then all.
struct ContourLines: Sendable {
    /// For every dot, row by row, the level whose line is drawn there: k lies between the bands k and k + 1.
    private(set) var levels: [Int8]
    /// No line.
    static let none: Int8 = -1

    private let width: Int
    private let height: Int
    /// How far from a line, to either side and up and down, there is none of another level.
    private let clearance: SIMD2<Int>

    /// How many dots are kept free around a line. A character is as coarse as several dots.
    static func clearance(_ shape: DotShape) -> SIMD2<Int> { shape == .braille ? [2, 2] : [1, 3] }

    /// A piece of a line with fewer dots tells nothing.
    private static let shortestPiece = 6
    /// Levels are left out together where less than this share of their lines has room: what is left would be crumbs.
    private static let leastShare = 0.4

    /// - Parameter bands: the band of each dot, row by row; negative where there is none.
    init(between bands: [Int8], width: Int, height: Int, shape: DotShape) {
        self.width = width
        self.height = height
        clearance = Self.clearance(shape)
        levels = Array(repeating: Self.none, count: bands.count)
        var crossed = Array(repeating: [Int](), count: Int(clamping: max(0, bands.max() ?? 0)))
        for place in bands.indices where bands[place] >= 0 {
            let (y, x) = place.quotientAndRemainder(dividingBy: width)
            let own = bands[place]
            var (lowest, highest) = (own, own)
            for other in [x + 1 < width ? bands[place + 1] : own, y + 1 < height ? bands[place + width] : own]
            where other >= 0 { (lowest, highest) = (min(lowest, other), max(highest, other)) }
            for level in lowest..<highest { crossed[Int(clamping: level)].append(place) }
        }
        for step in [4, 2, 1] {
            let chosen = crossed.indices.filter { $0 % step == 0 && (step == 4 || $0 % (2 * step) != 0) }
            let before = levels
            for level in chosen { draw(crossed[level], level: Int8(clamping: level)) }
            let drawn = chosen.reduce(0) { sum, level in sum + crossed[level].count { levels[$0] == level } }
            let wanted = chosen.reduce(0) { $0 + crossed[$1].count }
            if step != 4, Double(drawn) < Self.leastShare * Double(wanted) { levels = before }
        }
    }

    /// Draws those pieces of a line that have room.
    private mutating func draw(_ places: [Int], level: Int8) {
        let free = places.filter { !isNearAnother($0) }
        guard free.count < places.count else {
            for place in places { levels[place] = level }
            return
        }
        var isFree = Array(repeating: false, count: levels.count)
        for place in free { isFree[place] = true }
        for start in free where isFree[start] {
            isFree[start] = false
            var piece = [start]
            var next = 0
            while next < piece.count {
                for neighbor in around(piece[next], [1, 1]) where isFree[neighbor] {
                    isFree[neighbor] = false
                    piece.append(neighbor)
                }
                next += 1
            }
            guard piece.count >= Self.shortestPiece else { continue }
            for place in piece { levels[place] = level }
        }
    }

    private func isNearAnother(_ place: Int) -> Bool { around(place, clearance).contains { levels[$0] != Self.none } }

    private func around(_ place: Int, _ reach: SIMD2<Int>) -> some Sequence<Int> {
        let (y, x) = place.quotientAndRemainder(dividingBy: width)
        let columns = max(0, x - reach.x)...min(width - 1, x + reach.x)
        return (max(0, y - reach.y)...min(height - 1, y + reach.y)).lazy.flatMap { [width] row in
            columns.lazy.map { row * width + $0 }
        }
    }
}
