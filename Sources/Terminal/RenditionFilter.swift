import Canvas

/// Rewrites what ncurses sends for colours and attributes as the least that changes them.
///
/// To end bold ncurses resets everything and sets both colours anew, and it sets both where one changes: a third of all
/// that a frame takes.
struct RenditionFilter {
    private(set) var output: [UInt8] = []
    /// What the terminal has; `nil` if that is not certain.
    private var actual: Rendition?
    /// What is to be had from the next visible character on.
    private var wanted = Rendition()

    /// What the terminal has is not certain any more: somebody else may have written to it.
    mutating func forget() { actual = nil }

    /// What of a frame need be written.
    ///
    /// - Parameter isLast: whether somebody else writes next, so that every change must be made now.
    mutating func filter(_ bytes: [UInt8], isLast: Bool) {
        output.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B else {
                // Moves within a line need no colour.
                if bytes[index] != 0x08, bytes[index] != 0x0D { change() }
                output.append(bytes[index])
                index += 1
                continue
            }
            index = escape(bytes, from: index)
        }
        if isLast { change() }
    }

    /// Takes an escape sequence. - Returns: where it ends.
    private mutating func escape(_ bytes: [UInt8], from start: Int) -> Int {
        // The character set that is always the one in use.
        if bytes[start...].starts(with: [0x1B, UInt8(ascii: "("), UInt8(ascii: "B")]) { return start + 3 }
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else {
            change()
            output.append(bytes[start])
            return start + 1
        }
        var end = start + 2
        while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
        guard end < bytes.count else {
            output += bytes[start...]
            return bytes.count
        }
        let parameters = bytes[(start + 2)..<end]
        if bytes[end] == UInt8(ascii: "m") {
            guard !take(parameters) else { return end + 1 }
            // A rendition that is not known here.
            change()
            actual = nil
        } else if !Self.moves.contains(bytes[end]) {
            // Erasing fills with the background.
            change()
        }
        output += bytes[start...end]
        return end + 1
    }

    /// Cursor moves and modes.
    private static let moves = Set("ABCDEFGHdfhl".utf8)

    /// Adds to what is wanted. - Returns: whether all of it is known.
    private mutating func take(_ parameters: ArraySlice<UInt8>) -> Bool {
        var next = wanted
        var codes = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        while let code = codes.popFirst() {
            switch Int(String(decoding: code, as: UTF8.self)) ?? (code.isEmpty ? 0 : -1) {
            case 0: next = Rendition()
            case 1: next.isBold = true
            case 2: next.isDim = true
            case 7: next.isReverse = true
            case 22: (next.isBold, next.isDim) = (false, false)
            case 27: next.isReverse = false
            case 30...37, 39, 90...97: next.foreground = Array(code)
            case 40...47, 49, 100...107: next.background = Array(code)
            case let ground where ground == 38 || ground == 48:
                let count = codes.first.map { $0.elementsEqual("5".utf8) ? 2 : $0.elementsEqual("2".utf8) ? 4 : 0 } ?? 0
                guard count > 0, codes.count >= count else { return false }
                let color = Array(([code] + codes.prefix(count)).joined(separator: [UInt8(ascii: ";")]))
                codes = codes.dropFirst(count)
                if ground == 38 { next.foreground = color } else { next.background = color }
            default: return false
            }
        }
        wanted = next
        return true
    }

    /// Makes what is wanted so.
    private mutating func change() {
        guard actual != wanted else { return }
        output += wanted.sequence(after: actual)
        actual = wanted
    }
}
