import Basics
import Canvas

/// A line on dots that grows step by step, and can be shown as it was at any earlier step.
///
/// It remembers which dot was first touched when: showing another step sets and clears the dots between, and costs
/// nothing that grows with the number of steps. Steps that go where the line has been leave nothing to remember.
struct Path: Sendable {
    let size: Size
    let shape: DotShape
    /// The dots of each cell at the step that is shown, row by row.
    private(set) var masks: [UInt8]
    /// In ASCII, the character along the line in each cell; 0 where there is none.
    private(set) var strokes: [UInt8]
    /// Up to which step the line has been drawn; -1 before the start.
    private(set) var drawn = -1

    /// What a step changed in a cell.
    private struct Touch {
        let step: Int32
        let cell: Int32
        let bit: UInt8
        let stroke: UInt8
        let strokeBefore: UInt8
    }

    private var touches: [Touch] = []
    /// How many of them are shown.
    private var shown = 0
    /// Where the line has come to; `nil` if it is nowhere.
    private var end: SIMD2<Double>?

    init(size: Size, shape: DotShape) {
        self.size = size
        self.shape = shape
        masks = Array(repeating: 0, count: size.width * size.height)
        strokes = shape == .ascii ? masks : []
    }

    mutating func removeAll() {
        if !touches.isEmpty {
            for index in masks.indices { masks[index] = 0 }
            for index in strokes.indices { strokes[index] = 0 }
        }
        touches.removeAll(keepingCapacity: true)
        shown = 0
        drawn = -1
        end = nil
    }

    /// Brings the line to a step.
    ///
    /// - Parameters:
    ///   - last: the last step that there is.
    ///   - budget: how many steps may be drawn; what is drawn is taken from it.
    ///   - change: reports each cell whose dots change, and whether there are any.
    ///   - isLeftOut: whether a step is not drawn, and the line goes on where it arrives.
    ///   - place: where the line is at a step, in dots; `nil` if it is nowhere, and has ended.
    /// - Returns: whether the step was reached.
    @discardableResult
    mutating func show(
        step: Int, last: Int, budget: inout Int, change: (_ cell: Int, _ isThere: Bool) -> Void = { _, _ in },
        isLeftOut: (Int) -> Bool = { _ in false }, place: (Int) -> SIMD2<Double>?
    ) -> Bool {
        show(step: step, last: last, budget: &budget, change) { path, step in
            path.draw(step, isLeftOut, place, change)
            return 1
        }
    }

    /// - Parameter draw: draws a step, and says what it took of the budget.
    private mutating func show(
        step: Int, last: Int, budget: inout Int, _ change: (Int, Bool) -> Void, draw: (inout Path, Int) -> Int
    ) -> Bool {
        let goal = min(step, last)
        if drawn < goal {
            redo(to: .max, change)
            while drawn < goal, budget > 0 {
                budget -= draw(&self, drawn + 1)
                shown = touches.count
            }
        }
        undo(to: step, change)
        redo(to: step, change)
        return drawn >= goal
    }

    private mutating func draw(
        _ step: Int, _ isLeftOut: (Int) -> Bool, _ place: (Int) -> SIMD2<Double>?, _ change: (Int, Bool) -> Void
    ) {
        drawn = step
        guard let next = place(step) else {
            drawn = .max
            return
        }
        defer { end = next }
        guard let end, !isLeftOut(step) else { return }
        let stroke = strokes.isEmpty ? nil : Stroke.along(next - end)
        DotCanvas.walk(from: end, to: next, width: size.width * shape.columns, height: size.height * shape.rows) {
            x, y in
            touch(x: x, y: y, stroke: stroke, step: step, change)
        }
    }

