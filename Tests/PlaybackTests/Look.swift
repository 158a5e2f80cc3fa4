import Canvas
import Playback
import Recording

/// What is seen of a cell: the ink of a blank is not.
struct Look: Hashable {
    let scalars: [Unicode.Scalar]
    let isContinuation: Bool
    let style: Cell.Style
    let ink: RGB?
    let ground: RGB

    init(_ cell: Cell, _ theme: Theme) {
        let isBlank = cell.scalar(colors: .exact) == " " && cell.marks == .zero && !cell.style.contains(.reverse)
        scalars = cell.isContinuation ? [] : cell.scalars(colors: .exact)
        isContinuation = cell.isContinuation
        style = isBlank ? [] : cell.style
        ink = isBlank || isContinuation ? nil : theme[cell.ink].rgb
        ground = theme[cell.ground].rgb
    }

    static func of(_ frame: Frame, _ theme: Theme) -> [Look] { frame.cells.map { Look($0, theme) } }
}

/// A cast of frames, one a tenth of a second.
func cast(_ frames: [Frame], theme: Theme = .dark, version: Asciicast.Version = .two) -> [UInt8] {
    var cast = Asciicast(size: frames[0].size, title: "", theme: theme, version: version)
    for (number, frame) in frames.enumerated() { cast.add(frame, at: Double(number) / 10) }
    cast.finish(at: Double(frames.count) / 10)
    return cast.takeBytes()
}

/// A cast of version 2 whose events are outputs, a second apart.
func cast(_ outputs: [String], size: Size = Size(width: 10, height: 4)) -> [UInt8] {
    var text = "{\"version\": 2, \"width\": \(size.width), \"height\": \(size.height)}\n"
    for (second, output) in outputs.enumerated() {
        var quoted = ""
        for scalar in output.unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" {
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        text += "[\(second), \"o\", \"\(quoted)\"]\n"
    }
    return Array(text.utf8)
}
