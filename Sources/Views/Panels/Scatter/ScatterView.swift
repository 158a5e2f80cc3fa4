import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// The rows of data, what the focused run decides of them, and those that its next step sees.
struct ScatterView: PanelView {
    let picture: Scatter
    private let track: Int
    private let inner: Area
    private let glyphs: GlyphSet
    private let viewport: Viewport
    private let columns: (across: String, up: String)
    private let rowCount: Int
    private let groups: DataGroups
    private let rows: DataLayer
    private var boundary: Sides?
    /// The rows with the boundary, and what they were drawn for.
    private var layer: [Cell] = []
    private var drawnFor: Drawing?
    private var seen: (Glance, rows: [Int])?

    private struct Drawing: Equatable {
        let row: Int?
        let point: Point
        let revision: Int
        let seesAll: Bool
    }

    /// What the rows that are seen depend on.
    private struct Glance: Equatable {
        let row: Int
        let step: Int
        let revision: Int
    }

    init(_ picture: Scatter, _ setting: PanelSetting, reusing previous: ScatterView?) {
        self.picture = picture
        track = setting.track ?? 0
        inner = setting.area
        glyphs = setting.glyphs
        viewport = Viewport(showing: picture.view, size: inner.size, shape: glyphs.dots)
        let data = setting.surface.data ?? DataSet(columns: [], values: [])
        columns = (data.columns[picture.across], data.columns[picture.up])
        rowCount = data.rowCount
        // The data of a panel stay what they are.
        let isSame = previous?.picture.group == picture.group && previous?.track == track
        groups = (isSame ? previous?.groups : nil) ?? DataGroups(data, by: picture.group)
        rows = DataLayer(data, picture, groups, in: viewport)
        boundary = picture.boundary.map { [viewport] in Sides($0, in: viewport) }
    }

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        let subject = Subject(on: track, moment.race, moment.state)
        let seen = update(subject, moment)
        for row in 0..<inner.height {
            for column in 0..<inner.width {
                painter.frame[inner.x + column, inner.y + row] = layer[row * inner.width + column]
            }
        }
        for row in seen {
            let cell = Int(clamping: rows.cells[row])
            guard cell >= 0 else { continue }
            let (y, x) = cell.quotientAndRemainder(dividingBy: inner.width)
            let group = Int(clamping: groups.groups[row])
            painter.put(
                .row(group, isSeen: true), x: inner.x + x, y: inner.y + y, ink: .mark, style: .bold)
        }
        painter.drawTicks(of: viewport, in: inner)
        painter.write(" \(columns.across) ", right: inner.maxX, width: inner.width, y: inner.maxY, ink: .text)
        painter.write(columns.up, x: inner.x, y: inner.y, ink: .text, width: inner.width)
        return true
    }

    /// Brings the layer to what is to be drawn. - Returns: the rows that are lit.
    private mutating func update(_ subject: Subject?, _ moment: Moment) -> [Int] {
        var lit: [Int]?
        if let subject {
            let glance = Glance(row: subject.run.row, step: subject.step, revision: moment.race.revision)
            if let seen, seen.0 == glance {
                lit = seen.rows
            } else {
                lit = subject.run.rowsSeen(after: subject.step, of: rowCount)
                seen = lit.map { (glance, $0) }
            }
        }
        let wanted = Drawing(
            row: subject?.run.row, point: subject?.point ?? .zero, revision: moment.race.revision,
            seesAll: lit == nil)
        // A point that is no number is not even equal to itself, and is drawn anew: that is as good.
        if drawnFor != wanted {
            drawnFor = wanted
            draw(subject, isSeen: lit == nil)
        }
        return lit ?? []
    }

    /// Draws the rows, and over them the boundary of a run.
    private mutating func draw(_ subject: Subject?, isSeen: Bool) {
        let marks = (0..<DataGroups.most).map { group in
            Cell(glyphs.scalar(.row(group, isSeen: isSeen)), ink: Self.ink(of: group))
        }
        let tests = (0..<DataGroups.most).map { Cell(glyphs.scalar(.row($0, isSeen: false)), ink: .muted) }
        layer = zip(rows.groups, rows.testGroups).map { group, test in
            if group != DataLayer.none { return marks[Int(clamping: group)] }
            // Those that test are there too, and say less.
            return test == DataLayer.none ? .blank : tests[Int(clamping: test)]
        }
        guard let subject, boundary != nil else { return }
        boundary!.update(subject.value(of:))
        let (sides, line) = (boundary!.sides, boundary!.line)
        let ink = Ink.run(subject.run.row)
        for index in layer.indices {
            let ground: Ink = sides[index] == 0 ? .ground : sides[index] > 0 ? Self.above : Self.below
            if line[index] == " " {
                layer[index].ground = ground
            } else {
                layer[index] = Cell(line[index], ink: ink, on: ground, style: .bold)
            }
        }
    }

    /// The grounds of the two sides.
    static let (above, below) = (Ink.band(6), Ink.band(1))

    /// The inks of the classes: other ones than those of the runs, as long as there are any.
    static func ink(of group: Int) -> Ink {
        let inks: [Ink] = [.accent, .bad, .good, .text]
        return group < inks.count ? inks[group] : .run(group)
    }

    /// Which class has which shape.
    func note(_ moment: Moment) -> String {
        groups.labels.enumerated().map { index, label in
            "\(glyphs.scalar(.row(index, isSeen: true))) \(label)"
        }.joined(separator: "  ")
    }

    // MARK: The view

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Scatter? {
        switch move {
        case .pan, .zoom, .drag:
            let shown = viewport.domain
            var moved = picture
            moved.view = viewport.moved(picture.view, by: move, from: inner, about: shown.middle, own: picture.range)
            return moved
        case .walk, .step, .arrows, .quantity: return nil
        }
    }
}
