import Basics
import Canvas
import Landscapes
import Scenes

/// The rows of data in the cells of a viewport: drawn once, however many they are.
struct DataLayer: Sendable {
    /// The class that is seen in each cell: that of most rows there; ``none`` where there is no row.
    let groups: [UInt8]
    /// The cell of each row; -1 outside.
    let cells: [Int32]

    static let none = UInt8.max

    init(_ data: DataSet, _ picture: Scatter, _ groups: DataGroups, in viewport: Viewport) {
        let (across, up) = (data.values[picture.across], data.values[picture.up])
        let (width, height) = (viewport.size.width, viewport.size.height)
        let domain = viewport.domain
        let scale = Point(Double(width), Double(height)) / domain.size
        let kinds = max(1, groups.labels.count)
        var counts = [Int32](repeating: 0, count: width * height * kinds)
        var cells = [Int32](repeating: -1, count: across.count)
        for row in across.indices {
            let x = (across[row] - domain.x.lowerBound) * scale.x
            let y = (domain.y.upperBound - up[row]) * scale.y
            guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { continue }
            let cell = Int(clamping: y) * width + Int(clamping: x)
            cells[row] = Int32(clamping: cell)
            counts[cell * kinds + Int(clamping: groups.groups[row])] += 1
        }
        self.cells = cells
        self.groups = (0..<(width * height)).map { cell in
            var seen = Self.none
            var most: Int32 = 0
            for group in 0..<kinds where counts[cell * kinds + group] > most {
                most = counts[cell * kinds + group]
                seen = UInt8(clamping: group)
            }
            return seen
        }
    }
}
