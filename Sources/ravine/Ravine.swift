import ArgumentParser
import Basics
import Racing
import Terminal

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
              ravine lecture                           give a lecture: 37 scenes in order; O shows them all
              ravine notes --follow                    the speaker's notes, in a second terminal
              ravine beale momentum my-scene.yaml      play these; PgDn and PgUp go through them
              ravine show beale --step 50              print one frame
              ravine record radford -o radford.cast    record an animation for asciinema
              ravine play radford.cast                 play a recording
              ravine trace beale --format csv          print every step, every digit
              ravine sweep ellipse --x eta --y alpha --run momentum -o map.png
                                                       every learning rate with every momentum
              ravine check                             prove the claims of all built-in scenes

            EXIT STATUS
              0  done     1  the answer is no (a claim falls), or a file cannot be written
              2  wrong usage, or something failed     130  interrupted
            """,
        version: "0.1.0",
        subcommands: [Play.self, Show.self, Record.self, List.self, Check.self, Trace.self, Sweep.self, Notes.self],
        defaultSubcommand: Play.self)

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Output.error(failure)
            leave(failure.status)
        } catch let failure as Files.Failure {
            Output.error("cannot write standard output: \(failure.reason)")
            leave(1)
        } catch {
            let message = fullMessage(for: error)
            switch exitCode(for: error) {
            case .success:
                do {
                    try Output.write(message.isEmpty ? "" : message + "\n")
                    leave(0)
                } catch {
                    Output.error("cannot write standard output: \(error.reason)")
                    leave(1)
                }
            case .validationFailure:
                Output.writeError(message + "\n")
                leave(2)
            case let code:
                if !message.isEmpty { Output.writeError(message + "\n") }
                leave(code.rawValue)
            }
        }
    }
}

/// Ends the program. Inside a command `exit` is something else.
private func leave(_ status: Int32) -> Never { exit(status) }

/// Why a command could not do its work.
struct Failure: Error, CustomStringConvertible {
    /// The whole message; complete, without a program's name if it begins with a file's.
    let message: String
    let status: Int32
    /// Whether a place in a file is wrong, with which the message begins.
    let isAboutFile: Bool

    var description: String { message }

    init(_ message: String, status: Int32 = 2, isAboutFile: Bool = false) {
        self.message = message
        self.status = status
        self.isAboutFile = isAboutFile
    }
}

/// Standard output and standard error.
enum Output {
    static func write(_ text: String) throws(Files.Failure) { try write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) throws(Files.Failure) { try Files.write(bytes, to: STDOUT_FILENO) }

    /// Where errors cannot be written either there is nobody left to tell.
    static func writeError(_ text: String) { try? Files.write(text.utf8, to: STDERR_FILENO) }

    /// Says which runs could not go on, and why.
    ///
    /// - Throws: the exit status of a command that had such runs.
    static func report(failuresOf race: Race) throws {
        let failures = race.runs.compactMap { run in run.failure.map { "\(run.label) failed: \($0)" } }
        for failure in failures { error(failure) }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    /// One message on standard error, after the program's name.
    static func error(_ message: String) { error(Failure(message)) }

    /// The same for a failure; one that begins with a place in a file stands alone.
    static func error(_ failure: Failure) {
        writeError((failure.isAboutFile ? failure.message : "ravine: \(failure.message)") + "\n")
    }
}
