import Basics
import Canvas
import Racing
import Scenes

/// The curves of a plot on dots.
struct PlotCurves {
    private let picture: Plot
    private var evaluators: [PictureFormula.Evaluator]
    /// One for each curve.
    private(set) var canvases: [DotCanvas]
    /// In ASCII, the character along each curve in a cell; 0 where there is none.
    private var strokes: [[UInt8]]
    /// For each cell the curves that pass through it, one bit each.
    private(set) var passing: [UInt64]
    private let size: Size
    private let shape: DotShape

    init(_ picture: Plot, size: Size, shape: DotShape) {
        self.picture = picture
        self.size = size
        self.shape = shape
        evaluators = picture.curves.map { $0.formula.evaluator() }
        canvases = Array(repeating: DotCanvas(size: size, shape: shape), count: evaluators.count)
        passing = Array(repeating: 0, count: size.width * size.height)
        strokes = Array(
            repeating: shape == .ascii ? Array(repeating: 0, count: passing.count) : [], count: evaluators.count)
    }

    // MARK: Numbers

    /// All numbers that the curves depend on, but for the variable.
    func numbers(_ subject: Subject?, revision: Int) -> [Double] {
        var numbers: [Double] = [Double(subject?.run.row ?? -1)]
        for curve in picture.curves {
            for input in curve.formula.inputs {
                // Over the steps what is scheduled is all of its schedule.
                let isScheduled = picture.variable == "t" && input.isHyperparameter
                numbers.append(isScheduled ? Double(revision) : subject?.value(of: input) ?? .nan)
            }
        }
        return numbers
    }

    private func given(_ name: PictureName, at places: [Double], _ subject: Subject?) -> PictureFormula.Given {
        switch name {
        case .axis: .each(places)
        case .hyperparameter(let name) where picture.variable == "t":
            .each(places.map { subject?.hyperparameter(name, at: max(1, Int(clamping: $0.rounded()))) ?? .nan })
        default: .same(subject?.value(of: name) ?? .nan)
        }
    }

    /// The values of all curves at one place.
    mutating func values(at place: Double, _ subject: Subject?) -> [Double] {
        evaluators.indices.map { value(of: $0, at: place, subject) }
    }

    private mutating func value(of curve: Int, at place: Double, _ subject: Subject?) -> Double {
        evaluators[curve].values(count: 1) { [self] in given($0, at: [place], subject) }[0]
    }

    private func places(_ count: Int) -> [Double] {
        let (low, high) = (picture.x.lowerBound, picture.x.upperBound)
        return (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    }

    /// The values that are worth showing: those of the whole race, as far as it is known, so that the axis stands still
    /// while it is played; without what shoots off where a curve has a pole.
    mutating func range(_ subject: Subject?) -> ClosedRange<Double> {
        let places = places(Self.rangePlaces)
        let last = subject?.lastStep ?? 0
        let moments = Self.moments(of: picture)
        var range: ClosedRange<Double>?
        for curve in evaluators.indices {
            var values: [Double] = []
            for index in 0...moments {
                let then = subject?.at(last * index / max(1, moments))
                values += evaluators[curve].values(count: places.count) { [self] in given($0, at: places, then) }
            }
            guard let own = Self.range(of: values) else { continue }
            range = range.map { min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound) } ?? own
        }
        guard let range else { return 0...1 }
        let (low, high) = (range.lowerBound, range.upperBound)
        if low == high { return low == 0 ? -1...1 : (low - abs(low) / 2)...(low + abs(low) / 2) }
        let margin = 0.06 * (high - low)
        return (low - margin)...(high + margin)
    }

    private static let rangePlaces = 128

    /// How many moments of the race are looked at, beside its start: none where the curves are the same at all of them, as
    /// a schedule's is over the steps.
    static func moments(of picture: Plot) -> Int {
        let inputs = picture.curves.flatMap(\.formula.inputs)
        return inputs.contains { $0.isMoving && !(picture.variable == "t" && $0.isHyperparameter) } ? 8 : 0
    }

