/// Mistakes with brackets, and what is open where a line ends.
extension YAMLMistake {
    /// What a walk over a line finds that is still open at its end.
    struct Open {
        var quote: (column: Int, mark: Character)?
        var brackets: [(column: Int, mark: Character)] = []
        /// A closing bracket with nothing to close.
        var surplus: Int?
        /// A closing bracket that does not fit, and the one that it would close.
        var mismatch: (column: Int, opening: (column: Int, mark: Character))?
        /// Where a comment begins.
        var comment: Int?
    }

    func open(_ line: Int) -> Open {
        let text = lines[line]
        var open = Open()
        // Quotation marks and brackets count only where a value can begin; brackets within brackets always.
        var canBegin = true
        var column = valueStarts(line).first ?? indent(line)
        while column < text.count {
            let character = text[column]
            defer { column += 1 }
            if let quote = open.quote {
                if character == "\\", quote.mark == "\"" { column += 1 }
                if character == quote.mark {
                    if quote.mark == "'", column + 1 < text.count, text[column + 1] == "'" {
                        column += 1
                    } else {
                        open.quote = nil
                    }
                }
                continue
            }
            switch character {
            case "\"" where canBegin, "'" where canBegin: open.quote = (column, character)
            case "[" where canBegin || !open.brackets.isEmpty, "{" where canBegin || !open.brackets.isEmpty:
                open.brackets.append((column, character))
                canBegin = true
                continue
            case "]", "}":
                if let last = open.brackets.popLast() {
                    if (last.mark == "[") != (character == "]"), open.mismatch == nil { open.mismatch = (column, last) }
                } else if open.surplus == nil {
                    open.surplus = column
                }
            case "#" where column == 0 || text[column - 1] == " ":
                open.comment = column
                return open
            default: break
            }
            if character != " " { canBegin = !open.brackets.isEmpty && ",:".contains(character) }
        }
        return open
    }

    func brackets(_ line: Int) -> [Trial] {
        var trials: [Trial] = []
        let open = open(line)
        let text = lines[line]
        let closing: [Character: Character] = ["[": "]", "{": "}"]
        if let last = open.brackets.last {
            if let comment = open.comment, text[comment...].contains(where: { "]}".contains($0) }) {
                var mended = text
                mended[comment] = "x"
                trials.append(
                    trial(
                        "a '#' after a blank begins a comment; a text with it stands in quotation marks", line,
                        comment, mended: mended))
            }
            let closers = open.brackets.reversed().map { closing[$0.mark]! }
            var end = open.comment ?? text.count
            while end > last.column, text[end - 1] == " " { end -= 1 }
            var mended = text
            mended.insert(contentsOf: closers, at: end)
            let first = open.brackets[0]
            trials.append(
                trial(
                    "this '\(last.mark)' is never closed", line,
                    open.brackets.count == 1 ? first.column : last.column, mended: mended))
        }
        if let surplus = open.surplus {
            var mended = text
            mended.remove(at: surplus)
            trials.append(trial("this '\(text[surplus])' closes nothing", line, surplus, mended: mended))
        }
        if let mismatch = open.mismatch { trials += mismatched(line, mismatch.column, mismatch.opening) }
        var end = open.comment ?? text.count
        while end > 0, text[end - 1] == " " { end -= 1 }
        if end > 1, text[end - 1] == ",", "]}".contains(text[end - 2]), open.brackets.isEmpty {
            var mended = text
            mended.remove(at: end - 1)
            trials.append(
                trial("this ',' is too much: nothing in brackets goes on behind it", line, end - 1, mended: mended))
        }
        return trials
    }

    /// A closing bracket of the other kind, one too many, or one that is missing before it.
    private func mismatched(_ line: Int, _ column: Int, _ opening: (column: Int, mark: Character)) -> [Trial] {
        let text = lines[line]
        let right: Character = opening.mark == "[" ? "]" : "}"
        var trials: [Trial] = []
        func add(_ message: String, _ place: Int, _ change: (inout [Character]) -> Void) {
            var mended = text
            change(&mended)
            trials.append(trial(message, line, place, mended: mended))
        }
        if let round = text[opening.column..<column].lastIndex(of: ")"), !text[opening.column..<round].contains("(") {
            add("this ')' does not fit the '\(opening.mark)' that it closes; write '\(right)'", round) {
                $0[round] = right
            }
        }
        add("this '\(text[column])' does not fit the '\(opening.mark)' that it closes; write '\(right)'", column) {
            $0[column] = right
        }
        add("this '\(text[column])' closes nothing", column) { $0.remove(at: column) }
        for comma in text.indices[(opening.column + 1)..<column] where text[comma] == "," {
            add("this '\(opening.mark)' is never closed", opening.column) { $0.insert(right, at: comma) }
        }
        add("this '\(opening.mark)' is never closed", opening.column) { $0.insert(right, at: column) }
        return trials
    }

