import Basics
import Canvas

/// Where everything goes on a screen. What does not fit is left out whole, the least important first.
struct Layout: Equatable, Sendable {
    var title: Area?
    var about: Area?
    var panels: [Area]
    var chart: Area?
    var table: Area?
    var sliders: Area?
    var hints: Area?
    var legend: Area?
    var claims: Area?
    var drawer: Area?

    /// - Parameters:
    ///   - panels: how many panels are shown.
    ///   - rows: how many runs the table has.
    ///   - tableWidth: the columns that tables need.
    ///   - text: what the scene is about.
    ///   - claims: how many claims the scene has.
    ///   - drawer: how many lines a drawer has that is open, within its frame; 0 if none is.
    ///   - parts: what is wanted beside the panels.
    init(
        size: Size, panels count: Int, rows: Int, tableWidth: RunTable.Widths, about text: String,
        claims claimCount: Int = 0, drawer drawerLines: Int = 0, parts: ScreenParts = .all
    ) {
        var rest = Area(size)
        guard size.width >= Self.least.width, size.height >= Self.least.height else {
            panels = []
            return
        }
        if parts.contains(.title) {
            let (above, below) = rest.split(top: 1)
            (title, rest) = (above, below)
        }
        if parts.contains(.legend) {
            let (above, below) = rest.split(bottom: 1)
            (rest, legend) = (above, below)
        }
        if size.height >= 16, parts.contains(.hints) {
            let (above, below) = rest.split(bottom: 1)
            (rest, hints) = (above, below)
        }
        if size.height >= 18, parts.contains(.sliders) {
            let (above, below) = rest.split(bottom: 1)
            (rest, sliders) = (above, below)
        }
        let claimLines = parts.contains(.claims) ? ClaimStrip.height(claimCount, on: size) : 0
        if claimLines > 0 {
            let (above, below) = rest.split(bottom: claimLines)
            (rest, claims) = (above, below)
        }
        // What the scene says is for the audience: it is there before the last rows of charts and panels are.
        let lines = parts.contains(.about) ? Painter.lines(text, width: size.width - 2).count : 0
        if lines > 0, size.height >= 24 {
            let (area, below) = rest.split(top: min(lines, size.height < 30 ? 2 : size.height < 34 ? 3 : lines))
            (about, rest) = (Area(x: area.x + 1, y: area.y, width: area.width - 2, height: area.height), below)
        }
        if drawerLines > 0, rest.height >= Self.leastPanel + 3 {
            let (above, below) = rest.split(bottom: min(drawerLines + 2, rest.height - Self.leastPanel))
            (rest, drawer) = (above, below)
        }
        guard parts.contains(.table) else {
            panels = Self.grid(rest, count: count)
            return
        }
        let hasChart = parts.contains(.chart)
        // A table of all runs, its header and its frame.
        let wanted = rows + 3
        if count == 1, rest.width - tableWidth.compact >= Self.sideBySide, rest.height >= wanted + 6 {
            // One panel would only be stretched by a wide screen: the rest goes beside it, and leaves it two thirds;
            // half, where that is much.
            let most = rest.width >= 120 ? rest.width / 2 : rest.width / 3
            let width =
                [tableWidth.full, tableWidth.least].first { $0 <= most } ?? max(tableWidth.compact, rest.width / 3)
            let (left, right) = rest.split(left: rest.width - width)
            let (above, below) = right.split(bottom: wanted)
            (panels, chart, table) = ([left], above, below)
            if !hasChart { (chart, table) = (nil, right) }
            return
        }
        if rest.height - wanted >= 9 {
            // Rather the chart than the last column.
            let isWide = rest.width - tableWidth.full >= Self.leastChart
            let chartWidth = rest.width - (isWide ? tableWidth.full : tableWidth.least)
            let hasChart = hasChart && chartWidth >= Self.leastChart
            // Beside a table of few runs it has a height of its own, where the panels can spare it.
            let isHigh = hasChart && rest.height >= 3 * Self.leastChartHeight
            let (above, below) = rest.split(bottom: isHigh ? max(wanted, Self.leastChartHeight) : wanted)
            rest = above
            if hasChart {
                let (left, right) = below.split(left: min(chartWidth, below.width / 2))
                (chart, table) = (left, right)
            } else {
                table = below
            }
        }
        panels = Self.grid(rest, count: count)
    }

    /// What a screen needs to show anything.
    static let least = Size(width: 40, height: 12)

    /// A panel of fewer rows beside a drawer shows nothing of its landscape.
    private static let leastPanel = 8

    /// A narrower chart of losses tells nothing.
    private static let leastChart = 30
    private static let leastChartHeight = 8

    /// From this width on a single panel has chart and table at its side.
    private static let sideBySide = 40

    /// Panels in the row or grid whose cells come nearest to a square of dots.
    private static func grid(_ area: Area, count: Int) -> [Area] {
        guard count > 0 else { return [] }
        func distance(_ columns: Int) -> Double {
            let rows = (count + columns - 1) / columns
            let width = Double(area.width) / Double(columns)
            let height = 2 * Double(area.height) / Double(rows)
            guard width >= 1, height >= 1 else { return .infinity }
            let empty = Double(columns * rows - count) / Double(count)
            return max(width / height, height / width) * (1 + empty)
        }
        let columns = (1...count).min { distance($0) < distance($1) }!
        let rows = (count + columns - 1) / columns
        var areas: [Area] = []
        var rest = area
        for row in 0..<rows {
            let (line, below) = rest.split(top: rest.height / (rows - row))
            rest = below
            areas += line.columns(min(columns, count - row * columns))
        }
        return areas
    }
}
