import Basics
import Testing

@testable import Expressions

@Suite("Formulas are read as they are written")
struct ParserTests {
    @Test(
        "precedence and associativity",
        arguments: [
            ("-2^2", -4), ("2^3^2", 512), ("2^-1", 0.5), ("-2^-2", -0.25), ("1 - 2 - 3", -4), ("8/4/2", 1),
            ("1 + 2*3", 7), ("(1 + 2)*3", 9), ("--3", 3), ("+3", 3), ("2*-3", -6), ("1 < 2 and 2 < 3", 1),
            ("1 > 2 or 2 >= 3", 0), ("not 1 > 2", 1), ("not 1 < 2 or 1", 1), ("1 == 1 and not 0", 1), ("1 != 1", 0),
            ("1 + 1 <= 2", 1), ("if(1 < 2, 3, 4)", 3), ("if(0, 3, 4)", 4), (".5 + 5.", 5.5), ("1e3 + 1E-3", 1000.001),
            ("2 − 3", -1), ("2 · 3", 6), ("3 ≤ 3", 1),
        ] as [(String, Double)])
    func values(text: String, value: Double) throws {
        #expect(try number(text) == value)
    }

    @Test("lines give names, the last line is the value")
    func lines() throws {
        #expect(try number("a = 2\nb = a^2  # a comment\n\nb + a; ") == 6)
        #expect(try number("a = (1 +\n 2)\na") == 3)
    }

    @Test("every function has its value")
    func functions() throws {
        let values: [String: Double] = [
            "abs(-2)": 2, "sqrt(9)": 3, "exp(0)": 1, "log(e)": 1, "log10(1000)": 3, "sin(pi/2)": 1, "cos(0)": 1,
            "tan(0)": 0, "asin(1)": .pi / 2, "acos(1)": 0, "atan(1)": .pi / 4, "sinh(0)": 0, "cosh(0)": 1, "tanh(0)": 0,
            "sigmoid(0)": 0.5, "softplus(0)": 0.6931471805599453, "relu(-1)": 0, "relu(2)": 2, "sign(-3)": -1,
            "floor(-1.5)": -2, "min(1, 2)": 1, "max(1, 2)": 2, "pow(2, 10)": 1024, "hypot(3, 4)": 5, "(-8)^3": -512,
            "if(1, 2, 3)": 2, "sigmoid(-800)": 0, "softplus(800)": 800, "2^0.5": 2.0.squareRoot(),
        ]
        for (text, value) in values { #expect(abs(try number(text) - value) <= 1e-15 * abs(value), "\(text)") }
        #expect(
            Set(Function.all.keys).isSubset(of: Set(values.keys.flatMap { $0.split(separator: "(").map(String.init) })))
    }

    @Test(
        "errors say where and what",
        arguments: [
            ("x + ", 1, 5, "expected a number, a name or '(', found the end"),
            ("sine(x)", 1, 1, "unknown function 'sine'; did you mean 'sin'?"),
            ("ln(x)", 1, 1, "unknown function 'ln'; the natural logarithm is 'log'"),
            ("2x", 1, 2, "an operator is missing before 'x'; for a product write '*'"),
            ("1 < x < 3", 1, 7, "comparisons do not chain; write 'a < b and b < c'"),
            ("((x)", 1, 1, "this '(' is never closed"),
            ("x @ y", 1, 3, "'@' has no meaning in a formula"),
            ("1e999", 1, 1, "'1e999' is too large for a number"),
            ("1.2.3", 1, 1, "'1.2.3' is not a number"),
            ("a = 1\na + foo", 2, 5, "unknown name 'foo'; there is a, x, y, e, pi"),
            (
                "a = x*y\nb = a +\na", 2, 8,
                "expected a number, a name or '(', found the end of the line; a line goes on only inside brackets"
            ),
            ("pow(x)", 1, 1, "'pow' takes 2 arguments, not 1"),
            ("sin", 1, 1, "'sin' is a function; write sin(…)"),
            ("x(2)", 1, 1, "'x' is not a function; for a product write 'x*(…)'"),
            ("x = y == 2 = 3", 1, 12, "'=' gives a name to a line; to compare write '=='"),
            ("x ** 2", 1, 3, "'**' is not an operator here; write '^'"),
            ("x && y", 1, 3, "'&&' is not an operator here; write 'and'"),
            ("x\ny", 1, 1, "only the last line may be an expression alone; begin this one with 'name ='"),
            ("", 1, 1, "the formula is empty"), ("\"sgd\"", 1, 1, "\"sgd\" is not a number"),
            ("\"sgd", 1, 1, "the quotation mark is never closed"), ("if x", 1, 1, "write if(condition, then, else)"),
        ] as [(String, Int, Int, String)])
    func errors(text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { _ = try number(text) }
        #expect(error?.message == message)
        #expect(error?.location?.line == line)
        #expect(error?.location?.column == column)
    }

    @Test("what is too deep, too long or too large is an error, not a crash")
    func limits() throws {
        let many = 200_000
        let monsters = [
            String(repeating: "(", count: 50_000) + "1", String(repeating: "-", count: 50_000) + "1",
            String(repeating: "not ", count: 20_000) + "1", "1" + String(repeating: "^1", count: 40_000),
            String(repeating: "sin(", count: 20_000) + "1", String(repeating: "9", count: 5000),
            "0." + String(repeating: "0", count: 5000) + "1", String(repeating: "a", count: 5000),
            String(repeating: "1+", count: many) + "1", String(repeating: ")", count: 1000), "if(", "1,2", "=",
            String(repeating: "x = ", count: 10_000),
        ]
        for monster in monsters {
            #expect(throws: Diagnostic.self, "\(monster.prefix(20))…") { _ = try number(monster) }
        }
        // A long chain is no deep one.
        #expect(try number("0" + String(repeating: "+1", count: 40_000)) == 40_000)
    }

    @Test("no text crashes the parser")
    func noise() {
        var generator = SeededRandom(seed: 7)
        let pieces = [
            "x", "y", "1", "2.5", "+", "-", "*", "/", "^", "(", ")", ",", "<", "==", "=", "sin", "if", "and", "not",
            "\n", "\"", "é", "🦊", "#", ";",
        ]
        for _ in 0..<5000 {
            let count = Int.random(in: 0..<14, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined(separator: " ")
            _ = try? number(text)
        }
    }

    @Test("a diagnostic shows the line and a caret under the place")
    func rendering() {
        let text = "a = x\nb = a + foo*2"
        let diagnostic = Diagnostic("unknown name 'foo'", at: SourceLocation(line: 2, column: 9, length: 3))
        let expected = """
            loss:2:9: error: unknown name 'foo'
              2 | b = a + foo*2
                |         ^~~
            """
        #expect(diagnostic.rendered(file: "loss", source: text) == expected)
    }

    @Test("suggestions are near or not made")
    func suggestions() {
        #expect(Suggestion.nearest(to: "adma", among: ["adam", "sgd"]) == "adam")
        #expect(Suggestion.nearest(to: "Momentun", among: ["adam", "momentum"]) == "momentum")
        #expect(Suggestion.nearest(to: "xyzzy", among: ["adam", "sgd"]) == nil)
    }
}
