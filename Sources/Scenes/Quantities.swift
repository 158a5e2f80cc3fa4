import Basics
import Expressions
import Landscapes
import Optimizers

/// What a claim can say of one step of a run, and a chart can show: the one table of them.
package enum Quantity: Int, CaseIterable, Sendable {
    /// The number of the step, from 0 at the start; where the run is; its loss there, over all data.
    case t, x, y, loss
    /// How far the step went that led here; all steps together; the straight line from the start.
    case length, path, chord
    /// To the nearest known minimum.
    case distance
    /// The share of data that is classified rightly.
    case accuracy
    /// How often the surface had been evaluated for the optimizer by then.
    case evaluations
    /// The learning rate of the step that led here; at the start that of the first step.
    case eta
    /// Between the last step that went anywhere and −gradient at the place where it was taken, in degrees.
    case angle
    /// Whether the run has diverged by then: 1 or 0.
    case diverged
    // The vectors follow, as each takes two inputs.
    /// The slopes here, over all data.
    case gradient
    /// The step that led here.
    case step
    /// What the rule keeps as its `v`, after the step that led here.
    case velocity
    /// For each weight the learning rate that the step to here came to: −step over the slope that it was taken on, of the
    /// rows that it saw.
    case rate
    /// The way from here to the nearest known minimum.
    case goal

    package var name: String { "\(self)" }

    /// What lists and the reference say of it.
    package var word: Word {
        let help =
            switch self {
            case .t: "the step; 0 is the start"
            case .x: "the first weight, also called w1"
            case .y: "the second weight, also called w2"
            case .loss: "the loss, over all rows if it is over data"
            case .length: "how long the step to here was"
            case .path: "how long all steps to here were"
            case .chord: "how far it is from here to the start"
            case .distance: "how far it is from here to the nearest known minimum"
            case .accuracy: "the share of all rows that are classified rightly, from 0 to 1"
            case .evaluations: "how often the surface had been evaluated for the optimizer by then"
            case .eta: "the learning rate of the step to here; at the start that of the first step"
            case .angle: "degrees between the last step that went anywhere and −gradient where it was taken"
            case .diverged: "whether the run has diverged by then, as the table says it"
            case .gradient: "the slopes here, over all rows: a vector, as in norm(gradient) or gradient.x"
            case .step: "the step to here: a vector"
            case .velocity: "what the rule keeps as its v, as momentum does: a vector"
            case .rate:
                "−step over the slopes that it was taken on, of the rows that it saw: a vector, the learning rate that each weight came to"
            case .goal: "the way from here to the nearest known minimum: a vector"
            }
        return Word(name, help)
    }

    package var isVector: Bool { rawValue >= Self.gradient.rawValue }

    /// The place of its number among the inputs of a ``Measure``'s program; of a vector that of its first component.
    package var input: Int { isVector ? 2 * rawValue - Self.gradient.rawValue : rawValue }

    /// The quantity that an input belongs to.
    init?(input: Int) {
        let first = Self.gradient.rawValue
        self.init(rawValue: input < first ? input : first + (input - first) / 2)
    }

    /// How many inputs the numbers of one step take.
    package static let inputCount = allCases.reduce(0) { $0 + ($1.isVector ? 2 : 1) }

    package init?(named name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// What a chart of it is called.
    var title: String? {
        switch self {
        case .loss: "Loss"
        case .length: "Step length"
        case .path: "Path length"
        case .chord: "Distance from the start"
        case .distance: "Distance to the minimum"
        case .accuracy: "Accuracy"
        case .evaluations: "Evaluations"
        case .eta: "Learning rate η"
        case .angle: "Angle to −gradient"
        case .t, .x, .y, .diverged, .gradient, .step, .velocity, .rate, .goal: nil
        }
    }

    /// What of it tells more: differences, however far it ranges; ratios, wherever it ranges far; or ratios only where
    /// most of it would else lie at the bottom, as a rate that falls to 0 at the end does not.
    package enum Axis: Sendable { case differences, ratios, mostlyRatios }

    var axis: Axis {
        switch self {
        case .loss, .length, .distance, .gradient, .step, .velocity, .rate, .goal: .ratios
        case .eta: .mostlyRatios
        case .t, .x, .y, .path, .chord, .accuracy, .evaluations, .angle, .diverged: .differences
        }
    }

    /// What runs on a surface would have to have for it; `nil` if nothing is missing.
    func lack(on surface: Surface, runs: [Scene.Entry]) -> String? {
        switch self {
        case .accuracy where !surface.hasAccuracy:
            "the surface has no 'accuracy'; give it one, as in accuracy: (w1*x1 + w2*x2 > 0) == (t == 1)"
        case .distance where surface.minima.isEmpty, .goal where surface.minima.isEmpty:
            "the surface has no 'minima'; give it some, as in minima: [[0, 0]]"
        case .eta where !runs.contains { $0.optimizer.hyperparameters.contains { $0.name == "eta" } }:
            "no rule of it has a learning rate 'eta'"
        case .velocity where !runs.contains { $0.optimizer.hasVelocity }:
            "no rule of it keeps a velocity 'v', as momentum and nag do"
        default: nil
        }
    }
}
