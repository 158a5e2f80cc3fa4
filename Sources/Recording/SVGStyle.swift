import Basics
import Canvas

/// The colours of a picture, and the moments at which its parts appear and disappear.
///
/// A class `cN` is a colour, `aN` what appears at moment N, `bN` what disappears at it. All are hidden and shown by
/// keyframes of CSS; without them what disappears is hidden, so that a picture at rest is its last frame.
struct SVGStyle: Sendable {
    /// What the picture is painted on.
    let ground: RGB
    private var colors: [RGB] = []
    private var indices: [RGB: Int] = [:]
    private var starts: Set<Int> = []
    private var ends: Set<Int> = []

    init(ground: RGB) { self.ground = ground }

    /// The index of a colour, in the order in which they are first used.
    mutating func color(_ color: RGB) -> Int {
        if let index = indices[color] { return index }
        indices[color] = colors.count
        colors.append(color)
        return colors.count - 1
    }

    // MARK: Appearing and disappearing

    /// Writes what has ended at a moment.
    mutating func end<Look>(
        _ lives: [CellLives<Look>.Life], at moment: Int, in markup: inout String,
        content: ([CellLives<Look>.Life]) -> String
    ) {
        guard !lives.isEmpty else { return }
        ends.insert(moment)
        markup += "<g class=\"b\(moment)\">"
        begin(lives, in: &markup, content: content)
        markup += "</g>\n"
    }

    /// Writes what begins, each at its moment.
    mutating func begin<Look>(
        _ lives: [CellLives<Look>.Life], in markup: inout String, content: ([CellLives<Look>.Life]) -> String
    ) {
        for (start, lives) in Dictionary(grouping: lives, by: \.start).sorted(by: { $0.key < $1.key }) {
            let content = content(lives)
            guard !content.isEmpty else { continue }
            let name = className(start: start)
            markup += name.isEmpty ? content : "<g class=\"\(name)\">\(content)</g>"
        }
    }

    /// The class of what appears at a moment; none for what is there from the beginning.
    mutating func className(start: Int) -> String {
        guard start > 0 else { return "" }
        starts.insert(start)
        return "a\(start)"
    }

    // MARK: The style sheet

    /// Fonts and colours. A cell is 4 units wide, as a letter of 6.6 units is in most fonts.
    var looks: String {
        var sheet = """
            svg{font:6.6px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
            text{fill:currentColor}
            .s{font-weight:bold}
            .f{fill:currentColor}
            .d,.l,.h{fill:none;stroke:currentColor}
            .d{stroke-width:1.2;stroke-linecap:round}
            .l{stroke-width:.6;stroke-linecap:square}
            .h{stroke-width:1.2}

            """
        for (index, color) in colors.enumerated() { sheet += ".c\(index){color:\(color.hexadecimal)}\n" }
        return sheet
    }

    /// Keyframes for every moment. Every step of theirs is made at its beginning (`step-start`): the value at a moment
    /// holds up to it, and right after it what holds without keyframes.
    ///
    /// - Parameters:
    ///   - times: when the moments are, in seconds.
    ///   - loop: how often all is shown; `nil` for ever.
    func movement(times: [Double], duration: Double, loop: Int?) -> String {
        guard !starts.isEmpty || !ends.isEmpty else { return "" }
        let count = loop.map { String(max(1, $0)) } ?? "infinite"
        var sheet = """
            .e>g{visibility:hidden}
            [class*=a],[class^=b]{animation:\(Self.decimal(duration))s step-start \(count)}

            """
        for moment in starts.union(ends).sorted() {
            let share = Self.decimal(times[moment] / duration * 100)
            if starts.contains(moment) { sheet += Self.rule("a\(moment)", share, "hidden") }
            if ends.contains(moment) { sheet += Self.rule("b\(moment)", share, "visible") }
        }
        return sheet + "@media(prefers-reduced-motion:reduce){svg:not([data-seek]) *{animation:none!important}}\n"
    }

    private static func rule(_ name: String, _ share: String, _ visibility: String) -> String {
        ".\(name){animation-name:\(name)}@keyframes \(name){0%,\(share)%{visibility:\(visibility)}}\n"
    }

    /// A number with six decimals at most: shares of an hour are exact to a ten-thousandth of a second.
    private static func decimal(_ number: Double) -> String { ((number * 1e6).rounded() / 1e6).spelled }
}
