import CNcurses
import Canvas

/// Keys through ncurses, which knows what each terminal sends for them, and reports of the mouse.
@MainActor
struct Keyboard {
    private let input: Int32

    /// Begins to read, from where the screen was told to.
    init(input: Int32) throws {
        self.input = input
        guard ravine_keys_start() else { throw TerminalError(description: "there is no memory for the keyboard") }
    }

    /// What was typed or done with the mouse and has arrived, or `nil`.
    func next() -> Event? {
        var code: wint_t = 0
        let kind = ravine_keys_next(&code)
        if kind == KEY_CODE_YES { return .key(Self.named[Int32(code)] ?? .unknown) }
        guard kind == OK, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        switch scalar.value {
        case 9: return .key(.tab)
        case 10, 13: return .key(.enter)
        case 8, 127: return .key(.backspace)
        case 27:
            // An escape sequence that ncurses does not know: take all of it, lest its letters count as keys.
            let sequence = readSequence()
            // Pressed twice in a hurry it is one too.
            if sequence.allSatisfy({ $0 == 27 }) { return .key(.escape) }
            if let pointer = MouseReport.pointer(sequence) { return .pointer(pointer) }
            return MouseReport.isOne(sequence) ? next() : .key(.unknown)
        case 1...26:
            let letter = Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 96))
            return .key(.control(Character(letter)))
        case ..<32: return .key(.unknown)
        default: return .key(.character(Character(scalar)))
        }
    }

    /// The rest of an escape sequence.
    private func readSequence() -> [UInt8] {
        var sequence: [UInt8] = []
        while sequence.count < 32, let code = nextCode(waits: !sequence.isEmpty) {
            sequence.append(UInt8(truncatingIfNeeded: min(code, 255)))
            // A control sequence ends with a letter or a tilde.
            if (64...126).contains(code), sequence.count > 1 || (code != 91 && code != 79) { break }
        }
        return sequence
    }

    /// The next character; on a slow line the rest of a sequence may take a while.
    private func nextCode(waits: Bool) -> wint_t? {
        var code: wint_t = 0
        if ravine_keys_next(&code) == OK { return code }
        guard waits else { return nil }
        var source = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&source, 1, 50) > 0 && ravine_keys_next(&code) == OK ? code : nil
    }

    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_SLEFT: .shiftLeft,
        KEY_SRIGHT: .shiftRight, KEY_SF: .shiftDown, KEY_SR: .shiftUp, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
        KEY_HOME: .home, KEY_END: .end, KEY_A1: .home, KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown,
        KEY_FIND: .home, KEY_SELECT: .end, KEY_BTAB: .backTab, KEY_ENTER: .enter, KEY_BACKSPACE: .backspace,
        KEY_DC: .delete,
    ]
}
