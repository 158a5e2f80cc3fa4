import Basics
import ArgumentParser
import Racing
import Scenes

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Validates scenes and proves their claims.",
        discussion: """
            Races every scene to its end and holds its claims against what the runs did. A claim that falls is shown \
            with what was measured, and the exit status is 1.

              ravine check                  all built-in scenes
              ravine check my-scene.yaml
            """)

    @Argument(help: SceneArgument.deckHelp)
    var scenes: [String] = []

    @Flag(name: [.short, .long], help: "Print what was measured for every claim.")
    var verbose = false

    @Flag(name: [.short, .long], help: "Print only what falls.")
    var quiet = false

    @OptionGroup(title: "Scenes") var access: SceneOptions

    func run() throws {
        var fallen = 0
        for argument in scenes.isEmpty ? SceneLibrary.names : scenes {
            do {
                for slide in try SceneArgument.deck([argument], access).slides { fallen += try check(slide.scene) }
            } catch let failure as Failure where failure.isAboutFile {
                // A scene that is wrong is an answer, and the next one is still to be checked.
                Output.error(failure)
                fallen += 1
            }
        }
        if fallen > 0 { throw ExitCode(1) }
    }

    /// - Returns: how many claims fall and runs fail.
    private func check(_ scene: Scene) throws -> Int {
        var race = Race(scene)
        let outcomes = race.outcomes()
        let fallen = outcomes.count { !$0.outcome.holds }
        let failures = race.runs.compactMap { run in run.failure.map { "\(run.label) failed: \($0)" } }
        if !quiet || fallen > 0 || !failures.isEmpty {
            let claims = "\(outcomes.count) claim\(outcomes.count == 1 ? "" : "s")"
            let verdict =
                outcomes.isEmpty
                ? (failures.isEmpty ? "valid, no claims" : "not valid")
                : fallen == 0 ? "\(claims) proven" : "\(fallen) of \(claims) fallen"
            try Output.write("\(scene.origin): \(verdict)\n")
        }
        for (claim, outcome) in outcomes where !quiet || !outcome.holds {
            try Output.write("  \(outcome.holds ? "✓" : "✗") \(claim.text)\n")
            guard verbose || !outcome.holds else { continue }
            if !outcome.holds {
                let formula = claim.formula.split { $0.isWhitespace }.joined(separator: " ")
                try Output.write("      \(formula)\n")
            }
            for (question, value) in outcome.answers { try Output.write("      \(question) = \(answer(value))\n") }
        }
        for failure in failures { try Output.write("  ✗ \(failure)\n") }
        return fallen + failures.count
    }

    private func answer(_ value: Double) -> String {
        if value == .infinity { return "never" }
        return value.spelledShort
    }
}
