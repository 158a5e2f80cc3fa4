import Basics
import Expressions

/// What a deck's file says: which scenes go with which slides.
///
///     title: Optimization
///     slides:
///       - long-valley
///       - {scene: my-scene.yaml, slide: 17}
public struct DeckFile: Sendable {
    public struct Entry: Sendable {
        /// A built-in scene's name, or a file's; its path begins at the deck's folder.
        public let scene: String
        public let numbers: [Int]
        /// Where the deck names it.
        public let location: SourceLocation
    }

    public let title: String
    /// At least one.
    public let entries: [Entry]

    /// Whether a text is meant as a deck, and not as a scene.
    public static func isDeck(_ text: String) -> Bool {
        text.lines.contains { line in
            guard let colon = line.firstIndex(of: ":") else { return false }
            return line[..<colon].trimmingSuffix(while: \.isWhitespace) == "slides"
        }
    }

    /// - Throws: a ``Diagnostic`` with the place in `text`.
    public init(parsing text: String, origin: String) throws(Diagnostic) {
        guard let root = try Field(parsing: text) else { throw Diagnostic("the file is empty") }
        let deck = try root.record("a deck", keys: Keys.deck, required: ["slides"])
        title = try deck["title"]?.line("'title'") ?? origin
        let slides = try deck["slides"]!.list("'slides'", ofWords: true)
        guard !slides.isEmpty else { throw deck["slides"]!.error("a deck has one slide at least") }
        guard slides.count <= Limits.slides else {
            throw slides[Limits.slides].error("a deck has at most \(Limits.slides) slides")
        }
        var entries: [Entry] = []
        for slide in slides { entries.append(try Self.entry(slide)) }
        self.entries = entries
    }

    private static func entry(_ field: Field) throws(Diagnostic) -> Entry {
        guard field.node.mapping != nil else {
            return Entry(scene: try field.line("a scene"), numbers: [], location: field.location)
        }
        let slide = try field.record("a slide", keys: Keys.slide, required: ["scene"])
        var numbers: [Int] = []
        if let field = slide["slide"] {
            for number in field.node.sequence == nil ? [field] : try field.list("'slide'") {
                numbers.append(try number.integer("a slide's number", in: 1...Limits.slideNumber))
            }
        }
        let scene = slide["scene"]!
        return Entry(scene: try scene.line("'scene'"), numbers: numbers, location: scene.location)
    }
}
