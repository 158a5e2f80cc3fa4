/// Leaves out colours that are set already: ncurses sets foreground and background whenever either changes, which is a
/// third of all that a frame takes.
struct ColorFilter {
    private(set) var output: [UInt8] = []
    /// The parameters of the last sequence that set a foreground, and a background; empty where that is not certain.
    private var foreground: ArraySlice<UInt8> = []
    private var background: ArraySlice<UInt8> = []

    /// What of a frame need be written. Nothing is taken for granted about colours before it.
    mutating func filter(_ bytes: [UInt8]) {
        output.removeAll(keepingCapacity: true)
        foreground = []
        background = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") else {
                output.append(bytes[index])
                index += 1
                continue
            }
            var end = index + 2
            while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
            guard end < bytes.count else { break }
            let parameters = bytes[(index + 2)..<end]
            if bytes[end] != UInt8(ascii: "m") || isNews(parameters) { output += bytes[index...end] }
            index = end + 1
        }
        output += bytes[index...]
    }

    /// Whether a rendition is another one than is set.
    private mutating func isNews(_ parameters: ArraySlice<UInt8>) -> Bool {
        switch parameters.prefix(3) {
        case [0x33, 0x38, 0x3B]:
            guard foreground != parameters else { return false }
            foreground = parameters
        case [0x34, 0x38, 0x3B]:
            guard background != parameters else { return false }
            background = parameters
        default:
            // It may have set anything.
            foreground = []
            background = []
        }
        return true
    }
}
