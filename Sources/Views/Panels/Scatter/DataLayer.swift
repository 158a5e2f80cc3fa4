import Basics
import Canvas
import Landscapes
import Scenes

/// The rows of data in the cells of a viewport: drawn once, however many they are.
struct DataLayer: Sendable {
    /// The class that is seen in each cell: that of most rows there; ``none`` where there is no row.
    let groups: [UInt8]
    /// The same of the rows that test.
    let testGroups: [UInt8]
    /// The cell of each row that trains; -1 outside.
    let cells: [Int32]

    static let none = UInt8.max

    init(_ data: DataSet, _ picture: Scatter, _ groups: DataGroups, in viewport: Viewport) {
        func cells(_ values: [[Double]]) -> [Int32] {
            values.isEmpty ? [] : Self.cells(values[picture.across], values[picture.up], in: viewport)
        }
        let (kinds, count) = (max(1, groups.labels.count), viewport.size.width * viewport.size.height)
        self.cells = cells(data.values)
        self.groups = Self.seen(self.cells, groups.groups, kinds: kinds, count: count)
        testGroups = Self.seen(cells(data.testValues), groups.testGroups, kinds: kinds, count: count)
    }

    private static func cells(_ across: [Double], _ up: [Double], in viewport: Viewport) -> [Int32] {
        let (width, height) = (viewport.size.width, viewport.size.height)
        let domain = viewport.domain
        let scale = Point(Double(width), Double(height)) / domain.size
        return across.indices.map { row in
            let x = (across[row] - domain.x.lowerBound) * scale.x
            let y = (domain.y.upperBound - up[row]) * scale.y
            guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { return -1 }
            return Int32(clamping: Int(clamping: y) * width + Int(clamping: x))
        }
    }

    /// The class of most rows in each of so many cells.
    private static func seen(_ cells: [Int32], _ groups: [UInt8], kinds: Int, count: Int) -> [UInt8] {
        var counts = [Int32](repeating: 0, count: count * kinds)
        for (row, cell) in cells.enumerated() where cell >= 0 {
            counts[Int(clamping: cell) * kinds + Int(clamping: groups[row])] += 1
        }
        return (0..<count).map { cell in
            var seen = none
            var most: Int32 = 0
            for group in 0..<kinds where counts[cell * kinds + group] > most {
                most = counts[cell * kinds + group]
                seen = UInt8(clamping: group)
            }
            return seen
        }
    }
}
