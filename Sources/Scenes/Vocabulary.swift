import Expressions
import Landscapes
import Optimizers

/// The words that formulas of a scene may have, as lists and documentation print them. Gathered from the tables that the
/// formulas are read by.
public enum Vocabulary {
    /// The functions, by the formulas that may have them.
    public static let functions: [(formulas: String, words: [Word])] = [
        ("all", Function.words), ("rules", Rule.words), ("losses over data", Surface.wordsOverData),
        ("claims", Proof.Question.allCases.map(\.word) + Measure.words),
        ("plots", [PictureFormula.slope]),
    ]

    /// The schedules that have names.
    public static let schedules: [Word] = Schedule.words

    /// What a claim may say of a step.
    public static let quantities: [Word] = Quantity.allCases.map(\.word)
}
