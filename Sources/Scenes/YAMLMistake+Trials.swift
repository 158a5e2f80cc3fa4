/// The usual mistakes, those first that explain most.
extension YAMLMistake {
    /// Longer lines are no one's handwriting, and not looked into.
    static let longestLine = 1000

    /// What is tried in turn, made as it is needed.
    var suspicions: some Sequence<Trial> {
        let near = Set([problem.line, context?.line ?? problem.line, problem.line - 1]).filter(lines.indices.contains)
            .sorted()
        let above = Array(lines.indices.prefix(problem.line + 1))
        let searches: [([Int], (Int) -> [Trial])] = [
            (near, vectors), (near, colons), (above, openQuotes), (above, brackets), ([problem.line], commas),
            ([problem.line], pieces),
            (near, quotes), (above.reversed().filter { $0 < problem.line }, blockText), (near.reversed(), indentations),
        ]
        return searches.lazy.flatMap { places, search in
            places.lazy.filter { lines[$0].count <= Self.longestLine }.flatMap(search)
        }
    }

    // MARK: A line and its parts

    /// Where the value begins in a line `key: value`, `- value` or `- key: value`; `nil` if it has no key and no dash.
    func valueStarts(_ line: Int) -> [Int] {
        let text = lines[line]
        var start = indent(line)
        var starts: [Int] = []
        while start + 1 < text.count, text[start] == "-", text[start + 1] == " " {
            start += text[start...].dropFirst().prefix { $0 == " " }.count + 1
            starts.append(start)
        }
        var column = start
        while column < text.count, text[column].isLetter || text[column].isNumber || "_-".contains(text[column]) {
            column += 1
        }
        if column > start, column + 1 < text.count, text[column] == ":", text[column + 1] == " " {
            starts.append(column + 1 + text[(column + 1)...].prefix { $0 == " " }.count)
        }
        return starts.filter { $0 < text.count }.reversed()
    }

    func trial(
        _ message: String, _ line: Int, _ column: Int, length: Int = 1, mended: [Character]
    ) -> Trial {
        Trial(message: message, place: Place(line: line, column: column), length: length, line: line, mended: mended)
    }

    // MARK: Colons

