import Basics
import Canvas

extension Script {
    /// The file, as a person would write it: what was done at the same time stands on one line.
    public var text: String {
        var lines: [String] = []
        if !scenes.isEmpty { lines.append("scenes: \(JSON.array(scenes.map(Self.word)))") }
        if let size { lines.append("size: \(Self.text(size, atLeast: 1))") }
        if let theme { lines.append("theme: \(theme.name)") }
        if let glyphs { lines.append("glyphs: \(glyphs.rawValue)") }
        if let trails { lines.append("trails: \(trails.rawValue)") }
        if let orbit { lines.append("orbit: \(orbit.spelledShort)") }
        switch loop {
        case .toTheEnd: lines.append("loop: true")
        case .time(let time): lines.append("loop: \(Self.seconds(time))")
        case nil: break
        }
        let bound = KeyMap.commands.compactMap { name in
            bindings[name].map { "\(name): \(JSON.array($0.map { Self.word(Self.name($0)) }))" }
        }
        if !bound.isEmpty { lines.append("bindings: {\(bound.joined(separator: ", "))}") }
        if let end { lines.append("seconds: \(Self.seconds(end))") }
        if !deeds.isEmpty { lines.append("keys:") }
        var rest = deeds[...]
        while let first = rest.first {
            let (verb, value, count) = Self.phrase(rest)
            lines.append("- {at: \(Self.seconds(first.at)), \(verb): \(value)}")
            rest = rest.dropFirst(count)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What is done first, with all of the same kind that is done at the same time; and how many deeds these are.
    private static func phrase(_ deeds: ArraySlice<Deed>) -> (verb: String, value: String, count: Int) {
        let now = deeds.prefix { $0.at == deeds.first?.at }.map(\.event)
        switch now.first {
        case .key:
            let keys = now.prefix { if case .key = $0 { true } else { false } }
            let names = keys.compactMap { if case .key(let key) = $0 { name(key) } else { nil } }
            return ("press", word(names.joined(separator: " ")), keys.count)
        case .pointer(let first):
            let pointers = now.map { if case .pointer(let pointer) = $0 { pointer } else { nil as Pointer? } }
            func isClick(_ index: Int) -> Bool {
                guard index + 1 < pointers.count, let down = pointers[index], let up = pointers[index + 1] else {
                    return false
                }
                return down.action == .press && up.action == .release && (down.x, down.y) == (up.x, up.y)
            }
            var places: [String] = []
            var index = 0
            if isClick(0) {
                while isClick(index) {
                    places.append(place(pointers[index]))
                    index += 2
                }
                return (Gesture.click.rawValue, list(places), index)
            }
            while index < pointers.count, pointers[index]?.action == first.action, !isClick(index) {
                places.append(place(pointers[index]))
                index += 1
            }
            return (Gesture(first.action).rawValue, list(places), index)
        case .resize(let size): return ("resize", text(size, atLeast: 0), 1)
        case .terminate, .wake, .lost, nil: return ("press", "\"\"", 1)
        }
    }

    private static func list(_ places: [String]) -> String { places.count == 1 ? places[0] : JSON.array(places) }

    private static func place(_ pointer: Pointer?) -> String {
        func within(_ number: Int?) -> String {
            "\(min(max(number ?? 0, places.lowerBound), places.upperBound))"
        }
        return JSON.array([within(pointer?.x), within(pointer?.y)])
    }

    private static func text(_ size: Size, atLeast least: Int) -> String {
        "\(min(max(size.width, least), Limits.width))x\(min(max(size.height, least), Limits.height))"
    }

    /// A key's name, if it is one that can be read again among others.
    private static func name(_ key: Key) -> String {
        guard let name = key.name else { return unknownKey }
        let isWritable = name.unicodeScalars.allSatisfy {
            $0.isASCII || $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.properties.isEmoji
        }
        // A mark alone would go onto the blank before it.
        return isWritable && " \(name)".count == name.count + 1 ? name : unknownKey
    }

    /// A text as YAML has it: plain if nobody can take that for anything else.
    private static func word(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_./+ ".unicodeScalars.contains($0))
            }
        return isPlain ? text : JSON.string(text)
    }

    /// Seconds with as many digits as they need.
    static func seconds(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        let microseconds = attoseconds / 1_000_000_000_000
        guard microseconds != 0 else { return "\(seconds)" }
        let digits = String(1_000_000 + microseconds).dropFirst()
        return "\(seconds)." + String(digits.reversed().drop { $0 == "0" }.reversed())
    }
}
