import Basics
import Recording

/// A file for a text that is known at the end only, and that is never written over another one.
struct NewFile {
    private let name: String
    private var file: OutputFile

    init(_ name: String) throws {
        self.name = name
        do throws(Files.Failure) {
            file = try OutputFile(name, mayReplace: false)
        } catch {
            throw error.isThere
                ? Failure("'\(name)' is there already; choose another name, or remove it", status: 1)
                : RecordingFile.failure(name, error)
        }
    }

    mutating func write(_ text: String) throws {
        do throws(Files.Failure) {
            try file.write(Array(text.utf8))
            try file.finish()
        } catch {
            file.abandon()
            throw RecordingFile.failure(name, error)
        }
    }

    func abandon() { file.abandon() }
}