    /// The range of a curve's finite values, within what can be shown; `nil` if there are none.
    static func range(of values: [Double]) -> ClosedRange<Double>? {
        let sorted = values.filter { abs($0) <= 1e100 }.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return nil }
        func quantile(_ share: Double) -> Double { sorted[Int(clamping: share * Double(sorted.count - 1))] }
        let spread = quantile(0.95) - quantile(0.05)
        guard spread > 0 else { return least...greatest }
        return max(least, quantile(0.05) - spread)...min(greatest, quantile(0.95) + spread)
    }

    // MARK: Dots

    /// Draws all curves anew.
    mutating func draw(within range: ClosedRange<Double>, _ subject: Subject?) {
        for index in passing.indices { passing[index] = 0 }
        let count = 2 * canvases[0].width + 1
        let places = places(count)
        let width = Double(canvases[0].width)
        let height = Double(canvases[0].height)
        for curve in evaluators.indices {
            canvases[curve].removeAll()
            for index in strokes[curve].indices { strokes[curve][index] = 0 }
            let values = evaluators[curve].values(count: count) { [self] in given($0, at: places, subject) }
            var pen = Pen(curve: curve, shape: shape)
            var tests = Self.tests
            var before: SIMD2<Double>?
            for (index, value) in values.enumerated() {
                guard value.isFinite else {
                    before = nil
                    continue
                }
                let down = (range.upperBound - value) / range.length
                let dot = SIMD2(Double(index) / Double(count - 1) * (width - 1e-6), down * height)
                if let start = before {
                    let isSteep =
                        abs(dot.y - start.y) > Self.steep && (start.y < height || dot.y < height)
                        && (start.y >= 0 || dot.y >= 0)
                    let jumps = isSteep && jumps(curve, places[index - 1]...places[index], subject, &tests)
                    if !jumps { line(curve, from: start, to: dot, &pen) } else { line(curve, from: dot, to: dot, &pen) }
                } else {
                    line(curve, from: dot, to: dot, &pen)
                }
                before = dot
            }
        }
    }

    /// So many dots up or down between two neighbours may be a jump.
    private static let steep = 3.0
    /// So many jumps of a curve are looked into; one with more is noise.
    private static let tests = 64

    /// Whether a curve has a gap between two places: halved again and again, one half still has most of the way.
    private mutating func jumps(
        _ curve: Int, _ range: ClosedRange<Double>, _ subject: Subject?, _ tests: inout Int
    ) -> Bool {
        guard tests > 0 else { return true }
        tests -= 1
        var ends = (range.lowerBound, range.upperBound)
        var values = (value(of: curve, at: ends.0, subject), value(of: curve, at: ends.1, subject))
        let way = abs(values.1 - values.0)
        for _ in 0..<12 {
            let middle = (ends.0 + ends.1) / 2
            let value = value(of: curve, at: middle, subject)
            guard value.isFinite else { return true }
            if abs(value - values.0) > abs(values.1 - value) {
                (ends.1, values.1) = (middle, value)
            } else {
                (ends.0, values.0) = (middle, value)
            }
        }
        return abs(values.1 - values.0) > way / 2
    }

    private mutating func line(_ curve: Int, from start: SIMD2<Double>, to end: SIMD2<Double>, _ pen: inout Pen) {
        let stroke = strokes[curve].isEmpty ? nil : Stroke.along(end - start)
        let (width, height) = (canvases[curve].width, canvases[curve].height)
        let isSteep = abs(end.y - start.y) > abs(end.x - start.x)
        DotCanvas.walk(from: start, to: end, width: width, height: height) { x, y in
            guard pen.writes(x, y), let cell = canvases[curve].set(x: x, y: y) else { return }
            passing[cell] |= 1 << UInt64(clamping: curve)
            if let stroke, strokes[curve][cell] == 0 || stroke.isLong { strokes[curve][cell] = stroke.ascii }
            guard shape == .braille else { return }
            // Two dots wide, to be seen from afar.
            if let cell = isSteep ? canvases[curve].set(x: x + 1, y: y) : canvases[curve].set(x: x, y: y + 1) {
                passing[cell] |= 1 << UInt64(clamping: curve)
            }
        }
    }

    // MARK: Cells

    /// Puts all curves on a frame of the size of the plot.
    func show(on painter: inout Painter) {
        for (cell, curves) in passing.enumerated() where curves != 0 {
            let (row, column) = cell.quotientAndRemainder(dividingBy: size.width)
            let seen = Overlap.seen(curves, x: column, y: row, focus: nil)
            painter.frame[column, row] = Cell(
                scalar(seen, cell: cell, column: column), ink: .run(seen), style: .bold)
        }
    }

    /// In ASCII the curve's own mark stands in every eighth column, as colours may be missing.
    private func scalar(_ curve: Int, cell: Int, column: Int) -> Unicode.Scalar {
        guard shape == .ascii else { return shape.scalar(canvases[curve].masks[cell]) }
        if canvases.count > 1, (column + 3 * curve) % 8 == 0 { return GlyphSet.ascii.scalar(.head(curve)) }
        let stroke = strokes[curve][cell]
        return stroke == 0 ? shape.scalar(canvases[curve].masks[cell]) : Unicode.Scalar(stroke)
    }
}

/// Draws lines whole, dashed or dotted, so that curves are told apart without colours.
struct Pen {
    /// Dots that are drawn, dots that are not, and so on.
    private let pattern: [Int]
    private var part = 0
    private var left: Int
    private var last = SIMD2(-1, -1)

    private static let patterns = [[1], [6, 3], [2, 2], [5, 2, 1, 2]]

    init(curve: Int, shape: DotShape) {
        pattern = shape == .ascii ? [1] : Self.patterns[curve % Self.patterns.count]
        left = pattern[0]
    }

    /// Whether the next dot is drawn. The same dot again is no other one.
    mutating func writes(_ x: Int, _ y: Int) -> Bool {
        guard pattern.count > 1 else { return true }
        if last != SIMD2(x, y) {
            last = SIMD2(x, y)
            left -= 1
            if left < 0 {
                part = (part + 1) % pattern.count
                left = pattern[part] - 1
            }
        }
        return part % 2 == 0
    }
}

extension Subject {
    /// The last step that is known of its run.
    var lastStep: Int { run.trajectory.count - 1 }
}

extension PictureName {
    /// Whether it changes while the race is played.
    fileprivate var isMoving: Bool {
        switch self {
        case .weight, .step, .hyperparameter: true
        case .axis, .parameter, .number: false
        }
    }
}
