import Basics
import Expressions

/// What is wrong with a recording's file: where, and what would be right.
public struct RecordingMistake: Error, Sendable, CustomStringConvertible {
    private let diagnostic: Diagnostic
    /// The line that is meant.
    private let line: String

    public var description: String { diagnostic.description }

    /// - Parameter offset: the place in bytes.
    init(_ message: String, in bytes: [UInt8], at offset: Int) {
        let offset = min(max(offset, 0), bytes.count)
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        // What is far behind the place is of no use.
        let end = bytes[offset...].prefix(400).firstIndex(of: newline) ?? min(offset + 400, bytes.count)
        let number = bytes[..<start].count { $0 == newline } + 1
        let column = String(decoding: bytes[start..<offset], as: UTF8.self).count + 1
        line = String(decoding: bytes[start..<end], as: UTF8.self)
        diagnostic = Diagnostic(message, at: SourceLocation(line: number, column: column))
    }

    /// The message as compilers write it, with the line, and a caret under the place.
    public func rendered(file: String) -> String { diagnostic.rendered(file: file, line: line[...]) }
}