    /// A colon without its blank, or with one that is none.
    private func colons(_ line: Int) -> [Trial] {
        let text = lines[line]
        let start = valueStarts(line).last ?? indent(line)
        if start + 2 < text.count, "*•–—".contains(text[start]), text[start + 1] == " " {
            var mended = text
            mended[start] = "-"
            return [trial("an item begins with '-'; write '\(String(mended[start...]))'", line, start, mended: mended)]
        }
        if let missing = missingColon(line, from: start) { return [missing] }
        guard let colon = text[start...].firstIndex(where: { $0 == ":" || $0 == "：" }), colon > start,
            text[start..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) })
        else { return [] }
        var mended = text
        let rest = Array(text[(colon + 1)...].drop(while: \.isWhitespace))
        mended.replaceSubrange(colon..., with: [":", " "] + rest)
        let key = String(text[start..<colon])
        if text[colon] == "：" {
            return [trial("this is no ':' but a wider character; write '\(key): '", line, colon, mended: mended)]
        }
        guard colon + 1 < text.count, text[colon + 1] != " ", text[colon + 1] != "\t" else { return [] }
        let message =
            text[colon + 1].isWhitespace
            ? "what follows the ':' is not an ordinary blank; write '\(key): \(String(rest))'"
            : "a blank is missing after the ':'; write '\(key): \(String(rest))'"
        return [trial(message, line, colon, mended: mended)]
    }

    /// `rate = 30`, `rate 30`, or `rate` alone.
    private func missingColon(_ line: Int, from start: Int) -> Trial? {
        let text = lines[line]
        let key = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !key.isEmpty, Keys.isKnown(String(key)) else { return nil }
        var rest = text[(start + key.count)...].drop { $0 == " " }
        if rest.first == "=" { rest = rest.dropFirst().drop { $0 == " " } }
        guard rest.first != ":", rest.first != "：" else { return nil }
        let mended = String(key) + (rest.isEmpty ? ":" : ": ") + String(rest)
        return trial(
            "a ':' is missing after '\(String(key))'; write '\(mended)'", line, start, length: key.count,
            mended: Array(text[..<start]) + Array(mended))
    }

    // MARK: Quotation marks

    /// A value that needs quotation marks.
    private func quotes(_ line: Int) -> [Trial] {
        let text = lines[line]
        return valueStarts(line).compactMap { start in
            var value = Array(text[start...])
            if let comment = comment(in: value) { value = Array(value[..<comment]) }
            while value.last?.isWhitespace == true { value.removeLast() }
            guard let first = value.first, !isBracketed(value) else { return nil }
            let quote: Character = value.contains("\"") || value.contains("\\") ? "'" : "\""
            let inner = quote == "'" ? value.flatMap { $0 == "'" ? ["'", "'"] : [$0] } : value
            let quoted = [quote] + inner + [quote]
            let mended = Array(text[..<start]) + quoted
            let example = quoted.count <= 60 ? ": \(String(quoted))" : ""
            let message: String
            if "\"'".contains(first) {
                message = "text follows a closing quotation mark; put the whole in quotation marks" + example
            } else if "[{@`%*&!|>?,]}-".contains(first) {
                message = "a text cannot begin with '\(first)' unless it stands in quotation marks" + example
            } else if let colon = value.indices.first(where: {
                value[$0] == ":" && ($0 + 1 == value.count || value[$0 + 1] == " ")
            }) {
                return trial(
                    "a text with a ':' stands in quotation marks" + example, line, start + colon, mended: mended)
            } else {
                message = "this text stands in quotation marks" + example
            }
            return trial(message, line, start, length: value.count, mended: mended)
        }
    }

    /// Whether a value is a list or a mapping in brackets, or was meant to be one.
    private func isBracketed(_ value: [Character]) -> Bool {
        guard let first = value.first, "[{".contains(first) else { return false }
        var depth = 0
        let rest = value.drop { character in
            depth += "[{".contains(character) ? 1 : "]}".contains(character) ? -1 : 0
            return depth > 0
        }
        let next = rest.dropFirst().first { $0 != " " }
        return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }

    private func comment(in value: [Character]) -> Int? {
        value.indices.dropFirst().first { value[$0] == "#" && value[$0 - 1] == " " }
    }

    /// A quotation mark that is still open where its line ends.
    private func openQuotes(_ line: Int) -> [Trial] {
        guard let quote = open(line).quote else { return [] }
        let text = lines[line]
        var ends = [text.count]
        // Before what closes behind it, and before a comment.
        var end = text.count
        while end > quote.column + 1, "]} ,".contains(text[end - 1]) {
            end -= 1
            ends.append(end)
        }
        if let comment = text.indices.last(where: { $0 > quote.column && text[$0] == "#" && text[$0 - 1] == " " }) {
            ends.append(comment - 1)
        }
        if let comma = text[(quote.column + 1)...].firstIndex(of: ",") { ends.append(comma) }
        return ends.map { end in
            var mended = text
            mended.insert(quote.mark, at: end)
            return trial("this quotation mark is never closed", line, quote.column, mended: mended)
        }
    }

    // MARK: Indentation

    /// A line that begins in another column than those that it belongs to.
    private func indentations(_ line: Int) -> [Trial] {
        let text = lines[line]
        let own = indent(line)
        guard own < text.count, text[own] != "#" else { return [] }
        var columns: [(column: Int, line: Int)] = []
        for above in lines.indices.prefix(line).reversed() where indent(above) < lines[above].count {
            let column = indent(above)
            guard lines[above][column] != "#" else { continue }
            let inner = lines[above][column...].prefix { $0 == "-" || $0 == " " }.count
            for column in [column + inner, column]
            where column != own && !columns.contains(where: { $0.column == column }) {
                columns.append((column, above))
            }
            if column == 0 || columns.count > 6 { break }
        }
        columns.sort { abs($0.column - own) < abs($1.column - own) }
        return columns.map { wanted in
            let mended = Array(repeating: " ", count: wanted.column) + text[own...]
            return trial(
                "this line is indented by \(own) blank\(own == 1 ? "" : "s") and does not fit the lines above; \(wanted.column) would do, as in line \(wanted.line + 1)",
                line, own, mended: mended)
        }
    }

    // MARK: Texts of several lines

    private static let longTexts = [
        "rule", "loss", "accuracy", "about", "source", "notes", "holds", "claim", "stability",
    ]

    /// A text of several lines without the `|` that keeps them.
    private func blockText(_ line: Int) -> [Trial] {
        let text = lines[line]
        let start = text.firstIndex { $0 != " " && $0 != "-" } ?? 0
        guard text.last == ":", Self.longTexts.contains(String(text[start...].dropLast())),
            start < indent(problem.line) || lines[problem.line].allSatisfy(\.isWhitespace)
        else { return [] }
        return [
            trial(
                "a text of several lines begins with '|'; write '\(String(text[start...])) |'", line, start,
                length: text.count - start, mended: text + [" ", "|"])
        ]
    }
}
