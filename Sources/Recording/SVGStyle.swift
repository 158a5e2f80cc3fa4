import Basics
import Canvas

/// The colours of a picture, and when its parts are shown.
///
/// A class `cN` is a colour, `tN` what is shown in one span of time, `z` what is shown in the last frame only. All are
/// hidden and shown by keyframes of CSS; without them the picture is its last frame.
struct SVGStyle: Sendable {
    /// What the picture is painted on.
    let ground: RGB
    private var colors: [RGB] = []
    private var indices: [RGB: Int] = [:]
    /// The spans of the classes `tN`.
    private var spans: [SVGSpan: Int] = [:]

    init(ground: RGB) { self.ground = ground }

    /// The index of a colour, in the order in which they are first used.
    mutating func color(_ color: RGB) -> Int {
        if let index = indices[color] { return index }
        indices[color] = colors.count
        colors.append(color)
        return colors.count - 1
    }

    // MARK: Parts

    static let last = "z"

    /// What is shown for a while, in one group for each span.
    mutating func groups<Look>(
        _ past: [SVGSpan: [CellLives<Look>.Life]], content: ([CellLives<Look>.Life]) -> String
    ) -> String {
        past.sorted { $0.key < $1.key }.reduce(into: "") { markup, group in
            let number = spans[group.key] ?? spans.count
            spans[group.key] = number
            // In one group all is there at the same time: what was left and right of each other is one text.
            let lives = group.value.map { life in
                var life = life
                life.start = group.key.start
                return life
            }
            let sorted = lives.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
            markup += "<g class=\"t t\(number)\">\(content(sorted))</g>\n"
        }
    }

    /// What is there in the end: what was there from the beginning, and what only the last frame has.
    func lastGroup<Look>(
        _ lasting: [CellLives<Look>.Life], content: ([CellLives<Look>.Life]) -> String
    ) -> String {
        let last = lasting.filter { $0.start > 0 }
        return content(lasting.filter { $0.start == 0 })
            + (last.isEmpty ? "" : "<g class=\"\(Self.last)\">\(content(last))</g>") + "\n"
    }

    // MARK: The style sheet

    /// Fonts and colours. A cell is 4 units wide, as a letter of 6.6 units is in most fonts.
    var looks: String {
        var sheet = """
            svg{font:6.6px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
            text{fill:currentColor}
            .s{font-weight:bold}
            .b,.f{fill:currentColor}
            .b{shape-rendering:crispEdges}
            .d,.l,.h{fill:none;stroke:currentColor}
            .d{stroke-width:1.2;stroke-linecap:round}
            .l{stroke-width:.6;stroke-linecap:square}
            .h{stroke-width:1.2}

            """
        for (index, color) in colors.enumerated() { sheet += ".c\(index){color:\(color.hexadecimal)}\n" }
        return sheet
    }

    /// Keyframes for every span. Every step of theirs is made at its beginning (`step-start`): the value at a time holds
    /// up to it, and right after it the next one.
    ///
    /// - Parameters:
    ///   - times: when the moments are, in seconds.
    ///   - loop: how often all is shown; `nil` for ever.
    func movement(times: [Double], duration: Double, loop: Int?) -> String {
        guard times.count > 1 else { return "" }
        let count = loop.map { String(max(1, $0)) } ?? "infinite"
        let shares = times.map { Self.decimal($0 / duration * 100) + "%" }
        func hidden(until moment: Int) -> String {
            (moment == 0 ? "0%" : "0%,\(shares[moment])") + "{visibility:hidden}"
        }
        var sheet = """
            .t{visibility:hidden}
            .t,.\(Self.last){animation:\(Self.last) \(Self.decimal(duration))s step-start \(count)}
            @keyframes \(Self.last){\(hidden(until: times.count - 1))}

            """
        for (span, number) in spans.sorted(by: { $0.value < $1.value }) {
            sheet += ".t\(number){animation-name:t\(number)}"
            sheet += "@keyframes t\(number){\(hidden(until: span.start))\(shares[span.end]){visibility:visible}}\n"
        }
        return sheet + "@media(prefers-reduced-motion:reduce){svg:not([data-seek]) *{animation:none!important}}\n"
    }

    /// A number with six decimals at most: shares of an hour are exact to a ten-thousandth of a second.
    private static func decimal(_ number: Double) -> String { ((number * 1e6).rounded() / 1e6).spelled }
}
