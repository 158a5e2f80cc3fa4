/// The commands that were given, the last one last.
public struct CommandHistory: Sendable, Equatable {
    public private(set) var entries: [String]

    /// More are not kept.
    public static let most = 500

    public init(_ entries: [String] = []) { self.entries = Array(entries.suffix(Self.most)) }

    /// Notes a command; what was given before stands there once.
    mutating func add(_ command: String) {
        entries.removeAll { $0 == command }
        entries = Array((entries + [command]).suffix(Self.most))
    }

    /// The last one before a place, or the next one after it, that begins so; `nil` where there is none.
    func entry(beginning prefix: String, from place: Int?, by step: Int) -> Int? {
        var index = (place ?? entries.count) + step
        while entries.indices.contains(index) {
            if entries[index].hasPrefix(prefix) { return index }
            index += step
        }
        return nil
    }
}
