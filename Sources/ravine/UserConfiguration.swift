import Foundation
import Player

/// Finds the user's preferences: `ravine/config.yaml` in `XDG_CONFIG_HOME`, by default `~/.config`.
enum UserConfiguration {
    /// Reads the preferences. Mistakes are reported with their place, and ignored.
    static func load(environment: [String: String]) -> Configuration {
        guard let file = file(environment: environment), FileManager.default.fileExists(atPath: file.path()) else {
            return Configuration()
        }
        do {
            let text = try String(contentsOf: file, encoding: .utf8)
            let configuration = Configuration(parsing: text)
            for mistake in configuration.mistakes {
                Output.error(mistake.rendered(file: file.path(), source: text) + "\n  (ignored)")
            }
            return configuration
        } catch {
            Output.error("cannot read '\(file.path())': \(Output.reason(error)) (ignored)")
            return Configuration()
        }
    }

    private static func file(environment: [String: String]) -> URL? {
        // The specification tells to ignore a path that is not absolute.
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
        return (base ?? home).map { URL(fileURLWithPath: $0).appending(path: "ravine/config.yaml") }
    }
}
