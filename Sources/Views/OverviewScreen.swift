import Basics
import Canvas

/// All scenes of a deck at once, each as a small picture with its number and title.
public struct OverviewScreen: Sendable {
    public let size: Size
    private let count: Int
    private let columns: Int
    /// How many rows of pictures there are room for.
    private let rows: Int
    private let cell: Size

    /// What is said of a scene.
    public struct Entry: Sendable {
        let number: Int?
        let title: String
        let picture: Frame?

        /// - Parameter picture: of ``OverviewScreen/pictureSize``; `nil` while it is not drawn.
        public init(number: Int?, title: String, picture: Frame?) {
            self.number = number
            self.title = title
            self.picture = picture
        }
    }

    /// Wider pictures are a waste, narrower ones cannot be read.
    private static let widths = 20...34

    public init(size: Size, count: Int) {
        self.size = size
        self.count = count
        // The largest with which all are seen at once, or the smallest.
        func grid(_ width: Int) -> (columns: Int, rows: Int, cell: Size) {
            let columns = max(1, size.width / width)
            let height = min(max(6, width * 3 / 10), max(1, size.height - 2))
            return (columns, max(1, (size.height - 2) / height), Size(width: size.width / columns, height: height))
        }
        let grids = Self.widths.reversed().map(grid)
        let best = grids.first { $0.columns * $0.rows >= count } ?? grids[grids.count - 1]
        // What is left of the height goes to all of them.
        let needed = min(best.rows, max(1, (count + best.columns - 1) / best.columns))
        columns = best.columns
        rows = needed
        cell = Size(
            width: max(1, best.cell.width), height: max(1, min((size.height - 2) / needed, best.cell.width * 4 / 10)))
    }

    /// The size of a picture.
    public var pictureSize: Size { Size(width: max(1, cell.width - 2), height: max(1, cell.height - 2)) }

    /// The scenes that are on the screen while one of them is selected.
    public func shown(selected: Int) -> Range<Int> {
        let last = (count + columns - 1) / columns - rows
        let first = min(max(selected / columns - rows / 2, 0), max(last, 0)) * columns
        return first..<min(first + rows * columns, count)
    }

    /// The scene that is so many columns right and rows below; the same where there is none.
    public func neighbour(of selected: Int, right: Int, down: Int) -> Int {
        let wanted = selected + right + down * columns
        if (0..<count).contains(wanted) { return wanted }
        // The last row may be shorter.
        return down > 0 && wanted / columns == (count - 1) / columns ? count - 1 : selected
    }

    public func frame(title: String, entries: (Int) -> Entry, selected: Int, glyphs: GlyphSet) -> Frame {
        var painter = Painter(size: size, glyphs: glyphs, hiding: nil)
        guard size.width >= Layout.least.width, size.height >= Layout.least.height else {
            painter.askForRoom()
            return painter.frame
        }
        let keys = "Enter opens  O closes"
        let x = painter.write("ravine", x: 1, y: 0, ink: .accent, style: .bold)
        let right = size.width - 1
        painter.write(keys, right: right, width: right - x - 2, y: 0, ink: .muted)
        painter.write(title, x: x + 2, y: 0, style: .bold, width: right - painter.width(of: keys) - x - 4)
        let shown = shown(selected: selected)
        for index in shown {
            draw(entries(index), in: area(of: index, from: shown.lowerBound), index == selected, on: &painter)
        }
        if shown.count < count {
            let place = "\(shown.lowerBound + 1)–\(shown.upperBound) of \(count)"
            painter.write(place, right: right, width: right - 1, y: size.height - 1, ink: .muted)
        }
        // Pictures are small, and titles are cut off.
        let entry = entries(selected)
        let number = entry.number.map { "\($0)  " } ?? ""
        painter.write(
            number + entry.title, x: 1, y: size.height - 1, style: .bold, width: size.width - 18)
        return painter.frame
    }

    private func area(of index: Int, from first: Int) -> Area {
        let (row, column) = (index - first).quotientAndRemainder(dividingBy: columns)
        return Area(x: column * cell.width, y: 1 + row * cell.height, width: cell.width, height: cell.height)
    }

    private func draw(_ entry: Entry, in area: Area, _ isSelected: Bool, on painter: inout Painter) {
        painter.box(area, ink: isSelected ? .accent : .rule)
        let title = (entry.number.map { "\($0) " } ?? "") + entry.title
        painter.write(
            " \(title) ", x: area.x + 1, y: area.y, ink: isSelected ? .accent : .text, style: isSelected ? .bold : [],
            width: area.width - 2)
        guard let picture = entry.picture else { return }
        let inner = area.inset(by: 1)
        for y in 0..<min(picture.size.height, inner.height) {
            for x in 0..<min(picture.size.width, inner.width) {
                painter.frame[inner.x + x, inner.y + y] = picture[x, y]
            }
        }
    }

    /// The scene at a place of the screen.
    public func scene(x: Int, y: Int, selected: Int) -> Int? {
        let shown = shown(selected: selected)
        return shown.first { area(of: $0, from: shown.lowerBound).contains(x: x, y: y) }
    }
}
