import Foundation

/// Writes a Swift file that holds a folder's scene files as string literals: `embed-scenes OUTPUT FOLDER`.
@main
enum EmbedScenesTool {
    static func main() throws {
        let output = URL(fileURLWithPath: CommandLine.arguments[1])
        let folder = URL(fileURLWithPath: CommandLine.arguments[2])
        let scenes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        var text = "/// The scenes in `scenes/`, by file name. Generated.\nenum EmbeddedScenes {\n"
        text += "    static let files: [(name: String, text: String)] = [\n"
        for scene in scenes {
            let contents = try String(contentsOf: scene, encoding: .utf8)
            let name = scene.deletingPathExtension().lastPathComponent
            text += "        (\"\(name)\", ####\"\"\"\n\(contents)\n\"\"\"####),\n"
        }
        text += "    ]\n}\n"
        try text.write(to: output, atomically: true, encoding: .utf8)
    }
}
