/// A YAML text that can be changed: where it is, it stays as it was written, its comments included.
///
/// After each change the text is read again. Where that is not the value that was wanted (an alias would have changed
/// with its anchor, say), the whole text is written anew.
package struct EditableText: Sendable {
    package private(set) var text: String
    package private(set) var value: YAMLValue
    /// Whether it had to be written anew, and lost its comments.
    package private(set) var isRewritten = false
    private var root: Node

    /// - Throws: what is wrong with the text.
    /// - Returns: `nil` if it is empty, or a key is no text.
    package init?(_ text: String) throws(YAMLError) {
        guard let root = try Node(parsing: text), let value = YAMLValue(root) else { return nil }
        self.text = text
        self.root = root
        self.value = value
    }

    /// Puts a value where a path leads: in place of what stands there, or as a new entry.
    ///
    /// - Parameter order: the keys in the order in which they are written; a new one stands behind those before it.
    /// - Returns: whether the path leads anywhere.
    @discardableResult
    package mutating func set(_ path: [PathStep], to wanted: YAMLValue, order: [String] = []) -> Bool {
        var expected = value
        guard expected.set(path, to: wanted, order: order) else { return false }
        let change = replacement(path, wanted) ?? insertion(path, wanted, order)
        take(expected, change)
        return true
    }

    /// - Returns: whether the path leads anywhere.
    @discardableResult
    package mutating func remove(_ path: [PathStep]) -> Bool {
        var expected = value
        guard expected.remove(path) else { return false }
        take(expected, removal(path))
        return true
    }

    /// Which of the text's Unicode scalars a value is written with.
    package func extent(of path: [PathStep]) -> Range<Int>? { chain(path)?.last?.extent }

    /// What stands at one of the text's Unicode scalars: the way to it, whether it is the key at its end, and where
    /// that begins.
    package func path(at offset: Int) -> (path: [PathStep], isKey: Bool, begin: Int) {
        var path: [PathStep] = []
        var node = root
        descent: while true {
            for (index, item) in (node.sequence ?? []).enumerated() where item.extent.reaches(offset) {
                path.append(.item(index))
                node = item
                continue descent
            }
            for (key, value) in node.mapping ?? [] {
                let name = PathStep.key(key.scalar?.string ?? "")
                if key.extent.reaches(offset) { return (path + [name], true, key.extent.lowerBound) }
                guard value.extent.reaches(offset) else { continue }
                path.append(name)
                node = value
                continue descent
            }
            return (path, false, node.extent.lowerBound)
        }
    }

    // MARK: Changes

    private struct Change {
        let extent: Range<Int>
        let text: String

        init(extent: Range<Int>, text: String) {
            self.extent = extent
            self.text = text
        }

        init(at place: Int, _ text: String) { self.init(extent: place..<place, text: text) }
    }

    private mutating func take(_ expected: YAMLValue, _ change: Change?) {
        if let change {
            var scalars = Array(text.unicodeScalars)
            scalars.replaceSubrange(change.extent, with: change.text.unicodeScalars)
            if take(String(String.UnicodeScalarView(scalars)), expected) { return }
        }
        isRewritten = true
        let written = take(expected.document, expected)
        assert(written, "a value is not read as it is written")
    }

    /// - Returns: whether a text is the value that is wanted.
    private mutating func take(_ text: String, _ expected: YAMLValue) -> Bool {
        guard let root = try? Node(parsing: text), YAMLValue(root) == expected else { return false }
        (self.text, self.root, value) = (text, root, expected)
        return true
    }

    /// The nodes on the way, the root first; `nil` where the path leads nowhere.
    private func chain(_ path: some Collection<PathStep>) -> [Node]? {
        var nodes = [root]
        for step in path {
            let node = nodes[nodes.count - 1]
            switch step {
            case .key(let key):
                guard let found = node.mapping?.first(where: { $0.key.scalar?.string == key }) else { return nil }
                nodes.append(found.value)
            case .item(let index):
                guard let items = node.sequence, items.indices.contains(index) else { return nil }
                nodes.append(items[index])
            }
        }
        return nodes
    }

    private func replacement(_ path: [PathStep], _ wanted: YAMLValue) -> Change? {
        guard let nodes = chain(path), let node = nodes.last, nodes.count > 1 else { return nil }
        let parent = nodes[nodes.count - 2]
        let extent = trimmed(node.extent)
        if nodes.dropLast().contains(where: \.isFlow) {
            return Change(extent: extent, text: extent.isEmpty ? " " + wanted.flow : wanted.flow)
        }
        // What it stands behind, `key:` or `-`, and a blank.
        let scalars = Array(text.unicodeScalars)
        var begin = extent.lowerBound
        var written = wanted.after(indent: column(of: parent), depth: path.count)
        if case .key(let key) = path.last, let key = parent.mapping?.first(where: { $0.key.scalar?.string == key })?.key
        {
            begin = key.extent.upperBound
            while begin < extent.lowerBound, scalars[begin] != ":" { begin += 1 }
            begin += 1
            guard begin <= extent.lowerBound else { return nil }
            // A comment there stays behind the key.
            let gap = String(String.UnicodeScalarView(scalars[begin..<extent.lowerBound]))
            if let comment = gap.firstIndex(of: "#") {
                let line = gap[..<comment].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
                let words = gap[comment...].split(separator: "\n")[0]
                written.insert(contentsOf: "\(line)\(words)", at: Self.endOfFirstLine(written))
            }
        } else {
            while begin > 0, scalars[begin - 1] == " " || scalars[begin - 1] == "\n" { begin -= 1 }
            guard begin > 0, scalars[begin - 1] == "-" else { return nil }
        }
        var end = extent.upperBound
        if written.contains("\n") {
            // So does one behind a value that has several lines now.
            while end < scalars.count, scalars[end] != "\n" { end += 1 }
            let rest = String(String.UnicodeScalarView(scalars[extent.upperBound..<end]))
            written.insert(contentsOf: rest, at: Self.endOfFirstLine(written))
        }
        return Change(extent: begin..<end, text: written)
    }

    private static func endOfFirstLine(_ text: String) -> String.Index { text.firstIndex(of: "\n") ?? text.endIndex }

    private func insertion(_ path: [PathStep], _ wanted: YAMLValue, _ order: [String]) -> Change? {
        guard let step = path.last, let nodes = chain(path.dropLast()), let parent = nodes.last else { return nil }
        switch step {
        case .key(let key):
            guard let pairs = parent.mapping, let first = pairs.first else { return nil }
            let place = YAMLValue.place(of: key, among: pairs.map { $0.key.scalar?.string ?? "" }, order)
            if nodes.contains(where: \.isFlow) {
                let entry = "\(YAMLValue.spelled(key, inFlow: true)): \(wanted.flow)"
                if place == 0 { return Change(at: first.key.extent.lowerBound, entry + ", ") }
                return Change(at: trimmed(pairs[place - 1].value.extent).upperBound, ", " + entry)
            }
            let indent = column(of: parent)
            let entry =
                YAMLValue.spelled(key, inFlow: false) + ":" + wanted.after(indent: indent, depth: path.count)
            let blanks = String(repeating: " ", count: indent)
            if place == 0 { return Change(at: first.key.extent.lowerBound, entry + "\n" + blanks) }
            return appended(blanks + entry, behind: pairs[place - 1].value, orKey: pairs[place - 1].key)
        case .item:
            guard let items = parent.sequence, let last = items.last else { return nil }
            if nodes.contains(where: \.isFlow) {
                return Change(at: trimmed(last.extent).upperBound, ", " + wanted.flow)
            }
            let indent = parent.mark.column - 1
            let blanks = String(repeating: " ", count: indent)
            return appended(blanks + "-" + wanted.after(indent: indent, depth: path.count), behind: last, orKey: last)
        }
    }

    /// A new line behind the one in which an entry ends, and behind a comment there.
    private func appended(_ entry: String, behind node: Node, orKey key: Node) -> Change {
        let scalars = Array(text.unicodeScalars)
        var end = max(trimmed(node.extent).upperBound, key.extent.upperBound)
        while end < scalars.count, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
        return Change(at: end, "\n" + entry)
    }

    private func removal(_ path: [PathStep]) -> Change? {
        guard let step = path.last, let nodes = chain(path.dropLast()), let parent = nodes.last else { return nil }
        var entries: [Range<Int>] = []
        var index: Int
        switch step {
        case .key(let key):
            guard let pairs = parent.mapping else { return nil }
            index = pairs.firstIndex { $0.key.scalar?.string == key } ?? 0
            entries = pairs.map { pair in
                let end = max(pair.key.extent.upperBound, trimmed(pair.value.extent).upperBound)
                return pair.key.extent.lowerBound..<end
            }
        case .item(let item):
            guard let items = parent.sequence else { return nil }
            index = item
            entries = items.map { trimmed($0.extent) }
        }
        guard entries.indices.contains(index), entries.count > 1 else { return nil }
        if nodes.contains(where: \.isFlow) {
            let range =
                index + 1 < entries.count
                ? entries[index].lowerBound..<entries[index + 1].lowerBound
                : entries[index - 1].upperBound..<entries[index].upperBound
            return Change(extent: range, text: "")
        }
        // Whole lines: where something else stands before it there, the text is written anew.
        let scalars = Array(text.unicodeScalars)
        var (begin, end) = (entries[index].lowerBound, entries[index].upperBound)
        if case .item = step {
            while begin > 0, scalars[begin - 1] == " " { begin -= 1 }
            guard begin > 0, scalars[begin - 1] == "-" else { return nil }
            begin -= 1
        }
        while begin > 0, scalars[begin - 1] == " " { begin -= 1 }
        guard begin == 0 || scalars[begin - 1] == "\n" else { return nil }
        while end < scalars.count, scalars[end] != "\n" { end += 1 }
        return Change(extent: begin..<min(end + 1, scalars.count), text: "")
    }

    /// Without blanks and line breaks at the end, which belong to what comes after it.
    private func trimmed(_ extent: Range<Int>) -> Range<Int> {
        let scalars = text.unicodeScalars
        var end = scalars.index(scalars.startIndex, offsetBy: min(extent.upperBound, scalars.count))
        var count = extent.upperBound
        while count > extent.lowerBound {
            end = scalars.index(before: end)
            guard scalars[end].properties.isWhitespace else { break }
            count -= 1
        }
        return extent.lowerBound..<count
    }

    /// How far the entries of a block are indented.
    private func column(of node: Node) -> Int {
        let mark = node.mapping?.first?.key.mark ?? node.mark
        return mark.column - 1
    }
}

extension Range<Int> {
    /// Whether a place is in it, or just behind it, where what is missing is said to be.
    fileprivate func reaches(_ offset: Int) -> Bool { lowerBound <= offset && offset <= upperBound }
}
