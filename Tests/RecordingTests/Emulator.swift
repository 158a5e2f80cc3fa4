/// A terminal as far as recordings need one: text, cursor moves, colours. Reads back what an encoder wrote.
struct Emulator {
    struct Cell: Equatable {
        var scalar: Unicode.Scalar = " "
        var foreground = "39"
        var background = "49"
        var isBold = false
        var isDim = false
        var isReverse = false
    }

    let width: Int
    let height: Int
    private(set) var cells: [Cell]
    private var x = 0
    private var y = 0
    private var pen = Cell()

    init(width: Int, height: Int, filledWith scalar: Unicode.Scalar = " ") {
        self.width = width
        self.height = height
        cells = Array(repeating: Cell(scalar: scalar), count: width * height)
    }

    /// Takes output; stops the test at anything that it does not know.
    mutating func feed(_ text: String) {
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\u{1B}":
                precondition(scalars.popFirst() == "[", "only control sequences are written")
                let parameters = scalars.prefix { !(0x40...0x7E).contains($0.value) }
                scalars = scalars.dropFirst(parameters.count)
                control(scalars.popFirst()!, String(String.UnicodeScalarView(parameters)))
            case "\n":
                y += 1
                x = 0
            default:
                precondition(x < width && y < height, "written outside the screen at \(x), \(y)")
                var cell = pen
                cell.scalar = scalar
                cells[y * width + x] = cell
                x += 1
            }
        }
    }

    private mutating func control(_ command: Unicode.Scalar, _ parameters: String) {
        let numbers = parameters.split(separator: ";").map { Int($0) ?? -1 }
        switch (command, parameters) {
        case ("H", _):
            y = numbers[0] - 1
            x = numbers[1] - 1
        case ("C", _): x += numbers.first ?? 1
        case ("J", "2"): cells = Array(repeating: Cell(), count: cells.count)
        case ("h", "?25"), ("l", "?25"): break
        case ("m", _): render(numbers)
        default: preconditionFailure("unknown control sequence \(parameters)\(command)")
        }
    }

    private mutating func render(_ codes: [Int]) {
        var codes = codes[...]
        while let code = codes.popFirst() {
            switch code {
            case 0: pen = Cell()
            case 1: pen.isBold = true
            case 2: pen.isDim = true
            case 7: pen.isReverse = true
            case 22:
                pen.isBold = false
                pen.isDim = false
            case 27: pen.isReverse = false
            case 30...37, 39, 90...97: pen.foreground = "\(code)"
            case 40...47, 49, 100...107: pen.background = "\(code)"
            case 38, 48:
                let count = codes.first == 2 ? 4 : 2
                let color = codes.prefix(count).map(String.init).joined(separator: ";")
                codes = codes.dropFirst(count)
                if code == 38 { pen.foreground = color } else { pen.background = color }
            default: preconditionFailure("unknown rendition \(code)")
            }
        }
    }

    /// Whether two screens look the same: a blank has no visible ink.
    static func looksSame(_ left: Emulator, _ right: Emulator) -> Bool {
        zip(left.cells, right.cells).allSatisfy { a, b in
            if a == b { return true }
            guard a.scalar == " ", b.scalar == " ", !a.isReverse, !b.isReverse else { return false }
            return a.background == b.background
        }
    }
}
