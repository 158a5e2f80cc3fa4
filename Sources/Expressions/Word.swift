/// A word of the language as lists and documentation have it. What declares a word for use declares it as one of these.
public struct Word: Hashable, Sendable {
    /// How it is written: `x`, `hypot(x, y)`.
    public let usage: String
    public let help: String

    public init(_ usage: String, _ help: String) {
        self.usage = usage
        self.help = help
    }

    /// The word alone, without its arguments.
    public var name: String { String(usage.prefix { $0 != "(" }) }

    /// How many arguments it is written with at most; those in square brackets may be left out.
    package var argumentCount: Int { usage.contains("(") ? 1 + usage.count { $0 == "," } : 0 }

    /// How many arguments it may be written with.
    package var argumentCounts: ClosedRange<Int> { (argumentCount - usage.count { $0 == "[" })...argumentCount }
}
