import Basics
import Foundation
import Testing

@testable import YAML

@Suite("A YAML text that is changed stays as it was written elsewhere")
struct EditableTextTests {
    private static let scene = """
        # A scene.
        title: "Two"   # short
        start: [-4, 1]
        surfaces:
          own:
            loss: |
              z = x^2
              z + y^2
            domain: {x: [-4, 4], y: [-2, 2]}   # shown
        runs:   # all of them
          - sgd
          # the second
          - {optimizer: momentum, eta: 0.01}
          - optimizer: adam
            eta: 0.1   # large
        panels:
        - surface: own
        - valley
        """

    @Test(
        "values replaced, added and removed",
        arguments: [
            ("title", .scalar("Three: four"), "title: \"Two\"", "title: \"Three: four\""),
            ("start", .sequence([.scalar("0"), .scalar("1")]), "[-4, 1]", "[0, 1]"),
            (
                "runs 0", .mapping(of: ["optimizer": .scalar("sgd"), "eta": .scalar("0.5")]), "- sgd",
                "- {optimizer: sgd, eta: 0.5}"
            ),
            ("runs 1 eta", .scalar("ramp(0.5, 1)"), "eta: 0.01}", "eta: \"ramp(0.5, 1)\"}"),
            ("runs 1 label", .scalar("α = 0"), "eta: 0.01}", "eta: 0.01, label: α = 0}"),
            ("runs 2 eta", .scalar("0.2"), "eta: 0.1 ", "eta: 0.2 "),
            ("runs 2 label", .scalar("big"), "# large", "# large\n    label: big"),
            ("runs 3", .scalar("nag"), "# large", "# large\n  - nag"),
            ("panels 2", .scalar("bowl"), "- valley", "- valley\n- bowl"),
            ("steps", .scalar("50"), "# short", "# short\nsteps: 50"),
            ("surfaces own loss", .scalar("x^2 + y^2"), " |\n      z = x^2\n      z + y^2", " x^2 + y^2"),
            ("surfaces own loss", .scalar("a = x\na^2\n"), "      z = x^2\n      z + y^2", "      a = x\n      a^2"),
            ("surfaces own domain x", .sequence([.scalar("0"), .scalar("1")]), "x: [-4, 4]", "x: [0, 1]"),
            ("surfaces own title", .scalar("T"), "    loss: |", "    title: T\n    loss: |"),
            ("runs 0", nil, "  - sgd\n", ""),
            ("runs 1", nil, "  - {optimizer: momentum, eta: 0.01}\n", ""),
            ("runs 1 eta", nil, "momentum, eta: 0.01", "momentum"),
            ("runs 1 optimizer", nil, "optimizer: momentum, ", ""),
            ("start", nil, "start: [-4, 1]\n", ""),
        ] as [(String, YAMLValue?, String, String)])
    func changes(path: String, wanted: YAMLValue?, old: String, new: String) throws {
        var text = try #require(try EditableText(Self.scene))
        let path = Self.path(path)
        if let wanted {
            let isSet = text.set(path, to: wanted, order: ["title", "steps", "start", "loss"])
            #expect(isSet)
        } else {
            let isRemoved = text.remove(path)
            #expect(isRemoved)
        }
        #expect(!text.isRewritten)
        #expect(text.text == Self.scene.replacing(old, with: new, maxReplacements: 1))
    }

    private static func path(_ text: String) -> [PathStep] {
        text.split(separator: " ").map { word in Int(word).map { .item($0) } ?? .key(String(word)) }
    }

    @Test("what cannot be changed where it stands is written anew, and still says the same")
    func anew() throws {
        var text = try #require(try EditableText("a: &x {b: 1}  # shared\nc: *x\n"))
        let isSet = text.set(["c", "b"], to: .scalar("2"))
        #expect(isSet)
        #expect(text.isRewritten && text.text == "a: {b: 1}\nc: {b: 2}\n")
        let nowhere = [text.set(["d", "b"], to: .scalar("2")), text.remove(["a", "z"]), text.remove(["a", 0])]
        #expect(nowhere == [false, false, false])
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../../scenes")

    private static let files = try! FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()

    private static let values: [YAMLValue] = [
        .scalar(""), .scalar("- x"), .scalar("a: b # c"), .scalar("two\nlines\n"), .scalar("  \n\t\u{7}ü\""),
        .scalar("key:\n    - literal\n\n  text"), .sequence([.scalar("a, b"), .mapping([])]),
        .mapping(of: ["k": .sequence([]), "l l": .scalar("'\\")]),
    ]

    @Test("every value of every built-in scene can be changed and removed, and all else stays", arguments: files)
    func scenes(file: String) throws {
        let original = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let text = try #require(try EditableText(original))
        var paths: [[PathStep]] = []
        func collect(_ value: YAMLValue, _ path: [PathStep]) {
            if !path.isEmpty { paths.append(path) }
            for (index, item) in (value.items ?? []).enumerated() { collect(item, path + [.item(index)]) }
            for pair in value.pairs ?? [] { collect(pair.value, path + [.key(pair.key)]) }
        }
        collect(text.value, [])
        for (index, path) in paths.enumerated() {
            var (changed, expected) = (text, text.value)
            let value = Self.values[index % Self.values.count]
            _ = expected.set(path, to: value, order: [])
            changed.set(path, to: value)
            #expect(changed.value == expected && !changed.isRewritten, "\(path)")
            #expect(YAMLValue(try #require(try Node(parsing: changed.text))) == expected)
            // Nothing is lost but what was there.
            let lines = Set(changed.text.split(separator: "\n"))
            let lost = original.split(separator: "\n").filter { !lines.contains($0) }
            #expect(lost.count <= 4 + Self.lineCount(text, path), "\(path)")
            (changed, expected) = (text, text.value)
            _ = expected.remove(path)
            changed.remove(path)
            #expect(changed.value == expected)
            #expect(YAMLValue(try #require(try Node(parsing: changed.text))) == expected)
        }
    }

    private static func lineCount(_ text: EditableText, _ path: [PathStep]) -> Int {
        let extent = text.extent(of: path)!
        return Array(text.text.unicodeScalars)[extent].count { $0 == "\n" }
    }

    @Test("a value is read as it is written", arguments: files)
    func written(file: String) throws {
        let original = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let value = try #require(try EditableText(original)).value
        #expect(YAMLValue(try #require(try Node(parsing: value.document))) == value)
        #expect(YAMLValue(try #require(try Node(parsing: value.flow))) == value)
    }

    @Test("any text at all is read as it is written", arguments: [1, 2, 3, 4])
    func texts(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let letters = Array("ab :#-?,[]{}'\"\\\n\t|>&*!%@`=~.0ü🙂\u{85}\u{2028}\u{7f}\u{1b}".unicodeScalars)
        for _ in 0..<2000 {
            let length = Int(random.next() % 9)
            let text = String(
                String.UnicodeScalarView((0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] }))
            let value = YAMLValue.mapping(of: ["k": .sequence([.scalar(text), .mapping([.init(text, .scalar(text))])])])
            for written in [value.flow, value.document] {
                #expect(
                    (try? Node(parsing: written)).flatMap { $0 }.flatMap(YAMLValue.init) == value,
                    "\(written.debugDescription)")
            }
        }
    }
}
