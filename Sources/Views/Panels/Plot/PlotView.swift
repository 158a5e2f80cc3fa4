import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// Functions of one variable, drawn anew only when a number changes that they depend on.
struct PlotView: PanelView {
    let picture: Plot
    private let track: Int
    private let inner: Area
    /// The part of the area that has the curves.
    private let plot: Area
    private let shape: DotShape
    private let glyphs: GlyphSet
    private var curves: PlotCurves
    private var mark: PictureFormula.Evaluator?
    /// The curves with their axes and legend, and what they were drawn for.
    private var layer: [Cell] = []
    private var drawnFor: [Double]?
    /// The values that are shown, and what they were found for.
    private var range: ClosedRange<Double>
    private var rangeFor: [Double]?
    /// Where the run that is looked at is on the variable's axis; `nil` if it is nowhere.
    private var place: Double?

    /// A narrower panel has no numbers at its left edge.
    private static let leastWidth = 30

    init(_ picture: Plot, _ setting: PanelSetting, reusing previous: PlotView?) {
        self.picture = picture
        track = setting.track ?? 0
        inner = setting.area
        let margin = inner.width >= Self.leastWidth && inner.height > 3 ? Ticks.column : 0
        plot = inner.split(left: margin).rest
        glyphs = setting.glyphs
        shape = setting.glyphs.dots
        curves = PlotCurves(picture, size: plot.size, shape: shape)
        mark = picture.mark?.evaluator()
        range = picture.y ?? 0...1
    }

    mutating func prepare(_ moment: Moment) {
        let subject = Subject(on: track, moment.race, moment.state)
        place = subject.flatMap { mark?.value($0.value(of:)) }.flatMap { $0.isFinite ? $0 : nil }
        update(subject, moment)
    }

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        for row in 0..<plot.height {
            for column in 0..<plot.width {
                painter.frame[plot.x + column, plot.y + row] = layer[row * plot.width + column]
            }
        }
        drawNumbers(on: &painter)
        if let subject = Subject(on: track, moment.race, moment.state) { drawMark(on: &painter, subject) }
        return true
    }

    // MARK: What is drawn once

    private mutating func update(_ subject: Subject?, _ moment: Moment) {
        guard plot.width > 0, plot.height > 0 else { return }
        if picture.y == nil {
            let wanted = [Double(moment.race.revision), Double(subject?.run.row ?? -1), Double(subject?.lastStep ?? 0)]
            if rangeFor != wanted {
                rangeFor = wanted
                range = curves.range(subject)
            }
        }
        let wanted = curves.numbers(subject, revision: moment.race.revision) + [range.lowerBound, range.upperBound]
        guard !Self.areSame(drawnFor, wanted) else { return }
        drawnFor = wanted
        curves.draw(within: range, subject)
        var painter = Painter(size: plot.size, glyphs: glyphs, hiding: moment.secrets)
        drawAxes(on: &painter)
        curves.show(on: &painter)
        PlotLegend.draw(on: &painter, picture, curves)
        layer = painter.frame.cells
    }

    /// Whether numbers are the same, as those are that are not numbers.
    private static func areSame(_ left: [Double]?, _ right: [Double]) -> Bool {
        left?.count == right.count && zip(left ?? [], right).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }

    /// Where the variable is 0, and where the values are.
    private func drawAxes(on painter: inout Painter) {
        let zero = cell(0, 0)
        if let row = zero.row {
            for column in 0..<plot.width { painter.put(.horizontal, x: column, y: row, ink: .rule) }
        }
        if let column = zero.column {
            for row in 0..<plot.height {
                painter.put(row == zero.row ? .crossing : .vertical, x: column, y: row, ink: .rule)
            }
        }
    }

    /// The cell of a place within the curves' part; `nil` outside.
    private func cell(_ x: Double, _ y: Double) -> (column: Int?, row: Int?) {
        let across = picture.x.share(of: x)
        let down = (range.upperBound - y) / range.length
        return (
            across >= 0 && across < 1 ? Int(clamping: across * Double(plot.width)) : nil,
            down >= 0 && down < 1 ? Int(clamping: down * Double(plot.height)) : nil
        )
    }

    // MARK: What is drawn in every frame

    private func drawNumbers(on painter: inout Painter) {
        if plot.x > inner.x {
            let ticks = Ticks.upwards(range, rows: plot.height)
            painter.drawNumbers(
                ticks.compactMap { tick in cell(0, tick.value).row.map { ($0, tick.text) } }, leftOf: plot)
        }
        let name = " \(picture.variable) "
        painter.drawTicks(along: picture.x, below: plot, before: inner.maxX - painter.width(of: name))
        painter.write(name, right: inner.maxX, width: inner.width, y: inner.maxY, ink: .text)
    }

    /// Where the run is: a line across, and its head on every curve.
    private mutating func drawMark(on painter: inout Painter, _ subject: Subject) {
        guard plot.width > 0, plot.height > 0, let place else { return }
        let column = cell(place, 0).column
        if let column {
            for row in 0..<plot.height where painter.frame[plot.x + column, plot.y + row].scalar == " " {
                painter.put(.now, x: plot.x + column, y: plot.y + row, ink: .muted)
            }
        }
        let isLeft = place < picture.x.lowerBound
        let symbol: Symbol = column != nil ? .head(subject.run.row) : isLeft ? .leftArrow : .rightArrow
        for value in curves.values(at: place, subject) {
            guard let row = cell(0, value).row else { continue }
            painter.put(
                symbol, x: plot.x + (column ?? (isLeft ? 0 : plot.width - 1)), y: plot.y + row,
                ink: .run(subject.run.row), style: .bold)
        }
    }

    /// Where the run is.
    func note(_ moment: Moment) -> String {
        guard picture.variable != "t", let place else { return "" }
        return "\(picture.variable) = \(Format.short(place))"
    }

    // MARK: The view

    /// Over the steps a place is a step; else the view as a whole.
    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget {
        guard picture.variable == "t" else { return .view }
        return .step(min(max(0, Int(clamping: variable(at: x).rounded())), race.scene.steps))
    }

    /// The variable in the middle of a column of the screen.
    private func variable(at column: Int) -> Double {
        let share = (Double(column - plot.x) + 0.5) / Double(max(plot.width, 1))
        return picture.x.value(at: share)
    }

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Plot? {
        let shown = Domain(x: picture.x, y: range)
        let width = shown.size
        var moved = picture
        func go(_ way: Point) {
            guard let domain = shown.stretched(by: 1, movedBy: way) else { return }
            moved.x = domain.x
            if way.y != 0 { moved.y = domain.y }
        }
        switch move {
        case .pan(let direction): go(direction * width / 8)
        case .drag(let cells):
            let size = Point(Double(max(plot.width, 1)), Double(max(plot.height, 1)))
            go(Point(-Double(cells.x), Double(cells.y)) * width / size)
        case .zoom(let presses, let cell):
            let anchor = cell.map { variable(at: $0.x) } ?? anchor
            let flat = Domain(x: picture.x, y: picture.x)
            guard let x = flat.stretched(by: presses > 0 ? 1 / 1.5 : 1.5, about: [anchor, anchor])?.x else { break }
            let ratio = x.length / picture.own.length
            if ratio > 1e-9, ratio < 1e4 { moved.x = x }
        case .walk, .step, .arrows, .quantity: return nil
        }
        return moved
    }

    /// What stays where it is: the run, if it is in sight, or the middle.
    private var anchor: Double { place.flatMap { picture.x.contains($0) ? $0 : nil } ?? picture.x.middle }
}