    /// A comma or a value that is missing in brackets.
    func commas(_ line: Int) -> [Trial] {
        let text = lines[line]
        var trials: [Trial] = []
        for colon in text.indices.dropLast() where text[colon] == ":" && "]},".contains(text[colon + 1]) {
            var mended = text
            mended.insert(" ", at: colon + 1)
            trials.append(trial("a value is missing after this ':'", line, colon, mended: mended))
        }
        for semicolon in text.indices where text[semicolon] == ";" {
            var mended = text
            mended[semicolon] = ","
            trials.append(trial("entries in brackets have ',' between them, not ';'", line, semicolon, mended: mended))
        }
        // Before a bracket or a quotation mark, or before a known key.
        for start in text.indices.dropFirst() where text[start - 1] == " " || "[{\"".contains(text[start]) {
            let before = text[..<start].last { $0 != " " }
            if let before, ":,[{".contains(before) { continue }
            let word = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let isKey = text[(start + word.count)...].first == ":" && Keys.isKnown(String(word))
            guard isKey || (start == problem.column && "[{\"'".contains(text[start])) else { continue }
            var mended = text
            mended.insert(contentsOf: [",", " "], at: start)
            trials.append(
                trial("a ',' is missing before this", line, start, length: max(1, word.count), mended: mended))
        }
        return trials
    }

    /// A formula with a vector, which YAML takes for a list.
    func vectors(_ line: Int) -> [Trial] {
        let text = lines[line]
        return text.indices.filter { text[$0] == "[" }.compactMap { open in
            guard let close = text[open...].firstIndex(of: "]"), text[open..<close].contains(","),
                let colon = text[..<open].indices.last(where: { text[$0] == ":" && text[$0 + 1] == " " }),
                let start = text[(colon + 1)...].firstIndex(where: { $0 != " " })
            else { return nil }
            let after = text[(close + 1)...].first { $0 != " " }
            let before = text[start..<open].last { $0 != " " }
            guard after.map("*/+-^.".contains) == true || before.map("*/+-^(=".contains) == true else { return nil }
            var depth = 0
            var value = text[start...].prefix { character in
                depth += "([".contains(character) ? 1 : depth > 0 && ")]".contains(character) ? -1 : 0
                return depth > 0 || !",}".contains(character)
            }
            while value.last == " " { value.removeLast() }
            guard let first = value.first, !"\"'{|>".contains(first), !value.contains("\"") else { return nil }
            let quoted = "\"" + String(value) + "\""
            return trial(
                "a formula with a vector stands in quotation marks here: \(quoted)", line, start,
                length: value.count, mended: Array(text[..<start]) + Array(quoted) + Array(text[value.endIndex...]))
        }
    }

    /// A value in brackets that needs quotation marks: up to the next comma or bracket.
    func pieces(_ line: Int) -> [Trial] {
        let text = lines[line]
        guard text.contains(where: { "[{".contains($0) }) else { return [] }
        var trials: [Trial] = []
        // From the value nearest to the problem to the one farthest before it.
        for start in text.indices.prefix(problem.column + 1).reversed() where start > 0 && text[start - 1] != ":" {
            guard text[start] != " ", let before = text[..<start].last(where: { $0 != " " }), "[{,:".contains(before)
            else { continue }
            var depth = 0
            let value = text[start...].prefix { character in
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
                return depth > 0 || !",]}".contains(character)
            }
            guard let first = value.first, !"[{\"'".contains(first) else { continue }
            let quote: Character = value.contains("\"") ? "'" : "\""
            let quoted = [quote] + value + [quote]
            let colon = value.indices.first { value[$0] == ":" }
            let reason =
                colon != nil
                ? "a text with a ':' stands in quotation marks"
                : "a text cannot begin with '\(first)' unless it stands in quotation marks"
            trials.append(
                trial(
                    "\(reason): \(String(quoted))", line, start, length: value.count,
                    mended: Array(text[..<start]) + quoted + Array(text[(start + value.count)...])))
        }
        return trials
    }
}
