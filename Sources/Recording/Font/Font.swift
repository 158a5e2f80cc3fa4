import Basics

/// How large letters are in pictures, by the height of a cell in pixels.
public enum FontSize: Int, CaseIterable, Sendable {
    case small = 12
    case medium = 16
    case large = 24

    /// The width of a cell in pixels.
    public var width: Int { rawValue / 2 }
}

/// A bitmap font of one size: letters in two weights.
struct Font: Sendable {
    let width: Int
    let height: Int
    private let regular: [UInt32: Bitmap]
    private let bold: [UInt32: Bitmap]

    // Read when first drawn with.
    private static let small = Font(.small)
    private static let medium = Font(.medium)
    private static let large = Font(.large)

    static func font(_ size: FontSize) -> Font {
        switch size {
        case .small: small
        case .medium: medium
        case .large: large
        }
    }

    private init(_ size: FontSize) {
        (width, height) = (size.width, size.rawValue)
        func face(_ text: String) -> [UInt32: Bitmap] { Self.face(text, size.width, size.rawValue) }
        switch size {
        case .small:
            regular = face(Letters12.regular)
            // Bold letters have no room there.
            bold = regular
        case .medium:
            regular = face(Letters16.regular)
            bold = face(Letters16.bold)
        case .large:
            regular = face(Letters24.regular)
            bold = regular.mapValues(\.struckTwice)
        }
    }

    /// The letter of a code; `nil` if the font has none.
    func letter(_ code: UInt32, isBold: Bool) -> Bitmap? { isBold ? bold[code] : regular[code] }

    /// Reads what `scripts/embed-font` wrote: for each character the first row with ink, the rows to the last, and
    /// their pixels; six bits to a character of the text.
    private static func face(_ text: String, _ width: Int, _ height: Int) -> [UInt32: Bitmap] {
        var values = text.utf8.lazy.filter { $0 >= 48 }.map { $0 - 48 }.makeIterator()
        var face: [UInt32: Bitmap] = [:]
        for code in Letters.codes.joined() {
            guard let top = values.next(), let rows = values.next() else { break }
            var letter = Bitmap(width: width, height: height)
            var (six, rest): (UInt8, UInt8) = (0, 0)
            for place in 0..<(Int(clamping: rows) * width) {
                if rest == 0 { (six, rest) = (values.next() ?? 0, 6) }
                rest -= 1
                letter.dots[Int(clamping: top) * width + place] = six >> rest & 1 == 1
            }
            face[code] = letter
        }
        return face
    }
}

/// A picture of two values: where there is ink.
struct Bitmap: Equatable, Sendable {
    let width: Int
    let height: Int
    /// Row by row.
    var dots: [Bool]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        dots = Array(repeating: false, count: width * height)
    }

    /// What a function of the places of pixels' middles says.
    init(width: Int, height: Int, _ hasInk: (_ x: Double, _ y: Double) -> Bool) {
        self.width = width
        self.height = height
        dots = (0..<(width * height)).map { hasInk(Double($0 % width) + 0.5, Double($0 / width) + 0.5) }
    }

    /// With `scale` times `scale` pixels for each.
    func enlarged(_ scale: Int) -> Bitmap {
        guard scale > 1 else { return self }
        var large = Bitmap(width: width * scale, height: height * scale)
        for place in large.dots.indices {
            large.dots[place] = dots[place / large.width / scale * width + place % large.width / scale]
        }
        return large
    }

    /// With every dot's right neighbour: how printers of one weight made bold letters.
    var struckTwice: Bitmap {
        var bold = self
        for place in dots.indices where dots[place] && (place + 1) % width != 0 { bold.dots[place + 1] = true }
        return bold
    }

    /// With another one's ink too.
    mutating func add(_ other: Bitmap) {
        for place in dots.indices where other.dots[place] { dots[place] = true }
    }
}
