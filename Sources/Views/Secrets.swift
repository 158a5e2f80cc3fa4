import Basics
import Canvas
import Scenes

/// The words that would tell which run is which: labels, and optimizers' names.
struct Secrets: Sendable {
    private let words: [[Character]]

    init(of scene: Scene, glyphs: GlyphSet) {
        let runs = scene.tracks.flatMap(\.runs)
        let names = runs.flatMap { [$0.label, $0.optimizer.name, $0.optimizer.label] }
        let spelled = names.flatMap { [$0, glyphs.spelled($0)] }.map { $0.lowercased() }
        // A single letter tells nothing that the letters of the runs do not.
        words = Set(spelled).filter { $0.count > 1 }.sorted().map(Array.init)
    }

    /// Whether a text has one of them, as a word of its own.
    func isTold(by text: String) -> Bool {
        guard text.count > 1 else { return false }
        let letters = Array(text.lowercased())
        func isInWord(_ index: Int) -> Bool {
            letters.indices.contains(index) && (letters[index].isLetter || letters[index].isNumber)
        }
        return words.contains { word in
            guard word.count <= letters.count else { return false }
            return (0...(letters.count - word.count)).contains { start in
                letters[start] == word[0] && letters[start..<(start + word.count)].elementsEqual(word)
                    && !isInWord(start - 1) && !isInWord(start + word.count)
            }
        }
    }
}
