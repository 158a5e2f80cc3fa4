import Basics

/// What the audience sees now, and what the speaker may want to know of it.
public struct Announcement: Hashable, Sendable {
    /// The scene's name: a built-in one, or a file.
    public var scene: String
    public var title: String
    /// A sentence about it.
    public var about: String
    /// The speaker's notes, line by line.
    public var notes: [String]
    /// The scene's place in the deck, from 1, and how many scenes the deck has.
    public var place: Int
    public var count: Int
    /// The slides of the talk that it goes with.
    public var slides: [Int]
    /// The deck's title; empty for scenes that were named one by one.
    public var deck: String
    /// The title of the scene that comes next; `nil` after the last one.
    public var next: String?

    public init(
        scene: String, title: String, about: String = "", notes: [String] = [], place: Int = 1, count: Int = 1,
        slides: [Int] = [], deck: String = "", next: String? = nil
    ) {
        self.scene = scene
        self.title = title
        self.about = about
        self.notes = notes
        self.place = place
        self.count = count
        self.slides = slides
        self.deck = deck
        self.next = next
    }

    /// The place in words, as in `5/37, slides 10 and 11`; empty for a scene that is alone and goes with no slide.
    public var position: String {
        var runs: [ClosedRange<Int>] = []
        for slide in slides {
            if let last = runs.last, slide == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...slide
            } else {
                runs.append(slide...slide)
            }
        }
        let words = runs.flatMap { run in
            run.count > 2 ? ["\(run.lowerBound)–\(run.upperBound)"] : run.map { "\($0)" }
        }
        let list = words.count > 1 ? words.dropLast().joined(separator: ", ") + " and " + words.last! : words.first
        let parts = [
            count > 1 ? "\(place)/\(count)" : nil, list.map { (slides.count > 1 ? "slides " : "slide ") + $0 },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}

// MARK: JSON

extension Announcement {
    /// An object in one line.
    public var json: String { JSON.object(members) }

    var members: [(key: String, value: String)] {
        [
            ("scene", JSON.string(scene)), ("title", JSON.string(title)), ("about", JSON.string(about)),
            ("place", "\(place)"), ("count", "\(count)"), ("slides", JSON.array(slides.map { "\($0)" })),
            ("deck", JSON.string(deck)), ("notes", JSON.array(notes.map { JSON.string($0) })),
            ("next", next.map { JSON.string($0) } ?? "null"),
        ]
    }

    /// Reads a member of an object.
    ///
    /// - Returns: whether there is one of that name. One that there is not has not been read.
    mutating func read(_ key: String, from reader: inout JSONReader) throws(JSONReader.Mistake) -> Bool {
        switch key {
        case "scene": scene = try reader.string()
        case "title": title = try reader.string()
        case "about": about = try reader.string()
        case "place": place = try reader.wholeNumber()
        case "count": count = try reader.wholeNumber()
        case "deck": deck = try reader.string()
        case "slides":
            slides = []
            try reader.array { (reader) throws(JSONReader.Mistake) in slides.append(try reader.wholeNumber()) }
        case "notes":
            notes = []
            try reader.array { (reader) throws(JSONReader.Mistake) in notes.append(try reader.string()) }
        case "next": next = try reader.next() == .string ? reader.string() : reader.nothing()
        default: return false
        }
        return true
    }
}

extension JSONReader {
    /// A whole number that counts something.
    fileprivate mutating func wholeNumber() throws(Mistake) -> Int {
        let start = offset
        guard let number = Int(exactly: try number()), (1...1_000_000).contains(number) else {
            throw Mistake("this is no place and no count", at: start)
        }
        return number
    }

    /// What is not there.
    fileprivate mutating func nothing() throws(Mistake) -> String? {
        guard try next() == .word else { throw Mistake("a text or null is needed here", at: offset) }
        try skip()
        return nil
    }
}
