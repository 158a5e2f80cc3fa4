import Racing
import Scenes
import Testing

/// A claim that no tuning makes false says nothing.
@Suite("Claims of the lecture fall when what they say is no longer so")
struct LectureTests {
    struct Tuning: CustomTestStringConvertible, Sendable {
        let scene: String
        let text: String
        let replacement: String
        /// How the claim begins that falls.
        let claim: String

        init(_ scene: String, _ text: String, _ replacement: String, _ claim: String) {
            (self.scene, self.text, self.replacement, self.claim) = (scene, text, replacement, claim)
        }

        var testDescription: String { "\(scene): \(text) → \(replacement)" }
    }

    /// The run of the scene on momentum that is best damped. Claims know it by its label as the scene starts.
    private static let damped = "alpha: 0.75, label: \"α = {alpha}\""

    /// Scenes on the optimizers.
    private static let optimizerTunings = [
        Tuning("momentum", damped, "alpha: 0.97, label: α = 0.75", "Momentum damps the oscillation"),
        Tuning("momentum", damped, "alpha: 0.2, label: α = 0.75", "Along the valley it builds up speed"),
        Tuning("terminal-velocity", "steps: 60", "steps: 20", "With α = 0.9 the velocity comes"),
        Tuning("terminal-velocity", "- 0.2*y", "- 0.2*y + 0.02*x^2", "It only ever speeds up"),
        Tuning("momentum", damped, "alpha: 0.05, label: α = 0.75", "No longer steepest descent"),
        Tuning("momentum-schedule", "50*y^2", "40*y^2", "Plain descent diverges"),
        Tuning(
            "momentum-schedule", "alpha: \"ramp(0.5, 0.99, 200)\"", "alpha: \"ramp(0.5, 0.6, 200)\"",
            "Raised, it comes to a tenth"),
        Tuning("rate-per-weight", "share: {default: 0.4", "share: {default: 1", "The early weight's first step"),
        Tuning("rate-per-weight", "inputs: {default: 13", "inputs: {default: 6", "With one rate thirteen inputs"),
        Tuning("rprop-minibatches", "rprop, eta: 0.05, batch: 1", "rprop, eta: 0.05, batch: 10", "Row by row"),
        Tuning("rprop-minibatches", "eta: 0.03, rho: 0.9", "eta: 0.3, rho: 0.9", "RMSProp keeps around the middle"),
        Tuning("rmsprop", "factor: {default: 1000", "factor: {default: 1", "The rate that suits SGD once"),
        Tuning(
            "rmsprop", "rmsprop, eta: 0.05, rho: 0.9, label: \"RMSProp, ×1000\"",
            "sgd, eta: 0.05, label: \"RMSProp, ×1000\"", "A thousand times the loss changes nothing"),
        Tuning("adaptive-methods", "default: 50", "default: 2", "Of the rates from 0.01 to 10"),
        Tuning("adaptive-methods", "steps: 600", "steps: 100", "Adam with every one"),
        Tuning("patience", "start: [1.5, 1e-5]", "start: [1.5, 0.1]", "A plateau"),
        Tuning("patience", "start: [1.5, 1e-8]", "start: [1.5, 0]", "A thousand times nearer to the ridge"),
        Tuning("reducing-the-rate", "step_decay(0.1, 8)", "step_decay(0.1, 40)", "Too soon, it never arrives"),
        Tuning("reducing-the-rate", "step_decay(0.1, 250)", "step_decay(0.8, 250)", "At a tenth of the rate"),
    ]

    private static let mapTunings = [
        Tuning("learning-rate-map", "eta: 0.105", "eta: 0.095", "Just beyond 2/λ"),
        Tuning("learning-rate-map", "eta: 0.095", "eta: 0.05", "Along the valley it is more than twice"),
        Tuning("learning-rate-sensitivity", "default: 50", "default: 1", "Momentum comes down with"),
        Tuning("learning-rate-sensitivity", "steps: 300", "steps: 50", "Adam with two thirds"),
        Tuning("learning-rate-sensitivity", "rmsprop, eta: 0.05", "rmsprop, eta: 1e-4", "RMSProp comes near soon"),
        Tuning("momentum-map", "eta: 4/121, alpha: (9/11)^2", "eta: 0.015, alpha: 0.5", "With theory's best pair"),
        Tuning("basins", "start: [0, -0.5]", "start: [1, -1]", "From one start plain descent"),
        Tuning("adam-map", "beta1: 0.99", "beta1: 0.9", "With too much of β₁"),
    ]

    private static let tunings = mapTunings + optimizerTunings + furtherTunings + dataTunings

    @Test("a tuning of the scene, and the claim that it makes false", arguments: tunings)
    func falls(tuning: Tuning) throws {
        let text = try #require(SceneLibrary.text(named: tuning.scene))
        #expect(text.contains(tuning.text))
        #expect(try fallen(text).isEmpty)
        let tuned = try fallen(text.replacing(tuning.text, with: tuning.replacement))
        #expect(tuned.contains { $0.hasPrefix(tuning.claim) }, "\(tuned)")
    }

    @Test("every scene with claims has such a tuning", arguments: SceneLibrary.names)
    func complete(name: String) throws {
        let scene = try Scene(parsing: try #require(SceneLibrary.text(named: name)), origin: name)
        #expect(scene.claims.isEmpty || Self.tunings.contains { $0.scene == name })
    }

    /// The claims that do not hold.
    private func fallen(_ text: String) throws -> [String] {
        var race = Race(try Scene(parsing: text, origin: "tuned"))
        return race.outcomes().filter { !$0.outcome.holds }.map(\.claim.text)
    }
}
