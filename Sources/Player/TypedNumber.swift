import Canvas
import Scenes

/// A number that is being typed on the number keys, which do at once what they stand for: Enter takes that back, and goes
/// to the slide of that number.
struct TypedNumber: Sendable {
    private var text = ""
    /// What the keys have changed so far, as it was before.
    private let hidden: Set<Int>
    /// The whole scene, where a key does more than hide and show runs.
    private var stage: Stage?

    /// - Parameter stage: the scene before any of the keys.
    init(_ stage: Stage) {
        hidden = stage.state.hidden
    }

    /// - Parameters:
    ///   - isToggle: whether the key only hides and shows a run: then nothing else need be kept.
    ///   - stage: the scene before the key.
    mutating func add(_ digit: Character, isToggle: Bool, _ stage: Stage) {
        text = String((text + String(digit)).suffix(4))
        if !isToggle, self.stage == nil { self.stage = stage }
    }

    var number: Int? { Int(text, radix: 10) }

    /// Takes back what its keys did.
    func takeBack(_ stage: inout Stage) {
        if let before = self.stage { stage = before }
        stage.state.hidden = hidden
    }
}
