import Canvas
import Testing

@testable import Recording

/// What a picture shows at a time, cell by cell, by the rules of SVG and CSS as far as the picture uses them.
struct SVGScreen: Equatable {
    struct Place: Hashable {
        let x: Int
        let y: Int
    }

    struct Look: Equatable {
        /// A text, `dots` with their number, or the class and the data of a path.
        var glyph: String
        var color: String
        var isBold: Bool
    }

    var glyphs: [Place: Look] = [:]
    var grounds: [Place: String] = [:]

    /// What a frame has to look like.
    init(_ frame: Frame, theme: Theme, ground: RGB) {
        for y in 0..<frame.size.height {
            for x in 0..<frame.size.width {
                let cell = frame[x, y]
                let isReverse = cell.style.contains(.reverse)
                let (front, back) = (theme[cell.ink].rgb.hexadecimal, theme[cell.ground].rgb.hexadecimal)
                if (isReverse ? front : back) != ground.hexadecimal {
                    grounds[Place(x: x, y: y)] = isReverse ? front : back
                }
                guard cell.scalar != " ", cell.scalar != "\u{2800}", !cell.isContinuation else { continue }
                let glyph =
                    switch SVGShape(cell.scalar) {
                    case .dots(let mask): "dots \(mask)"
                    case .rule(let stroke): "\(stroke.rawValue) m0 4h4"
                    case .path(let stroke, let path): "\(stroke.rawValue) \(path)"
                    case nil: String(String.UnicodeScalarView(cell.scalars(colors: .exact)))
                    }
                let isText = SVGShape(cell.scalar) == nil
                glyphs[Place(x: x, y: y)] = Look(
                    glyph: glyph, color: isReverse ? back : front, isBold: isText && cell.style.contains(.bold))
            }
        }
    }

    /// What a picture shows.
    ///
    /// - Parameter share: how much of its time has gone by; `nil` where nothing moves.
    init(_ picture: XMLNode, at share: Double?) throws {
        let style = try #require(picture.first("style")).content
        var reader = Reader(style: SVGStyleSheet(style), share: share)
        try reader.read(picture, isVisible: true, isGround: false, parent: [:])
        glyphs = reader.screen.glyphs
        grounds = reader.screen.grounds
    }

    private init() {}

    private struct Reader {
        let style: SVGStyleSheet
        let share: Double?
        var screen = SVGScreen()

        mutating func read(
            _ node: XMLNode, isVisible: Bool, isGround: Bool, parent: [String: String]
        ) throws {
            guard case .element(let name, var attributes, let children) = node else { return }
            let classes = attributes["class", default: ""].split(separator: " ").map(String.init)
            let isVisible = style.isVisible(classes, at: share) ?? isVisible
            attributes["y"] = attributes["y"] ?? parent["y"]
            switch name {
            case "path" where isVisible: try readPath(attributes, classes, isGround)
            case "text", "tspan":
                let text = children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
                if isVisible, text.contains(where: { $0 != " " }) { try readText(text, attributes, classes) }
            default: break
            }
            for child in children {
                try read(
                    child, isVisible: isVisible, isGround: isGround || attributes["shape-rendering"] != nil,
                    parent: attributes)
            }
        }

        private mutating func readText(_ text: String, _ attributes: [String: String], _ classes: [String]) throws {
            let places = try #require(attributes["x"]).split(separator: " ").map { Int($0)! }
            let row = (Int(attributes["y"]!)! - 6) / 8
            // One character has its marks with it.
            let characters =
                places.count == 1 ? [text] : text.unicodeScalars.map { String($0) }
            #expect(characters.count == places.count && text.first != " " && text.last != " " && !text.contains("  "))
            for (place, character) in zip(places, characters) where character != " " {
                try put(character, x: place / 4, y: row, classes)
            }
        }

        private mutating func put(_ glyph: String, x: Int, y: Int, _ classes: [String]) throws {
            let look = Look(glyph: glyph, color: try style.color(classes), isBold: classes.contains("s"))
            #expect(screen.glyphs.updateValue(look, forKey: Place(x: x, y: y)) == nil, "\(x), \(y) twice")
        }

