import Expressions
import Racing
import Testing

@testable import Scenes

@Suite("Labels and titles say values")
struct WordingTests {
    private static func scene(label: String = "x", title: String = "x") throws -> Scene {
        try Scene(
            parsing: """
                panels: [{surface: valley, parameters: {kappa: 20}, title: \(title)}]
                runs: [{optimizer: momentum, eta: 0.0975, label: \(label)}, {optimizer: adam, eta: 0.3}]
                """, origin: "t")
    }

    @Test(
        "by name or symbol, of the run and of its surface",
        arguments: [
            ("'η = {eta}'", "η = 0.0975"), ("\"{η}, {alpha}\"", "0.0975, 0.9"), ("'κ = {κ} {kappa}'", "κ = 20 20"),
            ("'{{eta} is { eta }'", "{eta} is 0.0975"), ("'}} {{ }'", "}} { }"), ("'a } b'", "a } b"),
            ("'{eta}{eta}'", "0.09750.0975"),
        ])
    func labels(label: String, reads: String) throws {
        #expect(try Self.scene(label: label).labels[0] == reads)
    }

    @Test("in a title a value is that of the first run that has it")
    func titles() throws {
        let scene = try Self.scene(title: "'{eta} {beta1} {kappa}'")
        #expect(scene.tracks[0].title == "0.0975 0.9 20")
    }

    @Test(
        "what is no value is an error with its place and what there is",
        arguments: [
            (
                "'η = {etta}'", 2, 55,
                "'{etta}' is no value that there is here, and a brace itself is written '{{'; did you mean 'eta'?"
            ),
            ("'η = {beta1}'", 2, 55, "did you mean 'eta'?"), ("'{}'", 2, 51, "'{}' is no value"),
            ("'η = {eta'", 2, 55, "is not closed; a brace itself is written '{{'"),
        ] as [(String, Int, Int, String)])
    func mistakes(label: String, line: Int, column: Int, message: String) throws {
        let error = #expect(throws: Diagnostic.self) { _ = try Self.scene(label: label) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.location?.line == line && error?.location?.column == column, "\(error?.location as Any)")
    }

    @Test("two runs that read alike at the start are one too many")
    func twice() {
        let text = """
            panels: [bowl]
            runs: [{optimizer: sgd, eta: 0.1, label: "η = {eta}"}, {optimizer: nag, eta: 0.1, label: "η = {eta}"}]
            """
        let error = #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
        #expect(error?.message.contains("there is a run 'η = 0.1' already") == true)
    }
}
