import Basics
import Canvas
import Expressions
import Scenes

extension Script {
    /// Reads a script, as in
    ///
    ///     size: 100x30
    ///     keys:
    ///     - {at: 1.5, press: e e E space}
    ///     - {at: 3, click: [40, 12]}
    ///
    /// - Throws: what is wrong first, and where.
    public init(parsing text: String) throws(Diagnostic) {
        self.init()
        guard let root = try Field(parsing: text) else { return }
        var ending: Field?
        for (key, name, value) in try root.entries("a script") {
            switch name {
            case "scenes":
                for scene in try value.list("'scenes'", ofWords: true) { scenes.append(try scene.line("a scene")) }
            case "size": size = try value.size(atLeast: 1)
            case "theme": theme = try value.theme()
            case "glyphs": glyphs = try value.glyphs()
            case "trails": trails = try value.trails()
            case "orbit": orbit = try value.number("'orbit'", in: Limits.orbit, "degrees a second")
            case "loop": loop = try value.loop()
            case "seconds":
                end = try value.time("'seconds'")
                ending = value
            case "bindings": bindings = try value.bindings { (error) throws(Diagnostic) in throw error }
            case "keys": try readDeeds(value)
            default:
                throw key.error("a script has no '\(name)'" + Suggestion.hint(for: name, among: Self.names))
            }
        }
        if let end, let last = deeds.last?.at, last > end, let ending {
            throw ending.error("'seconds' ends the script before its last key, at \(Self.seconds(last))")
        }
    }

    private static let names = [
        "scenes", "size", "theme", "glyphs", "trails", "orbit", "loop", "bindings", "seconds", "keys",
    ]

    /// A list of what is done, each with its time, or a mapping from times to keys.
    private mutating func readDeeds(_ field: Field) throws(Diagnostic) {
        if field.node.mapping != nil {
            for (key, _, value) in try field.entries("'keys'") {
                let time = try readTime(key)
                if value.node.mapping == nil {
                    try readKeys(value, at: time)
                } else {
                    for (key, name, value) in try value.entries("a time") { try read(name, key, value, at: time) }
                }
            }
            return
        }
        for item in try field.list("'keys'") {
            let entries = try item.entries("an item of 'keys'")
            guard let at = entries.first(where: { $0.name == "at" }) else {
                throw item.error("this needs 'at', the time in seconds, as in {at: 1.5, press: e}")
            }
            let time = try readTime(at.value)
            for (key, name, value) in entries where name != "at" { try read(name, key, value, at: time) }
        }
    }

    private func readTime(_ field: Field) throws(Diagnostic) -> Duration {
        let time = try field.time("a time")
        if let last = deeds.last?.at, time < last {
            throw field.error("times must not go back: \(Self.seconds(time)) is before \(Self.seconds(last))")
        }
        return time
    }

    private mutating func read(_ name: String, _ key: Field, _ value: Field, at time: Duration) throws(Diagnostic) {
        if name == "press" {
            try readKeys(value, at: time)
        } else if name == "resize" {
            try add(.resize(value.size(atLeast: 0)), at: time, about: value)
        } else if let gesture = Gesture(rawValue: name) {
            for pointer in gesture.pointers(try value.places("'\(name)'")) {
                try add(.pointer(pointer), at: time, about: value)
            }
        } else {
            throw key.error("nothing called '\(name)' can be done" + Suggestion.hint(for: name, among: Self.verbs))
        }
    }

    private mutating func add(_ event: Event, at time: Duration, about field: Field) throws(Diagnostic) {
        guard deeds.count < Limits.deeds else {
            throw field.error("a script has at most \(Limits.deeds) keys and reports of the mouse")
        }
        add(event, at: time)
    }

    private mutating func readKeys(_ field: Field, at time: Duration) throws(Diagnostic) {
        try field.eachWord("'press'", as: "keys, as in e e E space") { (name) throws(Diagnostic) in
            try add(.key(name == Self.unknownKey ? .unknown : .named(name)), at: time, about: field)
        }
    }
}

extension Field {
    /// A time in seconds, to the microsecond.
    fileprivate func time(_ what: String) throws(Diagnostic) -> Duration {
        let seconds = try number(what, in: 0...Double(Limits.frames), "seconds")
        return .microseconds(Int(clamping: (seconds * 1_000_000).rounded()))
    }

    fileprivate func number(
        _ what: String, in range: ClosedRange<Double>, _ unit: String
    ) throws(Diagnostic) -> Double {
        let number = try number(what)
        guard range.contains(number) else {
            throw error(
                "\(what) must be from \(range.lowerBound.spelledShort) to \(range.upperBound.spelledShort) \(unit)")
        }
        return number
    }

    /// `true`, or how long each scene is shown.
    fileprivate func loop() throws(Diagnostic) -> SceneLoop.Length {
        if (try? line("'loop'")) == "true" { return .toTheEnd }
        return .time(.seconds(try number("'loop'", in: Limits.showing, "seconds, or true")))
    }

    /// Columns and rows, as in 100x30.
    fileprivate func size(atLeast least: Int) throws(Diagnostic) -> Size {
        let numbers = try string("a size").split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0, radix: 10)
        }
        guard numbers.count == 2, let width = numbers[0], let height = numbers[1],
            (least...Limits.width).contains(width), (least...Limits.height).contains(height)
        else {
            throw error("a size is columns and rows, as in 100x30, at most \(Limits.width)x\(Limits.height)")
        }
        return Size(width: width, height: height)
    }

    /// A column and a row of the screen, or a list of such pairs.
    fileprivate func places(_ what: String) throws(Diagnostic) -> [SIMD2<Int>] {
        let items = try list(what)
        guard let first = items.first else {
            throw error("\(what) must be a column and a row, as in [40, 12], or a list of such places")
        }
        if first.node.sequence == nil { return [try place(what)] }
        var places: [SIMD2<Int>] = []
        for item in items { places.append(try item.place(what)) }
        return places
    }

    private func place(_ what: String) throws(Diagnostic) -> SIMD2<Int> {
        let numbers = try list(what)
        guard numbers.count == 2 else {
            throw error("\(what) must be a column and a row, as in [40, 12], counted from 0, or a list of such places")
        }
        return SIMD2(
            try numbers[0].integer("a column", in: Script.places), try numbers[1].integer("a row", in: Script.places))
    }
}