        private mutating func readPath(
            _ attributes: [String: String], _ classes: [String], _ isGround: Bool
        ) throws {
            let data = try #require(attributes["d"])
            if classes[0] == "d" { return try readDots(data, classes) }
            for part in data.split(separator: "M") {
                let match = try #require(part.wholeMatch(of: /(\d+) (\d+)(.*)/))
                let (x, y) = (Int(match.1)! / 4, Int(match.2)! / 8)
                if isGround {
                    let width = try #require(match.3.wholeMatch(of: /h(\d+)v8h-(\d+)z/))
                    #expect(width.1 == width.2)
                    for column in x..<(x + Int(width.1)! / 4) {
                        let place = Place(x: column, y: y)
                        #expect(screen.grounds.updateValue(try style.color(classes), forKey: place) == nil)
                    }
                } else if let rule = match.3.wholeMatch(of: /m0 4h(\d+)/) {
                    for column in x..<(x + Int(rule.1)! / 4) {
                        try put("\(classes[0]) m0 4h4", x: column, y: y, classes)
                    }
                } else {
                    try put("\(classes[0]) \(match.3)", x: x, y: y, classes)
                }
            }
        }

        private mutating func readDots(_ data: String, _ classes: [String]) throws {
            var masks: [Place: UInt8] = [:]
            var (x, y) = (0, 0)
            var end = data.startIndex
            for match in data.matches(of: /([Mm])(-?\d+) ?(-?\d+)h0/) {
                #expect(match.range.lowerBound == end)
                end = match.range.upperBound
                (x, y) = match.1 == "M" ? (Int(match.2)!, Int(match.3)!) : (x + Int(match.2)!, y + Int(match.3)!)
                let bit = DotShape.braille.bit(column: x % 4 / 2, row: y % 8 / 2)
                masks[Place(x: x / 4, y: y / 8), default: 0] |= bit
            }
            #expect(end == data.endIndex)
            for (place, mask) in masks { try put("dots \(mask)", x: place.x, y: place.y, classes) }
        }
    }
}

/// The rules of a picture's style that say colours and times.
struct SVGStyleSheet {
    let duration: Double
    let count: String
    private let text: String
    private var keyframes: [String: [(offset: Double, isVisible: Bool)]] = [:]

    init(_ text: String) {
        self.text = text
        let animation = text.firstMatch(of: /animation:z (\S+)s step-start (\w+)/)
        duration = animation.flatMap { Double($0.1) } ?? 0
        count = animation.map { String($0.2) } ?? ""
        for rule in text.matches(of: /@keyframes (\w+)\{((?:[\d.,%]+\{\w+:\w+\})+)\}/) {
            for frame in rule.2.matches(of: /([\d.,%]+)\{visibility:(\w+)\}/) {
                for offset in frame.1.split(separator: ",") {
                    keyframes[String(rule.1), default: []].append(
                        (Double(offset.dropLast())! / 100, frame.2 == "visible"))
                }
            }
        }
    }

    /// All that any part begins or ends with, in seconds.
    var times: [Double] { keyframes.values.flatMap { $0.map { $0.offset * duration } }.filter { $0 > 0 } }

    func color(_ classes: [String]) throws -> String {
        let name = try #require(classes.first { $0.first == "c" })
        return String(try #require(text.firstMatch(of: try Regex("\\.\(name)\\{color:(#\\w+)\\}"))?[1].substring))
    }

    /// Whether something with classes of its own is visible; `nil` if its parent says it.
    func isVisible(_ classes: [String], at share: Double?) -> Bool? {
        guard let name = classes.last, name.first == "t" || name == "z" else { return nil }
        let rest = name == "z"
        guard let share, let frames = keyframes[name] else { return rest }
        // Each step is made at its beginning.
        return (frames + [(1, rest)]).first { $0.offset > share }?.isVisible ?? rest
    }
}
