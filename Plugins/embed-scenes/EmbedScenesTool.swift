import Foundation

/// Writes a Swift file that holds scene files as string literals: `embed-scenes OUTPUT SCENE…`.
@main
enum EmbedScenesTool {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first else { return }
        var text = "/// The scenes in `scenes/`, by file name. Generated.\nenum EmbeddedScenes {\n"
        text += "    static let files: [(name: String, text: String)] = [\n"
        for path in arguments.dropFirst() {
            let scene = URL(fileURLWithPath: path)
            let contents = try String(contentsOf: scene, encoding: .utf8)
            let name = scene.deletingPathExtension().lastPathComponent
            text += "        (\"\(name)\", ####\"\"\"\n\(contents)\n\"\"\"####),\n"
        }
        text += "    ]\n}\n"
        try text.write(to: URL(fileURLWithPath: output), atomically: true, encoding: .utf8)
    }
}
