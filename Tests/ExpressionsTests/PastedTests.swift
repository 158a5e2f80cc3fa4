import Testing

@testable import Expressions

@Suite("Operators that are pasted from slides")
struct PastedTests {
    private static let meanings: [(pasted: String, typed: String)] = [
        ("−", "-"), ("–", "-"), ("·", "*"), ("⋅", "*"), ("∗", "*"), ("×", "*"), ("÷", "/"), ("≤", "<="), ("≥", ">="),
        ("≠", "!="),
    ]

    @Test("each means what is typed for it, between any numbers", arguments: meanings)
    func meaning(pasted: String, typed: String) throws {
        for (left, right) in [(2, 7), (7, 2), (3, 3), (0, -4)] {
            #expect(try number("\(left) \(pasted) \(right)") == number("\(left) \(typed) \(right)"))
        }
        #expect(try Lexer.tokens(of: "a\(pasted)b").map(\.kind) == Lexer.tokens(of: "a\(typed)b").map(\.kind))
    }

    @Test("no other character is an operator")
    func others() {
        let known = Set(Self.meanings.map(\.pasted))
        // Punctuation, arrows, mathematics, shapes; then wide forms.
        for range in [0xA1...0x3FF, 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFFEF] {
            for scalar in range.lazy.compactMap({ Unicode.Scalar(UInt32($0)) }) where !scalar.properties.isAlphabetic {
                let text = String(Character(scalar))
                guard let kind = (try? Lexer.tokens(of: text))?.first?.kind, case .symbol = kind else { continue }
                #expect(known.contains(text), "'\(text)' is an operator, and no test tells which")
            }
        }
    }
}
