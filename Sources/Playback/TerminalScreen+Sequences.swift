import Canvas

/// What control characters and sequences do. Those that are not here do nothing.
extension TerminalScreen {
    mutating func execute(_ control: UInt8) {
        switch control {
        case 0x08: move(x: cursor.x - 1)
        case 0x09: move(x: (cursor.x / 8 + 1) * 8)
        case 0x0A...0x0C: lineFeed()
        case 0x0D: move(x: 0)
        case 0x0E: cursor.set = 1
        case 0x0F: cursor.set = 0
        default: break
        }
    }

    mutating func escape(_ between: UInt8, _ final: UInt8) {
        switch (Unicode.Scalar(between), Unicode.Scalar(final)) {
        case ("(", let set): cursor.hasLines[0] = set == "0"
        case (")", let set): cursor.hasLines[1] = set == "0"
        case ("\0", "7"): saved = cursor
        case ("\0", "8"): cursor = saved
        case ("\0", "D"): lineFeed()
        case ("\0", "E"):
            move(x: 0)
            lineFeed()
        case ("\0", "M"): reverseLineFeed()
        case ("\0", "c"): reset()
        default: break
        }
    }

    mutating func control(_ final: UInt8, _ numbers: Parameters) {
        let command = Unicode.Scalar(final)
        if numbers.mark == UInt8(ascii: "?"), command == "h" || command == "l" {
            return setModes(numbers, isOn: command == "h")
        }
        guard numbers.mark == 0 else { return }
        let count = numbers.positive(0)
        switch command {
        case "m":
            cursor.pen.apply(numbers)
            cursor.cell = nil
        case "H", "f": move(x: numbers.positive(1) - 1, y: count - 1)
        case "A": moveDown(-count)
        case "B", "e": moveDown(count)
        case "C", "a": move(x: cursor.x + count)
        case "D": move(x: cursor.x - count)
        case "E":
            moveDown(count)
            move(x: 0)
        case "F":
            moveDown(-count)
            move(x: 0)
        case "G", "`": move(x: count - 1)
        case "d": move(y: count - 1)
        case "J": eraseScreen(numbers[0] ?? 0)
        case "K": eraseLine(numbers[0] ?? 0)
        case "X": erase(cursor.x..<(cursor.x + count))
        case "@": shift(by: count)
        case "P": shift(by: -count)
        case "L": insertLines(count)
        case "M": insertLines(-count)
        case "S": scroll(margins, by: count)
        case "T": scroll(margins, by: -count)
        case "b": repeatLast(count)
        case "s": saved = cursor
        case "u": cursor = saved
        case "r": setMargins(top: count - 1, bottom: numbers[1] ?? 0)
        default: break
        }
    }

    private mutating func eraseScreen(_ part: Int) {
        switch part {
        case 0:
            erase(cursor.x..<size.width)
            clear((cursor.y + 1)..<size.height)
        case 1:
            erase(0..<(cursor.x + 1))
            clear(0..<cursor.y)
        case 2: clear(0..<size.height)
        default: break
        }
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: erase(cursor.x..<size.width)
        case 1: erase(0..<(cursor.x + 1))
        case 2: erase(0..<size.width)
        default: break
        }
    }

    /// Moves the cursor's line and those below it down, or up where the count is below 0.
    private mutating func insertLines(_ count: Int) {
        guard margins.contains(cursor.y) else { return }
        scroll(cursor.y..<margins.upperBound, by: -count)
        move(x: 0)
    }

    private mutating func setMargins(top: Int, bottom: Int) {
        let bottom = bottom > 0 ? min(bottom, size.height) : size.height
        guard top + 1 < bottom else { return }
        margins = top..<bottom
        move(x: 0, y: 0)
    }

    private mutating func setModes(_ numbers: Parameters, isOn: Bool) {
        for index in 0..<numbers.count {
            switch numbers[index] {
            case 47, 1047: setAlternate(isOn)
            case 1048: isOn ? saved = cursor : (cursor = saved)
            case 1049:
                if isOn { saved = cursor }
                setAlternate(isOn)
                if !isOn { cursor = saved }
            default: break
            }
        }
    }
}
