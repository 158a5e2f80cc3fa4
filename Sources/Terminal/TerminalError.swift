/// Why the terminal cannot be used, in one line.
public struct TerminalError: Error, CustomStringConvertible {
    public let description: String
}