    /// Sets a dot that is on the canvas.
    @inline(__always)
    private mutating func touch(x: Int, y: Int, stroke: Stroke?, step: Int, _ change: (Int, Bool) -> Void) {
        let cell = (y / shape.rows) * size.width + x / shape.columns
        let bit = shape.bit(column: x % shape.columns, row: y % shape.rows)
        let before = strokes.isEmpty ? 0 : strokes[cell]
        // The first character stays, unless the line hardly moved when it came in.
        let isBetter = before == 0 || (before & Self.short != 0 && stroke?.isLong == true)
        let after = isBetter ? stroke.map { $0.isLong ? $0.ascii : $0.ascii | Self.short } ?? before : before
        guard masks[cell] & bit == 0 || after != before else { return }
        touches.append(
            Touch(
                step: Int32(clamping: step), cell: Int32(clamping: cell), bit: masks[cell] & bit == 0 ? bit : 0,
                stroke: after, strokeBefore: before))
        masks[cell] |= bit
        if !strokes.isEmpty { strokes[cell] = after }
        change(cell, true)
    }

    /// A dot that a step touches; it may be outside.
    struct Dot {
        let x: Int
        let y: Int
        let stroke: Stroke?
    }

    /// Brings the line to a step, where it is not straight between steps, or not all of it is seen.
    ///
    /// - Parameters:
    ///   - budget: at how many places may be looked; what is looked at is taken from it.
    ///   - trace: adds the dots that a step touches, and says at how many places it looked.
    /// - Returns: whether the step was reached.
    mutating func show(
        step: Int, last: Int, budget: inout Int, change: (_ cell: Int, _ isThere: Bool) -> Void,
        trace: (_ step: Int, _ dots: inout [Dot]) -> Int
    ) -> Bool {
        let (width, height) = (size.width * shape.columns, size.height * shape.rows)
        var dots: [Dot] = []
        return show(step: step, last: last, budget: &budget, change) { path, step in
            path.drawn = step
            dots.removeAll(keepingCapacity: true)
            let places = trace(step, &dots)
            for dot in dots where dot.x >= 0 && dot.y >= 0 && dot.x < width && dot.y < height {
                path.touch(x: dot.x, y: dot.y, stroke: dot.stroke, step: step, change)
            }
            return 1 + places
        }
    }

    private static let short: UInt8 = 0x80

    private mutating func undo(to step: Int, _ change: (Int, Bool) -> Void) {
        while shown > 0, Int(clamping: touches[shown - 1].step) > step {
            shown -= 1
            let touch = touches[shown]
            let cell = Int(clamping: touch.cell)
            masks[cell] &= ~touch.bit
            if !strokes.isEmpty { strokes[cell] = touch.strokeBefore }
            if touch.bit != 0 { change(cell, masks[cell] != 0) }
        }
    }

    private mutating func redo(to step: Int, _ change: (Int, Bool) -> Void) {
        while shown < touches.count, Int(clamping: touches[shown].step) <= step {
            let touch = touches[shown]
            let cell = Int(clamping: touch.cell)
            masks[cell] |= touch.bit
            if !strokes.isEmpty { strokes[cell] = touch.stroke }
            if touch.bit != 0 { change(cell, true) }
            shown += 1
        }
    }

    /// The character that shows the line in a cell.
    func scalar(_ cell: Int) -> Unicode.Scalar {
        guard !strokes.isEmpty else { return shape.scalar(masks[cell]) }
        let ascii = strokes[cell] & ~Self.short
        return ascii == 0 ? shape.scalar(masks[cell]) : Unicode.Scalar(ascii)
    }
}

/// A direction as an ASCII character.
struct Stroke {
    let ascii: UInt8
    /// Whether it crosses most of a cell.
    let isLong: Bool

    var scalar: Unicode.Scalar { Unicode.Scalar(ascii) }

    /// The character along a movement in square dots, rows growing downwards; `nil` if it has no direction.
    static func along(_ delta: SIMD2<Double>) -> Stroke? {
        let (across, down) = (delta.x, delta.y)
        guard across.isFinite, down.isFinite, delta != .zero else { return nil }
        let isLong = abs(across) >= 0.7 || abs(down) >= 1.4
        func stroke(_ scalar: Unicode.Scalar) -> Stroke { Stroke(ascii: UInt8(ascii: scalar), isLong: isLong) }
        // tan 22.5°: which of four directions it is nearest to.
        if abs(down) > 2.414 * abs(across) { return stroke("|") }
        if abs(across) > 2.414 * abs(down) { return stroke("-") }
        return stroke((across > 0) == (down > 0) ? "\\" : "/")
    }
}
