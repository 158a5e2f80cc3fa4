import Basics
import Canvas

/// Frames as one picture that moves without a script, and is its last frame where nothing moves.
///
/// What a frame ends goes into a group that is hidden from that moment on, and in there into one that is hidden until
/// the moment at which it began. What never changes is written once, and so is what is there in the end, in the order
/// in which it is read.
struct SVGPicture: Sendable {
    private let heading: RecordingHeading
    private var theme: Theme
    private var size: Size
    private var style: SVGStyle

    private var grounds = CellLives<Int>()
    private var glyphs = CellLives<SVGGlyph>()
    /// The markup of what has ended. Grounds lie under all glyphs.
    private var groundMarkup = ""
    private var glyphMarkup = ""
    /// The cells of the last frame; none if all are to be looked at.
    private var shown: [Cell] = []

    /// When the frames begin that differ from the one before, in seconds.
    private(set) var times: [Double] = []
    private var now = 0.0

    init(_ heading: RecordingHeading) {
        self.heading = heading
        theme = heading.theme
        size = Size(width: 0, height: 0)
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
        var endedGrounds: [CellLives<Int>.Life] = []
        var endedGlyphs: [CellLives<SVGGlyph>.Life] = []
        if frame.size != glyphs.size {
            // On a screen of another size everything begins anew.
            (endedGrounds, endedGlyphs) = (grounds.lasting, glyphs.lasting)
            grounds.clear(frame.size)
            glyphs.clear(frame.size)
            size = Size(width: max(size.width, frame.size.width), height: max(size.height, frame.size.height))
            shown = []
            isOther = true
        }
        for (place, cell) in frame.cells.enumerated() where shown.isEmpty || shown[place] != cell {
            let (ground, glyph) = looks(of: cell)
            let groundChange = grounds.show(ground, at: place, moment: moment)
            let glyphChange = glyphs.show(glyph, at: place, moment: moment)
            if let ended = groundChange.ended { endedGrounds.append(ended) }
            if let ended = glyphChange.ended { endedGlyphs.append(ended) }
            isOther = isOther || groundChange.isOther || glyphChange.isOther
        }
        shown = frame.cells
        if isOther { times.append(now) }
        style.end(endedGrounds, at: moment, in: &groundMarkup) { SVGPaths($0).markup }
        style.end(endedGlyphs, at: moment, in: &glyphMarkup) { SVGPaths($0).markup + SVGTextRun.markup($0) }
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
        var lastingGrounds = ""
        style.begin(grounds.lasting, in: &lastingGrounds) { SVGPaths($0).markup }
        var lastingGlyphs = ""
        let lasting = glyphs.lasting
        style.begin(lasting, in: &lastingGlyphs) { SVGPaths($0).markup }
        lastingGlyphs += SVGTextRun.lines(lasting) { style.className(start: $0) }

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
            <g class="e">
            \(groundMarkup)</g>
            \(lastingGrounds)</g>
            <g class="e">
            \(glyphMarkup)</g>
            \(lastingGlyphs)</svg>

            """
    }
}
