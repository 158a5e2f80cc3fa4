import Basics
import Player
import Recording

/// Finds the user's preferences: `ravine/config.yaml` in `XDG_CONFIG_HOME`, by default `~/.config`.
enum UserConfiguration {
    /// Reads the preferences. Mistakes are reported with their place, and ignored.
    static func load(environment: [String: String]) -> Configuration {
        guard let path = path(environment: environment) else { return Configuration() }
        do throws(Files.Failure) {
            let bytes = try Files.bytes(of: path, atMost: Limits.sceneBytes)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Files.Failure(reason: "it is not text in UTF-8")
            }
            let configuration = Configuration(parsing: text, recordings: RecordingFormats.all.flatMap { $0.endings })
            for mistake in configuration.mistakes {
                Output.error(
                    Failure(mistake.rendered(file: path, source: text) + "\n  (ignored)", isAboutFile: true))
            }
            return configuration
        } catch {
            if !error.isMissing { Output.error("cannot read '\(path)': \(error.reason) (ignored)") }
            return Configuration()
        }
    }

    private static func path(environment: [String: String]) -> String? {
        // The specification tells to ignore a path that is not absolute.
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
        return (base ?? home).map { $0 + "/ravine/config.yaml" }
    }
}
