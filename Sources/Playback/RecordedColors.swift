import Canvas

/// The colours of a recording as inks: all of them, or the most frequent ones if there are more than a theme should have.
struct RecordedColors: Sendable {
    let palette: TerminalPalette
    private let colors: [RGB]
    private let inks: [RGB: Ink]

    /// How many a theme has at most beyond its own.
    static let most = 512

    /// What is counted at most, of which the most frequent are taken.
    private static let mostCounted = 20_000

    /// - Parameter output: all that is written in the recording.
    init(of output: [UInt8], palette: TerminalPalette) {
        self.palette = palette
        var counts: [RGB: Int] = [palette.text: .max, palette.ground: .max]
        var parser = OutputParser()
        var pen = Pen()
        for byte in output {
            switch parser.next(byte) {
            case .control(final: UInt8(ascii: "m")) where parser.parameters.mark == 0: pen.apply(parser.parameters)
            case .escape(between: 0, final: UInt8(ascii: "c")): pen = Pen()
            default: continue
            }
            let (text, ground) = pen.colors(palette)
            for color in [text, ground] where counts[color] != nil || counts.count < Self.mostCounted {
                counts[color] = min(counts[color] ?? 0, .max - 1) + 1
            }
        }
        let order = counts.sorted { ($0.value, $0.key.hex) > ($1.value, $1.key.hex) }.map(\.key)
        colors = Self.chosen(order)
        inks = Dictionary(uniqueKeysWithValues: colors.enumerated().map { ($1, .extra($0)) })
    }

    /// All colours, or of too many the most frequent ones, and one for each part of the cube that others are in.
    ///
    /// - Parameter order: all, the most frequent ones first.
    private static func chosen(_ order: [RGB]) -> [RGB] {
        guard order.count > most else { return order }
        let frequent = order.prefix(most / 2)
        for bits in [5, 4, 3, 2] {
            var parts: Set<SIMD3<UInt8>> = []
            let others = order.dropFirst(most / 2).filter { color in
                parts.insert(SIMD3(color.red, color.green, color.blue) &>> UInt8(clamping: 8 - bits)).inserted
            }
            if others.count <= most / 2 { return frequent + others }
        }
        return Array(frequent)
    }

    /// The ink of a colour, or of the one most like it.
    func ink(_ color: RGB) -> Ink { inks[color] ?? .extra(color.nearest(among: colors)) }

    /// A theme that has these colours beyond its own.
    func theme(beyond theme: Theme) -> Theme {
        Theme(
            name: "\(theme.name) and recorded colours", theme,
            extra: colors.map { Shade(nearest: $0, isOwn: $0 == palette.text) })
    }
}
