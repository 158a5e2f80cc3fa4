import Basics
import Canvas

/// Frames that differ in a few cells, as frames of a race do, and now and then in all.
///
/// - Parameter texts: what stands in them; by default what is wide and what has marks too.
func randomFrames(
    seed: UInt64, size: Size, count: Int = 12,
    of texts: [String] = [" ", " ", "a", "⣿", "⠢", "●", "─", "7", "λ", "e\u{301}", "漢", "\u{E123}", "▾", "█"]
) -> [Frame] {
    var generator = SeededRandom(seed: seed)
    var frame = Frame(size: size)
    guard size.width > 0, size.height > 0 else { return Array(repeating: frame, count: count) }
    return (0..<count).map { _ in
        let changes =
            Int.random(in: 0..<4, using: &generator) == 0
            ? size.width * size.height : Int.random(in: 0..<9, using: &generator)
        for _ in 0..<changes {
            frame.write(
                texts.randomElement(using: &generator)!,
                x: .random(in: 0..<size.width, using: &generator), y: .random(in: 0..<size.height, using: &generator),
                ink: [.text, .run(2), .muted].randomElement(using: &generator)!,
                on: [.ground, .band(3), .selection].randomElement(using: &generator)!,
                style: [[], .bold, .reverse].randomElement(using: &generator)!)
        }
        return frame
    }
}
