import ArgumentParser
import Foundation

@main
struct Ravine: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ravine",
        abstract: "Races optimizers down loss landscapes in the terminal.",
        discussion: """
            Without a subcommand, ravine plays scenes: the built-in ones, or those you name. A scene is a built-in name \
            (see 'ravine list scenes') or a YAML file; '-' reads one from standard input.

            EXAMPLES
              ravine                                   play, beginning with the scene 'radford'
              ravine beale momentum my-scene.yaml      play these; PgDn and PgUp go through them
              ravine show beale --step 50              print one frame
              ravine record radford -o radford.cast    record an animation for asciinema
              ravine trace beale --format csv          print every step, every digit
              ravine check                             prove the claims of all built-in scenes

            EXIT STATUS
              0  done     1  the answer is no (a claim falls)     2  wrong usage, or something failed
            """,
        version: "0.1.0",
        subcommands: [Play.self, Show.self, Record.self, List.self, Check.self, Trace.self],
        defaultSubcommand: Play.self)

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Output.error(failure.message)
            Foundation.exit(failure.status)
        } catch {
            let message = fullMessage(for: error)
            switch exitCode(for: error) {
            case .success:
                Output.write(message.isEmpty ? "" : message + "\n")
                Foundation.exit(0)
            case .validationFailure:
                Output.writeError(message + "\n")
                Foundation.exit(2)
            case let code:
                if !message.isEmpty { Output.writeError(message + "\n") }
                Foundation.exit(code.rawValue)
            }
        }
    }
}

/// Why a command could not do its work.
struct Failure: Error {
    /// The whole message; complete, without a program's name if it begins with a file's.
    let message: String
    let status: Int32

    init(_ message: String, status: Int32 = 2) {
        self.message = message
        self.status = status
    }
}

/// Standard output and standard error.
enum Output {
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Where there is no standard error any more, there is nobody to tell.
    static func writeError(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    /// One message on standard error, after the program's name unless it begins with a place in a file.
    static func error(_ message: String) {
        writeError(message.contains(": error: ") ? message + "\n" : "ravine: \(message)\n")
    }

    /// Writes a file whole or not at all; `-` is standard output.
    static func write(_ text: String, toFile path: String) throws {
        if path == "-" { return write(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure("cannot write '\(path)': \(reason(error))")
        }
    }

    /// What the system says of a file error, in its own words.
    static func reason(_ error: any Error) -> String {
        let error = error as NSError
        let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        if underlying.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(underlying.code))) }
        switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: return "No such file or directory"
        case .fileReadNoPermission, .fileWriteNoPermission: return "Permission denied"
        case .fileReadInapplicableStringEncoding, .fileReadCorruptFile: return "it is not text in UTF-8"
        default: return error.localizedDescription
        }
    }
}
