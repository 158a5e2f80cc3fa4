import Racing
import Scenes
import Testing

@Suite("The built-in scenes")
struct BuiltInSceneTests {
    @Test("every one parses, and every claim of it holds", arguments: SceneLibrary.names)
    func claims(name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        var race = Race(scene)
        let outcomes = race.outcomes()
        #expect(!outcomes.isEmpty)
        for (claim, outcome) in outcomes { #expect(outcome.holds, "\(claim.text): \(outcome.answers)") }
        #expect(!scene.about.isEmpty && !scene.source.isEmpty)
    }

    @Test("they are all there, the default first")
    func names() {
        #expect(SceneLibrary.names.first == "radford")
        let named = ["long-valley", "saddle-point", "beale", "ellipse", "momentum", "learning-rate", "rosenbrock"]
        #expect(Set(named).isSubset(of: SceneLibrary.names))
        #expect(Set(SceneLibrary.names).count == SceneLibrary.names.count)
    }

    /// Positions read back from Alec Radford's own animation, to the digits that were published.
    @Test(
        "Beale hits the positions of the original",
        arguments: [
            ("SGD", [(0.950168, 1.48354), (0.837614, 1.0621), (1.00741, 0.508716), (1.700, 0.0972)]),
            ("Momentum", [(0.950168, 1.48354), (0.409188, -0.531331), (0.6439, -1.40344), (3.272, 0.5596)]),
            ("NAG", [(0.902828, 1.37291), (0.571639, -0.364041), (1.35743, -0.586839), (3.092, 0.5221)]),
            ("AdaGrad", [(0, 0.6), (1.25395, 0.279453), (2.36362, 0.278463), (2.819, 0.4504)]),
            ("AdaDelta", [(0.977639, 1.57764), (1.0312, 0.421567), (2.61901, 0.38216), (2.968, 0.4918)]),
        ] as [(String, [(Double, Double)])])
    func positions(label: String, expected: [(Double, Double)]) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "beale")))
        race.advance(to: 198)
        let run = try #require(race.runs.first { $0.label == label })
        for (step, place) in zip([1, 10, 50, 198], expected) {
            // Five or six digits were published, at the last step four.
            let tolerance = step == 198 ? 5.1e-4 : 6e-6
            #expect(abs(run.trajectory.points[step].x - place.0) < tolerance)
            #expect(abs(run.trajectory.points[step].y - place.1) < tolerance)
        }
    }
}
