import CNcurses
import Canvas

/// Keys through ncurses, which knows what each terminal sends for them.
@MainActor
struct Keyboard {
    init() throws {
        guard ravine_keys_start() else { throw TerminalError(description: "there is no memory for the keyboard") }
    }

    /// The next key that has arrived, or `nil`.
    func next() -> Key? {
        var code: wint_t = 0
        let kind = ravine_keys_next(&code)
        if kind == KEY_CODE_YES { return Self.named[Int32(code)] ?? .unknown }
        guard kind == OK, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        switch scalar.value {
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 27:
            // An escape sequence that ncurses does not know: take all of it, lest its letters count as keys.
            return skipSequence() ? .unknown : .escape
        case ..<32: return .unknown
        default: return .character(Character(scalar))
        }
    }

    private func skipSequence() -> Bool {
        var code: wint_t = 0
        var isSequence = false
        while ravine_keys_next(&code) == OK {
            isSequence = true
            // A control sequence ends with a letter or a tilde.
            if (64...126).contains(code), code != 91, code != 79 { break }
        }
        return isSequence
    }

    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_SLEFT: .left, KEY_SRIGHT: .right,
        KEY_SF: .down, KEY_SR: .up, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_HOME: .home, KEY_END: .end,
        KEY_A1: .home, KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown, KEY_FIND: .home, KEY_SELECT: .end,
        KEY_BTAB: .backTab, KEY_ENTER: .enter, KEY_BACKSPACE: .backspace,
    ]
}
