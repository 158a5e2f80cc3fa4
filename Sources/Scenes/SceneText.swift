import Basics
import Expressions
import YAML

/// A scene's text that is changed where a command says so, and read again as a file is: what is wrong with a command is
/// what would be wrong with the file, and is said at its place in the command.
public struct SceneText: Sendable {
    /// What is changed.
    let scene: Scene
    var file: EditableText
    /// Which words of the command stand where.
    private var sources: [Source] = []
    /// How many claims were left out as they no longer made sense.
    public private(set) var droppedClaims = 0

    private struct Source: Sendable {
        let path: [PathStep]
        let isKey: Bool
        /// More than one where each is a line of its own.
        let words: [PlacedText]
    }

    /// - Throws: why the scene's text cannot be changed.
    public init(_ scene: Scene) throws(Diagnostic) {
        self.scene = scene
        guard let file = try? EditableText(scene.text.withoutByteOrderMark) else {
            throw Diagnostic("this scene has no text that could be changed")
        }
        self.file = file
    }

    public var text: String { file.text }

    /// Whether the text had to be written anew, and lost its comments.
    public var isRewritten: Bool { file.isRewritten }

    // MARK: Changing

    /// Puts a value where a path leads.
    mutating func set(_ path: [PathStep], to value: YAMLValue, order: [String] = []) {
        file.set(path, to: value, order: order)
    }

    /// Puts a command's word where a path leads: between brackets it is a list or a mapping.
    mutating func set(_ path: [PathStep], to word: PlacedText, order: [String] = []) {
        set(path, to: Self.value(of: word), order: order)
        note(path, word)
    }

    /// Notes that a word of the command stands somewhere, so that what is wrong with it is said there.
    mutating func note(_ path: [PathStep], isKey: Bool = false, _ word: PlacedText) {
        sources.append(Source(path: path, isKey: isKey, words: [word]))
    }

    /// Notes that words of the command are the lines of a text.
    mutating func note(_ path: [PathStep], lines: [PlacedText]) {
        sources.append(Source(path: path, isKey: false, words: lines))
    }

    static func value(of word: PlacedText) -> YAMLValue {
        if let first = word.text.first, "[{".contains(first), let value = try? EditableText(word.text)?.value {
            return value
        }
        return .scalar(word.unquoted.text)
    }

    // MARK: Reading

    /// The scene that the text is now. Claims that no longer make sense, as they are of another surface or run, are left
    /// out.
    ///
    /// - Throws: a ``Diagnostic`` with its place in the command.
    public mutating func read() throws(Diagnostic) -> Scene {
        while true {
            do throws(Diagnostic) {
                return try Scene(parsing: text, origin: scene.origin, allowsPrograms: scene.allowsPrograms)
            } catch {
                guard dropClaim(at: error.location) else { throw located(error) }
            }
        }
    }

    /// Leaves out the claim that an error is about, unless the command makes it.
    private mutating func dropClaim(at location: SourceLocation?) -> Bool {
        guard let location, let claims = file.value["claims"]?.items else { return false }
        let path = file.path(at: offset(of: location)).path
        guard path.count >= 2, path[0] == "claims", case .item(let index) = path[1], claims.indices.contains(index),
            !sources.contains(where: { $0.path.starts(with: path.prefix(2)) })
        else { return false }
        droppedClaims += 1
        return file.remove(claims.count == 1 ? ["claims"] : ["claims", .item(index)])
    }

    /// An error about the text as one about the command.
    private func located(_ error: Diagnostic) -> Diagnostic {
        var located = error
        located.location = nil
        guard let location = error.location else { return located }
        let offset = offset(of: location)
        let found = file.path(at: offset)
        // What stands deepest on the way to the place.
        let candidates = sources.filter { source in
            source.isKey
                ? found.isKey && source.path == found.path
                : !(found.isKey && source.path == found.path) && found.path.starts(with: source.path)
        }
        guard let source = candidates.max(by: { $0.path.count < $1.path.count }) else {
            // The last word is what the command is about.
            located.location = sources.last?.words.first?.location
            return located
        }
        guard source.path == found.path, !source.isKey, file.value[found.path]?.string != nil else {
            located.location = source.words.first?.location
            return located
        }
        guard source.words.count == 1 else {
            located.location = self.location(location, amongLines: source.words, begin: found.begin)
            return located
        }
        let word = source.words[0].unquoted
        let quote = file.text.unicodeScalars.dropFirst(found.begin).first.map { "\"'".unicodeScalars.contains($0) }
        let column = max(0, min(offset - found.begin - (quote == true ? 1 : 0), word.text.count))
        located.location = SourceLocation(
            line: 1, column: word.column + column,
            length: min(location.length, max(1, word.text.count - column)))
        return located
    }

    /// A place in a text of several lines, each of which is a word of the command.
    private func location(
        _ location: SourceLocation, amongLines words: [PlacedText], begin: Int
    ) -> SourceLocation? {
        let before = file.text.unicodeScalars.prefix(begin).count { $0 == "\n" } + 1
        let index = min(max(location.line - before - 1, 0), words.count - 1)
        let lines = file.text.lines
        let indent = location.line <= lines.count ? lines[location.line - 1].prefix { $0 == " " }.count : 0
        let column = max(0, min(location.column - 1 - indent, words[index].text.count))
        return SourceLocation(line: 1, column: words[index].column + column, length: location.length)
    }

    /// Which of the text's Unicode scalars stands at a place.
    private func offset(of location: SourceLocation) -> Int {
        let lines = file.text.lines
        guard location.line <= lines.count else { return file.text.unicodeScalars.count }
        let line = lines[location.line - 1]
        let before = file.text.unicodeScalars.distance(from: file.text.startIndex, to: line.startIndex)
        return before + String(line.prefix(location.column - 1)).unicodeScalars.count
    }
}
