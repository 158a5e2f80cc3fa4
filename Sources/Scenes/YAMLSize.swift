import Basics
import Expressions

/// Refuses YAML that is small as a text and huge, or endlessly deep, as what it stands for, before it is parsed.
enum YAMLSize {
    /// The deepest indentation: each two columns may be a level.
    private static let mostColumns = 1000

    static func check(_ text: String) throws(Diagnostic) {
        guard text.utf8.count <= Limits.sceneBytes else {
            throw Diagnostic("the file is too large for a scene (more than \(Limits.sceneBytes) bytes)")
        }
        var anchors: Set<Substring> = []
        var aliases: [(name: Substring, line: Int, column: Int)] = []
        for (row, line) in text.lines.enumerated() {
            let margin = line.prefix { " -?:\t".contains($0) }
            guard margin.count <= mostColumns else {
                throw Diagnostic(
                    "indented by more than \(mostColumns) columns", at: SourceLocation(line: row + 1, column: 1))
            }
            guard line.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "&") }) else { continue }
            var before: Character = " "
            for (column, index) in line.indices.enumerated() {
                let character = line[index]
                defer { before = character }
                guard character == "*" || character == "&", " \t[{,:-?".contains(before) else { continue }
                let name = line[line.index(after: index)...].prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
                guard !name.isEmpty else { continue }
                if character == "&" { anchors.insert(name) } else { aliases.append((name, row + 1, column + 1)) }
            }
        }
        // In a formula a star may look like an alias: without an anchor of that name it is none.
        let used = aliases.filter { anchors.contains($0.name) }
        guard used.count <= Limits.aliases else {
            let (_, line, column) = used[Limits.aliases]
            throw Diagnostic(
                "more than \(Limits.aliases) aliases (*name) in one file",
                at: SourceLocation(line: line, column: column))
        }
    }
}
