import Basics
import Canvas

/// Frames as one picture that moves without a script, and is its last frame where nothing moves.
///
/// A cell's look that is there from the first frame to the last is written once. Any other goes into the groups of the
/// spans that make up its time. The last frame is whole, in the order in which it is read.
struct SVGPicture: Sendable {
    private let heading: RecordingHeading
    private var theme: Theme
    private var size: Size
    private var style: SVGStyle

    private var grounds = CellLives<Int>()
    private var glyphs = CellLives<SVGGlyph>()
    /// The cells of the last frame; none if all are to be looked at.
    private var shown: [Cell] = []

    /// When the frames begin that differ from the one before, in seconds.
    private(set) var times: [Double] = []
    private var now = 0.0

    init(_ heading: RecordingHeading) {
        self.heading = heading
        theme = heading.theme
        size = heading.size
        style = SVGStyle(ground: heading.theme[.ground].rgb)
    }

    /// Uses other colours from the next frame on.
    mutating func use(_ theme: Theme) {
        if theme.name != self.theme.name { shown = [] }
        self.theme = theme
    }

    /// Adds a frame. A frame that looks like the one before only takes its time.
    mutating func add(_ frame: Frame, at seconds: Double) {
        now = max(now, seconds)
        let moment = times.count
        var isOther = moment == 0
        if moment == 0 { size = frame.size }
        if frame.size != glyphs.size {
            // On a screen of another size everything begins anew.
            grounds.clear(frame.size, at: moment)
            glyphs.clear(frame.size, at: moment)
            size = Size(width: max(size.width, frame.size.width), height: max(size.height, frame.size.height))
            shown = []
            isOther = true
        }
        for (place, cell) in frame.cells.enumerated() where shown.isEmpty || shown[place] != cell {
            let (ground, glyph) = looks(of: cell)
            if grounds.show(ground, at: place, moment: moment) { isOther = true }
            if glyphs.show(glyph, at: place, moment: moment) { isOther = true }
        }
        shown = frame.cells
        if isOther { times.append(now) }
    }

    private mutating func looks(of cell: Cell) -> (ground: Int?, glyph: SVGGlyph?) {
        let isReverse = cell.style.contains(.reverse)
        let background = theme[isReverse ? cell.ink : cell.ground].rgb
        let foreground = theme[isReverse ? cell.ground : cell.ink].rgb
        // The picture's own ground needs no paint.
        return (
            background == style.ground ? nil : style.color(background),
            SVGGlyph(cell) { style.color(foreground) }
        )
    }

    /// How long the picture moves until it ends or begins again, in seconds: the last frame is always there for a moment.
    ///
    /// - Parameter seconds: until when the last frame is shown.
    func duration(until seconds: Double) -> Double { max(seconds, now + 0.001) }

    /// The element `svg`.
    ///
    /// - Parameter seconds: until when the last frame is shown.
    func markup(until seconds: Double) -> String {
        var style = style
        var (grounds, glyphs) = (grounds, glyphs)
        let last = max(0, times.count - 1)
        grounds.end(at: last)
        glyphs.end(at: last)
        let pastGrounds = style.groups(grounds.past) { SVGPaths($0).markup }
        let pastGlyphs = style.groups(glyphs.past) { SVGPaths($0).markup + SVGTextRun.markup($0) }
        let lastGrounds = style.lastGroup(grounds.lasting) { SVGPaths($0).markup }
        let lastGlyphs = style.lastGroup(glyphs.lasting) { SVGPaths($0).markup }
        let text = SVGTextRun.lines(glyphs.lasting, lastClass: SVGStyle.last)

        let about = heading.about.isEmpty ? "" : "<desc>\(Markup.escaped(heading.about))</desc>\n"
        let movement = style.movement(times: times, duration: duration(until: seconds), loop: heading.loop)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(size.width * 8)" height="\(size.height * 16)" \
            viewBox="0 0 \(size.width * SVGShape.width) \(size.height * SVGShape.height)">
            <title>\(Markup.escaped(heading.title))</title>
            \(about)<style>
            \(style.looks)\(movement)</style>
            <rect width="100%" height="100%" fill="\(style.ground.hexadecimal)"/>
            <g shape-rendering="crispEdges">
            \(pastGrounds)\(lastGrounds)</g>
            \(pastGlyphs)\(lastGlyphs)\(text)</svg>

            """
    }
}
