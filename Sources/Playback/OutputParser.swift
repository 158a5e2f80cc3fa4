/// Cuts what a program writes into characters and control sequences (ECMA-48), byte by byte.
///
/// What it cannot make sense of is �, or nothing; there is no input that it stops at, or keeps more than a few bytes of.
struct OutputParser: Sendable {
    enum Action: Equatable, Sendable {
        case print(Unicode.Scalar)
        /// A control character.
        case execute(UInt8)
        /// `ESC`, perhaps something between, and a final byte.
        case escape(between: UInt8, final: UInt8)
        /// A control sequence; its numbers are in ``parameters``.
        case control(final: UInt8)
    }

    /// The numbers of a control sequence.
    private(set) var parameters = Parameters()

    private enum State: Sendable { case text, escape, control, string, stringEscape }

    private var state = State.text
    /// What stands between `ESC` and the final byte.
    private var between: UInt8 = 0
    /// The scalar under way, how many of its bytes are missing, and the least that may come of it.
    private var scalar: UInt32 = 0
    private var missing = 0
    private var least: UInt32 = 0

    /// Takes a byte. - Returns: what it completes.
    mutating func next(_ byte: UInt8) -> Action? {
        if missing > 0 {
            if byte & 0xC0 == 0x80 { return goOn(byte) }
            missing = 0
        }
        switch byte {
        case 0x1B:
            // It ends whatever is under way, but within a string it may begin the string's end.
            state = state == .string ? .stringEscape : .escape
            between = 0
            return nil
        case 0x18, 0x1A:
            state = .text
            return nil
        default: break
        }
        switch state {
        case .text: return text(byte)
        case .escape: return escape(byte)
        case .control: return control(byte)
        case .string:
            if byte == 0x07 { state = .text }
            return nil
        case .stringEscape:
            // `ESC \` ends the string; anything else is a sequence of its own.
            state = .escape
            return escape(byte)
        }
    }

    private mutating func text(_ byte: UInt8) -> Action? {
        switch byte {
        case ..<0x20: return .execute(byte)
        case ..<0x7F: return .print(Unicode.Scalar(byte))
        case 0x7F: return nil
        case 0xC2..<0xE0: (scalar, missing, least) = (UInt32(truncatingIfNeeded: byte & 0x1F), 1, 0x80)
        case 0xE0..<0xF0: (scalar, missing, least) = (UInt32(truncatingIfNeeded: byte & 0x0F), 2, 0x800)
        case 0xF0..<0xF5: (scalar, missing, least) = (UInt32(truncatingIfNeeded: byte & 0x07), 3, 0x10000)
        default: return .print("\u{FFFD}")
        }
        return nil
    }

    private mutating func goOn(_ byte: UInt8) -> Action? {
        scalar = scalar << 6 | UInt32(truncatingIfNeeded: byte & 0x3F)
        missing -= 1
        guard missing == 0, state == .text else { return nil }
        guard scalar >= least, let found = Unicode.Scalar(scalar) else { return .print("\u{FFFD}") }
        // Controls of eight bits are text nowhere, and nobody means them.
        return found.value < 0xA0 ? nil : .print(found)
    }

    private mutating func escape(_ byte: UInt8) -> Action? {
        switch byte {
        case ..<0x20: return .execute(byte)
        case 0x20..<0x30:
            between = byte
            return nil
        case UInt8(ascii: "[") where between == 0:
            state = .control
            parameters.clear()
            return nil
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = between == 0 ? .string : .text
            return nil
        default:
            state = .text
            return byte < 0x7F ? .escape(between: between, final: byte) : nil
        }
    }

    private mutating func control(_ byte: UInt8) -> Action? {
        switch byte {
        case ..<0x20: return .execute(byte)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): parameters.add(digit: byte & 0x0F)
        case UInt8(ascii: ";"): parameters.end(isPart: false)
        case UInt8(ascii: ":"): parameters.end(isPart: true)
        case 0x20..<0x40: parameters.mark = byte
        case 0x40..<0x7F:
            state = .text
            return .control(final: byte)
        default: state = .text
        }
        return nil
    }
}

/// The numbers of a control sequence.
struct Parameters: Sendable {
    /// What makes it another sequence, such as `?`; 0 is nothing.
    var mark: UInt8 = 0
    private var numbers: [Int] = [-1]
    /// Whether a number is a part of the one before it, behind a colon.
    private var parts: [Bool] = [false]

    /// More are left out: nothing has as many.
    private static let most = 32

    var count: Int { numbers.count }

    /// A number; `nil` if it is left out.
    subscript(index: Int) -> Int? { index < numbers.count && numbers[index] >= 0 ? numbers[index] : nil }

    func isPart(_ index: Int) -> Bool { index < parts.count && parts[index] }

    /// A count or a place, which is 1 where it is left out or 0.
    func positive(_ index: Int) -> Int { max(1, self[index] ?? 1) }

    mutating func clear() {
        mark = 0
        numbers.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        numbers.append(-1)
        parts.append(false)
    }

    mutating func add(digit: UInt8) {
        let last = numbers.count - 1
        numbers[last] = min(max(numbers[last], 0) * 10 + Int(clamping: digit), 65_535)
    }

    mutating func end(isPart: Bool) {
        guard numbers.count < Self.most else { return }
        numbers.append(-1)
        parts.append(isPart)
    }
}
