import Basics
import Expressions

/// What has become of the files that a scene was read from.
public struct SceneChange: Sendable {
    /// What the scene was read from before.
    public let before: SceneReading
    public let outcome: Outcome

    public init(before: SceneReading, outcome: Outcome) {
        self.before = before
        self.outcome = outcome
    }

    public enum Outcome: Sendable {
        case scene(Scene)
        /// What is wrong with the text, and the line that is meant.
        case mistake(Diagnostic, line: String?)
        /// They hold what they held before.
        case same
        /// The scene's own file is gone.
        case missing
    }
}

/// Looks for changes of the files that a scene was read from, and reads it anew.
///
/// Editors replace a file, or cut it to nothing and write: what has changed is read when it has stood still from one look
/// to the next. What counts is what files hold, so that nothing is missed that happened before the first look.
public struct SceneWatch: Sendable {
    private let reading: SceneReading
    private let allowsPrograms: Bool
    /// The scene's own file, and those that it names.
    private var paths: [String]
    /// The files at the last look.
    private var last: [FileStamp?]?
    /// The files when it was last found out what they hold.
    private var known: [FileStamp?]?

    /// - Parameters:
    ///   - reading: what the scene was read from.
    ///   - allowsPrograms: whether optimizers that are programs may be started.
    public init(_ reading: SceneReading, allowsPrograms: Bool) {
        self.reading = reading
        self.allowsPrograms = allowsPrograms
        paths = [reading.origin] + reading.files.map(\.path)
    }

    /// Whether a scene was read from a file, and not from a built-in text or a pipe.
    public static func isFile(_ reading: SceneReading) -> Bool {
        guard reading.origin != "<stdin>", SceneLibrary.text(named: reading.origin) == nil else { return false }
        return FileStamp(reading.origin)?.isRegular ?? true
    }

    /// What has changed since the last look, once it stands still.
    public mutating func look() -> SceneChange? {
        let now = paths.map { FileStamp($0) }
        let isStill = now == last
        last = now
        // What is no file any more says nothing.
        guard isStill, now != known, now.allSatisfy({ $0?.isRegular ?? true }) else { return nil }
        known = now
        let outcome = now[0] == nil ? Outcome.missing : outcome(ifSame: .same)
        guard paths.prefix(now.count).map({ FileStamp($0) }) == now else {
            // It was written while it was read.
            known = nil
            return nil
        }
        return SceneChange(before: reading, outcome: outcome)
    }

    /// Reads the scene anew, whether anything has changed or not.
    public mutating func readAnew() -> SceneChange {
        let isFile = Self.isFile(reading)
        if isFile {
            last = paths.map { FileStamp($0) }
            known = last
        }
        let outcome =
            !isFile ? scene(reading.text) : last?[0] == nil ? Outcome.missing : outcome(ifSame: nil)
        return SceneChange(before: reading, outcome: outcome)
    }

    private typealias Outcome = SceneChange.Outcome

    /// - Parameter same: what it is if nothing has changed; `nil` to read the scene anyway.
    private mutating func outcome(ifSame same: Outcome?) -> Outcome {
        let text: String
        do throws(Files.Failure) {
            let bytes = try Files.bytes(of: reading.origin, atMost: Limits.sceneBytes)
            guard let valid = String(validating: bytes, as: UTF8.self) else {
                throw Files.Failure(reason: "it is not text in UTF-8")
            }
            text = valid
        } catch {
            return .mistake(Diagnostic("it cannot be read: \(error.reason)"), line: nil)
        }
        if let same, text == reading.text,
            reading.files.allSatisfy({ $0 == SceneReading.File(reading: $0.path) })
        {
            return same
        }
        return scene(text)
    }

    private mutating func scene(_ text: String) -> Outcome {
        var reader = SceneReader(text: text, origin: reading.origin, allowsPrograms: allowsPrograms)
        do throws(Diagnostic) {
            return .scene(try reader.read())
        } catch {
            // A file that is wrong, or not there, is looked at too: mended, it mends the scene.
            let more = reader.files.read.map(\.path).filter { !paths.contains($0) }
            if !more.isEmpty {
                paths += more
                known = nil
            }
            let lines = text.withoutByteOrderMark.lines
            return .mistake(
                error, line: error.location.flatMap { $0.line <= lines.count ? String(lines[$0.line - 1]) : nil })
        }
    }
}
