import Player

/// The scenes that are tuned here, and what is done to them.
enum TunedModel {
    static let text = """
        title: Test
        steps: 60
        panels:
          - {surface: bowl, start: [1, 2]}
          - {surface: valley, parameters: {kappa: 20}, title: "κ = {kappa}, η = {eta}", short: "η = {η}"}
        runs:
          - {optimizer: sgd, eta: 0.05, label: "η = {eta}"}
          - momentum   # the second
          - {optimizer: nag, eta: 0.02*0.9^(t/20)}
        claims:
          - {claim: It arrives, track: bowl, holds: 'final("η = 0.05", loss) < 10'}
        """

    /// Three panels of one run each.
    static let apart = """
        steps: 20
        panels:
          - {surface: bowl, name: a, title: "α = {alpha}", runs: [{optimizer: momentum, alpha: 0, label: "α = {alpha}"}]}
          - {surface: bowl, name: b, runs: [{optimizer: momentum, alpha: 0.5, label: "α = {alpha}"}]}
          - {surface: bowl, name: c, runs: [{optimizer: momentum, alpha: 0.75, label: "α = {alpha}"}]}
        """

    static func model(_ text: String = text) throws -> Model { try TypedCommandTests.model(text) }

    static func type(_ text: String, _ model: inout Model) { TypedCommandTests.type(text, &model) }

    static func rates(_ model: Model, at step: Int = 1) -> [Double] {
        model.race.runs.map { $0.hyperparameters(at: step)[0] }
    }
}
