import Basics
import Canvas
import Programs
import Recording

/// The file of a recording in its format: frames in, and a whole file, or a whole shorter one, or none out.
struct RecordingFile: FrameFile {
    let path: String
    private var format: any RecordingFormat
    private var output: Output
    private var moments: Moments

    private enum Output {
        case file(OutputFile)
        case encoder(EncodedFile)
    }

    /// - Throws: a ``Failure``, if there can be no such file, or there is one and it may not be replaced.
    init(_ path: String, as type: any RecordingFormat.Type, _ heading: RecordingHeading, mayReplace: Bool) throws {
        self.path = path
        format = type.init(heading)
        moments = Moments(heading.moments)
        do throws(Files.Failure) {
            let file = try OutputFile(path, mayReplace: mayReplace, grows: type.uses.contains(.growing))
            if let encoder = type.encoder {
                output = .encoder(try EncodedFile(file, by: encoder, heading))
            } else {
                output = .file(file)
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// Uses other colours from the next frame on.
    mutating func use(_ theme: Theme) { format.use(theme) }

    mutating func add(_ frame: Frame, at seconds: Double) throws { try add(frame, at: seconds, step: 0) }

    /// - Parameter step: up to which what is worth finding again has come.
    mutating func add(_ frame: Frame, at seconds: Double, step: Int) throws {
        format.add(frame, at: seconds)
        moments.mark(&format, step: step, at: seconds)
        try write()
    }

    mutating func finish(at seconds: Double) throws {
        format.finish(at: seconds)
        try write()
        do throws(Files.Failure) {
            switch output {
            case .file(let file): try file.finish()
            case .encoder(let encoder): try encoder.finish()
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// Leaves nothing but what is a file by itself.
    func abandon() {
        switch output {
        case .file(let file): file.abandon()
        case .encoder(let encoder): encoder.abandon()
        }
    }

    private mutating func write() throws {
        let bytes = format.takeBytes()
        guard !bytes.isEmpty else { return }
        do throws(Files.Failure) {
            switch output {
            case .file(var file):
                do throws(Files.Failure) {
                    try file.write(bytes)
                } catch {
                    file.abandon()
                    throw error
                }
                output = .file(file)
            case .encoder(let encoder): try encoder.write(bytes)
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    static func failure(_ path: String, _ error: Files.Failure) -> Failure {
        if error.isThere { return Failure("'\(path)' is there already; --force replaces it", status: 1) }
        let name = path == "-" ? "standard output" : "'\(path)'"
        return Failure("cannot write \(name): \(error.reason)", status: 1)
    }
}

/// A file that another program makes of what it is sent.
private final class EncodedFile {
    private let file: OutputFile
    private let encoder: Encoder
    private var program: RunningProgram

    init(_ file: OutputFile, by encoder: Encoder, _ heading: RecordingHeading) throws(Files.Failure) {
        self.file = file
        self.encoder = encoder
        // What begins with a minus sign would be an option.
        let path = file.writingPath.hasPrefix("/") ? file.writingPath : "./" + file.writingPath
        do throws(RunningProgram.NotStarted) {
            program = try RunningProgram([encoder.program] + encoder.arguments(heading, path))
        } catch {
            file.abandon()
            throw Files.Failure(reason: error.reason)
        }
    }

    func write(_ bytes: [UInt8]) throws(Files.Failure) {
        guard program.send(bytes) else { throw failure() }
    }

    func finish() throws(Files.Failure) {
        program.closeInput()
        program.waitForEnd()
        guard program.hasSucceeded else { throw failure() }
        try file.finish()
    }

    func abandon() {
        program.closeInput()
        program.waitForEnd()
        file.abandon()
    }

    private func failure() -> Files.Failure {
        abandon()
        if program.isMissing {
            return Files.Failure(
                reason: "it is made by \(encoder.program), which is not installed "
                    + "(apt install \(encoder.program), or brew install \(encoder.program)); .gif, .svg and .html need no "
                    + "other program")
        }
        return Files.Failure(reason: "\(encoder.program) \(program.ending ?? "took no more")")
    }
}
