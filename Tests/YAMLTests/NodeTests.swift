import Testing
import YAML

@Suite("A YAML text is a tree with places")
struct NodeTests {
    /// A tree in one line, its texts with the first letter of their style, every value with its place.
    private static func spelled(_ node: Node) -> String {
        let place = "@\(node.mark.line):\(node.mark.column)"
        switch node.content {
        case .scalar(let scalar): return "\("\(scalar.style)".prefix(1))'\(scalar.string)'" + place
        case .sequence(let items): return "[" + items.map(spelled).joined(separator: " ") + "]" + place
        case .mapping(let pairs):
            return "{" + pairs.map { spelled($0.key) + "=" + spelled($0.value) }.joined(separator: " ") + "}" + place
        }
    }

    private static let trees: [(String, String)] = [
        ("yes", "p'yes'@1:1"), ("---\n- 1\n...\n", "[p'1'@2:3]@2:1"), ("a:", "{p'a'@1:1=p''@1:3}@1:1"),
        (
            "'a': \"b\\0\\u00fc\"\nc: |\n  d\n  e\nf: >\n  g\n  h\n",
            "{s'a'@1:1=d'b\0ü'@1:6 p'c'@2:1=l'd\ne\n'@2:4 p'f'@5:1=f'g h\n'@5:4}@1:1"
        ),
        ("{ä: [1, {}], 🙂: []}", "{p'ä'@1:2=[p'1'@1:6 {}@1:9]@1:5 p'🙂'@1:14=[]@1:17}@1:1"),
        (
            "a: &x [1]\nb: *x\nc: &x 2\nd: *x\n",
            "{p'a'@1:1=[p'1'@1:8]@1:4 p'b'@2:1=[p'1'@1:8]@1:4 p'c'@3:1=p'2'@3:4 p'd'@4:1=p'2'@3:4}@1:1"
        ),
        (
            "<<: a\n!!int b: !x c\n? [d]\n: e\n? [d]\n: f\n",
            "{p'<<'@1:1=p'a'@1:5 p'b'@2:1=p'c'@2:10 [p'd'@3:4]@3:3=p'e'@4:3 [p'd'@5:4]@5:3=p'f'@6:3}@1:1"
        ),
    ]

    @Test("texts of every style, collections, anchors", arguments: trees)
    func reads(text: String, tree: String) throws {
        #expect(Self.spelled(try #require(try Node(parsing: text))) == tree)
    }

    @Test("a text without a value is nothing", arguments: ["", "\n", "# only this\n", "%YAML 1.1\n---\n"])
    func nothing(text: String) throws {
        let node = try Node(parsing: text)
        #expect(node == nil || text.hasPrefix("%") && node?.scalar?.string == "")
    }

    private static let errors: [(String, String)] = [
        ("a: [}", "did not find expected node content 1:5 after 1:5"),
        ("a: b: c", "mapping values are not allowed in this context 1:5"),
        ("a: *b", "undefined alias 1:4"), ("a: &b [*b]", "undefined alias 1:8"),
        ("a\n--- b\n", "another document 2:1 after 1:1"), ("ü: \u{7}", "character 7 at byte 4"),
        ("b: 1\n'a': 1\nb: 2\n\"a\": 2\nc: {d: 1, e: 2}\n", "a twice, first 2:1"),
        ("a: {b: 1, b: 2}\na: 3\n", "b twice, first 1:5"), ("!x a: 1\na: 2\n", "a twice, first 1:1"),
    ]

    private static func spelled(_ error: YAMLError) -> String {
        switch error {
        case .grammar(let reason, let mark, let context):
            "\(reason) \(mark.line):\(mark.column)" + (context.map { " after \($0.line):\($0.column)" } ?? "")
        case .character(let value, let offset): "character \(value) at byte \(offset)"
        case .repeatedKey(let key, let first): "\(key) twice, first \(first.line):\(first.column)"
        case .outOfMemory: "memory"
        }
    }

    @Test("what is no YAML has a reason and a place", arguments: errors)
    func refuses(text: String, expected: String) {
        let error = #expect(throws: YAMLError.self) { try Node(parsing: text) }
        #expect(error.map(Self.spelled) == expected)
    }

    @Test("a thousand levels are enough, and each way to more is refused")
    func levels() {
        let lists = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        let mappings = { (count: Int) in
            String(repeating: "{a: ", count: count) + String(repeating: "}", count: count)
        }
        for text in [lists(1000), mappings(1000), "[&a \(lists(998)), [*a]]"] {
            #expect(throws: Never.self) { try Node(parsing: text) }
        }
        let nested = (1...20).map { "&a\($0) " + (0..<400).reduce("*a\($0 - 1)") { text, _ in "[\(text)]" } }
        for text in [
            lists(1001), mappings(1001), "[&a \(lists(998)), [[*a]]]", "[&a0 [], \(nested.joined(separator: ", "))]",
            String(repeating: "[", count: 200_000), String(repeating: "- ", count: 200_000),
            String(repeating: "? ", count: 200_000), String(repeating: "{a: ", count: 200_000),
        ] {
            let error = #expect(throws: YAMLError.self) { try Node(parsing: text) }
            guard case .grammar("nesting level", _, _) = error else {
                Issue.record("\(text.prefix(20)) …: \(error.map(Self.spelled) ?? "no error")")
                continue
            }
        }
    }
}
