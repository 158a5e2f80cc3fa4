import Foundation
import PackagePlugin

/// Has `embed-scenes` turn the files in `scenes/` into Swift before the module is compiled.
@main
struct EmbedScenes: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "scenes")
        let scenes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedScenes.swift")
        return [
            .buildCommand(
                displayName: "Embedding the built-in scenes",
                executable: try context.tool(named: "embed-scenes").url,
                arguments: [output.path(), folder.path()],
                // The folder too: a file that is new there must not wait for the next time that this plugin is asked.
                inputFiles: [folder] + scenes,
                outputFiles: [output])
        ]
    }
}
