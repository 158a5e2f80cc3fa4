import Canvas
import Racing
import Scenes

/// What has come of a claim, once it is known.
public struct ClaimOutcome: Sendable, Equatable {
    public let holds: Bool
    /// The step at which that is known.
    public let step: Int

    public init(holds: Bool, step: Int) {
        self.holds = holds
        self.step = step
    }
}

/// The scene's claims, as far as they have been played: open, held or fallen. One to a line where there is room for all,
/// else all as marks, and the last one that was decided in words.
enum ClaimStrip {
    /// Narrower columns would cut most sentences.
    private static let columnWidth = 76

    /// How many lines a screen has for so many claims.
    static func height(_ count: Int, on size: Size) -> Int {
        guard count > 0, size.height >= 28 else { return 0 }
        let lines = (count + columns(size.width) - 1) / columns(size.width)
        return size.height >= 40 && lines <= 4 ? lines : 1
    }

    private static func columns(_ width: Int) -> Int { max(1, width / columnWidth) }

    static func draw(on painter: inout Painter, area: Area, claims: [Claim], state: ScreenState) {
        let columns = columns(area.width)
        let marks = claims.indices.map { mark(of: $0, state) }
        guard area.height * columns >= claims.count else {
            drawLine(on: &painter, area: area, claims: claims, marks: marks, state: state)
            return
        }
        for (index, claim) in claims.enumerated() {
            let width = area.width / columns
            let x = area.x + index / area.height * width + 1
            let y = area.y + index % area.height
            put(marks[index], on: &painter, x: x, y: y)
            painter.write(claim.text, x: x + 2, y: y, ink: marks[index] == nil ? .muted : .text, width: width - 4)
        }
    }

    /// Whether a claim holds; `nil` as long as it is open.
    private static func mark(of index: Int, _ state: ScreenState) -> Bool? {
        guard let outcome = state.claims[index], outcome.step <= state.step else { return nil }
        return outcome.holds
    }

    private static func put(_ mark: Bool?, on painter: inout Painter, x: Int, y: Int) {
        switch mark {
        case nil: painter.put(.open, x: x, y: y, ink: .muted)
        case true: painter.put(.holds, x: x, y: y, ink: .good, style: .bold)
        case false: painter.put(.falls, x: x, y: y, ink: .bad, style: .bold)
        }
    }

    private static func drawLine(
        on painter: inout Painter, area: Area, claims: [Claim], marks: [Bool?], state: ScreenState
    ) {
        for (index, mark) in marks.enumerated() where index < area.width - 2 {
            put(mark, on: &painter, x: area.x + 1 + index, y: area.y)
        }
        // What was decided last; before that, what is to come first.
        let decided = marks.indices.filter { marks[$0] != nil }.max { state.claims[$0]!.step < state.claims[$1]!.step }
        guard let shown = decided ?? claims.indices.first else { return }
        let x = area.x + 2 + claims.count
        painter.write(
            claims[shown].text, x: x + 1, y: area.y, ink: decided == nil ? .muted : .text, width: area.maxX - x - 2)
    }
}
