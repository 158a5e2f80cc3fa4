import Foundation
import Testing

/// What the commands answer with which options, and with which status.
@Suite("Answers to options")
struct AnswerTests {
    private static let claims = """
        steps: 10
        panels: [bowl]
        runs: [{optimizer: sgd, eta: 0.1}]
        claims:
          - {claim: it falls, holds: 'final(sgd, loss) < at(sgd, 0, loss)'}
          - {claim: ten steps, holds: 'final(sgd, t) == 10'}
        """

    private static let failing = "{steps: 5, panels: [bowl], runs: [{optimizer: sgd, eta: 2.5 - t}]}"

    @Test("check says the verdict and the claims; quiet only what falls, verbose what was measured")
    func check() throws {
        func answer(_ scene: String, _ options: String...) throws -> Program.Outcome {
            try Program.run(Program.path, ["check", "-"] + options, input: scene)
        }
        let proven = try answer(Self.claims)
        #expect(proven.status == 0 && proven.output == "<stdin>: 2 claims proven\n  ✓ it falls\n  ✓ ten steps\n")
        let quiet = try answer(Self.claims, "--quiet")
        #expect(quiet.status == 0 && quiet.output.isEmpty)
        let verbose = try answer(Self.claims, "--verbose")
        #expect(verbose.status == 0 && verbose.output.hasPrefix("<stdin>: 2 claims proven\n  ✓ it falls\n      "))
        #expect(verbose.output.contains("\n      final(sgd, t) = 10\n"))
        let fallen = try answer(Self.claims.replacing("== 10", with: "== 11"), "-q")
        #expect(fallen.status == 1)
        #expect(
            fallen.output
                == "<stdin>: 1 of 2 claims fallen\n  ✗ ten steps\n      final(sgd, t) == 11\n      final(sgd, t) = 10\n"
        )
    }

    @Test("a run that fails is an answer of no, to check and to trace")
    func failures() throws {
        let checked = try Program.run("check", "-", input: Self.failing)
        #expect(checked.status == 1 && checked.output.hasPrefix("<stdin>: not valid\n  ✗ SGD failed: eta is -0.5"))
        let traced = try Program.run("trace", "-", input: Self.failing)
        #expect(traced.status == 1 && traced.error.hasPrefix("ravine: SGD failed: eta is -0.5"))
        // The start and the two steps before.
        #expect(traced.output.split(separator: "\n").count == 4)
    }

    @Test("show shows the last step unless another is asked for, in the theme that is asked for")
    func show() throws {
        func show(_ options: String...) throws -> String {
            try Program.run(
                Program.path, ["show", "-", "--size", "80x24"] + options, input: Self.claims,
                environment: ["COLORTERM": "", "TERM": "xterm", "NO_COLOR": ""]
            ).output
        }
        let last = try show()
        #expect(try last.contains("step 10/10") && last == show("--step", "10") && last == show("--step", "99"))
        #expect(try show("--step", "0").contains("step 0/10"))
        // White is the light theme's ground: by its number, as nothing here says that more than 256 are there.
        let (dark, light) = (try show("--color", "always"), try show("--color", "always", "--theme", "light"))
        #expect(light.contains("48;5;231m") && !dark.contains("48;5;231m") && !(light + dark).contains("8;2;"))
        let exact = try Program.run(
            "show", "-", "--color", "always", input: Self.claims,
            environment: ["COLORTERM": "truecolor", "NO_COLOR": ""])
        #expect(exact.output.contains("38;2;"))
    }

    @Test("lists for scripts have places as x and y, and bounds as lower and upper")
    func lists() throws {
        func entries(_ kind: String) throws -> [String: [String: Any]] {
            let json = try Program.run("list", kind, "--json").output
            let list = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            return Dictionary(uniqueKeysWithValues: list.map { ($0["name"] as? String ?? "", $0) })
        }
        let beale = try #require(try entries("surfaces")["beale"])
        #expect(beale["minima"] as? [[Double]] == [[3, 0.5]])
        let mccormick = try #require(try entries("surfaces")["mccormick"])
        #expect(mccormick["domain"] as? [String: [Double]] == ["x": [-1.5, 4], "y": [-3, 4]])
        let momentum = try #require(try entries("optimizers")["momentum"]?["hyperparameters"] as? [[String: Any]])
        let ranges = momentum.prefix(2).map { ($0["range"] as? [Any])?.map { $0 as? Double } }
        #expect(ranges == [[0, nil], [0, 1]])
        #expect(momentum.prefix(2).map { $0["name"] as? String } == ["eta", "alpha"])
        #expect(momentum[1]["default"] as? Double == 0.9)
    }
}
