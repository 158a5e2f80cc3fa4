import Expressions
import Scenes
import Testing

/// Expects that a scene is refused: with what is said, and where.
func expectMistake(_ text: String, _ line: Int, _ column: Int, _ message: String) {
    let error = #expect(throws: Diagnostic.self, "\(text)") { _ = try Scene(parsing: text, origin: "t") }
    #expect(error?.message == message)
    #expect(error?.location?.line == line && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
}
