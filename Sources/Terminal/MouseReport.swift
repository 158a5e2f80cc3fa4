import Canvas

/// The reports of a mouse as xterm's SGR mode (1006) writes them: `ESC [ < button ; column ; row`, then `M` when a
/// button goes down or the mouse moves, `m` when it comes up.
enum MouseReport {
    /// Buttons, and movement while one is held.
    static let enable = "\u{1B}[?1002h\u{1B}[?1006h"
    static let disable = "\u{1B}[?1006l\u{1B}[?1002l"

    /// Whether a sequence, without its Escape, is a report at all.
    static func isOne(_ sequence: [UInt8]) -> Bool { sequence.starts(with: [UInt8(ascii: "["), UInt8(ascii: "<")]) }

    /// What a report says; `nil` for other buttons and other sequences.
    static func pointer(_ sequence: [UInt8]) -> Pointer? {
        guard isOne(sequence), let last = sequence.last, last == UInt8(ascii: "M") || last == UInt8(ascii: "m") else {
            return nil
        }
        let numbers = sequence.dropFirst(2).dropLast().split(separator: UInt8(ascii: ";")).map {
            Int(String(decoding: $0, as: UTF8.self))
        }
        guard numbers.count == 3, let code = numbers[0], let x = numbers[1], let y = numbers[2], x > 0, y > 0 else {
            return nil
        }
        // Bits 2 to 4 are Shift, Alt and Control.
        let action: Pointer.Action
        switch code & ~0b11100 {
        case 0: action = last == UInt8(ascii: "M") ? .press : .release
        case 32: action = .drag
        case 64: action = .scrollUp
        case 65: action = .scrollDown
        default: return nil
        }
        return Pointer(action, x: x - 1, y: y - 1)
    }
}
