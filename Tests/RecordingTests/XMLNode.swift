/// A part of an XML text, read as strictly as a browser reads it: a text that is not well-formed is an error.
indirect enum XMLNode {
    case element(name: String, attributes: [String: String], children: [XMLNode])
    case text(String)

    struct Mistake: Error {
        let what: String
        let rest: String
    }

    init(parsing text: String) throws {
        var parser = Parser(rest: text.unicodeScalars[...])
        self = try parser.element()
        parser.skipBlanks()
        guard parser.rest.isEmpty else { throw Mistake(what: "something after the end", rest: String(parser.rest)) }
    }

    /// All elements, this one first.
    var elements: [(name: String, attributes: [String: String])] {
        guard case .element(let name, let attributes, let children) = self else { return [] }
        return [(name, attributes)] + children.flatMap(\.elements)
    }

    /// All text in it.
    var content: String {
        switch self {
        case .text(let text): text
        case .element(_, _, let children): children.map(\.content).joined()
        }
    }

    /// The first element of a name.
    func first(_ wanted: String) -> XMLNode? {
        guard case .element(let name, _, let children) = self else { return nil }
        if name == wanted { return self }
        for child in children { if let found = child.first(wanted) { return found } }
        return nil
    }

    private struct Parser {
        var rest: Substring.UnicodeScalarView

        func mistake(_ what: String) -> Mistake { Mistake(what: what, rest: String(rest.prefix(40))) }

        mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\n" } }

        mutating func take(_ wanted: String) -> Bool {
            guard rest.starts(with: wanted.unicodeScalars) else { return false }
            rest.removeFirst(wanted.unicodeScalars.count)
            return true
        }

        mutating func name() throws -> String {
            let name = rest.prefix { $0.properties.isAlphabetic || "-:0123456789".unicodeScalars.contains($0) }
            guard !name.isEmpty else { throw mistake("a name is missing") }
            rest.removeFirst(name.count)
            return String(name)
        }

        mutating func text(until end: Unicode.Scalar) throws -> String {
            var text = String.UnicodeScalarView()
            while let scalar = rest.first, scalar != end {
                rest.removeFirst()
                switch scalar {
                case "<": throw mistake("< in a text")
                case "&":
                    let entities: [(String, Unicode.Scalar)] = [
                        ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""),
                    ]
                    guard let entity = entities.first(where: { rest.starts(with: $0.0.unicodeScalars) }) else {
                        throw mistake("an unknown entity")
                    }
                    rest.removeFirst(entity.0.unicodeScalars.count)
                    text.append(entity.1)
                case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"...:
                    text.append(scalar)
                default: throw mistake("a character that XML has not")
                }
            }
            return String(text)
        }

        mutating func element() throws -> XMLNode {
            guard take("<") else { throw mistake("an element is missing") }
            let name = try name()
            var attributes: [String: String] = [:]
            while true {
                skipBlanks()
                if take("/>") { return .element(name: name, attributes: attributes, children: []) }
                if take(">") { break }
                let key = try self.name()
                guard take("=\"") else { throw mistake("an attribute without a value") }
                guard attributes.updateValue(try text(until: "\""), forKey: key) == nil, take("\"") else {
                    throw mistake("an attribute twice, or without an end")
                }
            }
            var children: [XMLNode] = []
            while !take("</") {
                guard let next = rest.first else { throw mistake("an element without an end") }
                children.append(next == "<" ? try element() : .text(try text(until: "<")))
            }
            guard take(name + ">") else { throw mistake("'\(name)' is not what ends here") }
            return .element(name: name, attributes: attributes, children: children)
        }
    }
}
