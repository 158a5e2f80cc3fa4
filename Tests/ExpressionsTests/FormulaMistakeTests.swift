import Testing

@testable import Expressions

/// Mistakes that people make in formulas: each with what is said, and where.
@Suite("Mistakes in formulas are explained where they were made")
struct FormulaMistakeTests {
    @Test(
        "what would be right is said",
        arguments: [
            ("0.5(x^2 + y^2)", 1, 4, "an operator is missing before '('; for a product write '*'"),
            ("x(1 - y)", 1, 1, "'x' is not a function; for a product write 'x*(…)'"),
            ("pi(x)", 1, 1, "'pi' is not a function; for a product write 'pi*(…)'"),
            ("2 x", 1, 3, "an operator is missing before 'x'; for a product write '*'"),
            ("2(x)", 1, 2, "an operator is missing before '('; for a product write '*'"),
            ("x y", 1, 3, "an operator is missing before 'y'; for a product write '*'"),
            ("(x + 1)(y - 1)", 1, 8, "an operator is missing before '('; for a product write '*'"),
            ("1/2x", 1, 4, "an operator is missing before 'x'; for a product write '*'"),
            ("sin x", 1, 1, "'sin' is a function; write sin(…)"),
            ("2*sin x", 1, 3, "'sin' is a function; write sin(…)"),
            ("sin^2(x)", 1, 1, "write sin(…)^2 for a power of 'sin'"),
            ("|x|", 1, 1, "'|' has no meaning in a formula; for an absolute value write abs(…)"),
            ("x² + 1", 1, 2, "'²' has no meaning in a formula; write '^2'"),
            ("x¹⁰", 1, 2, "'¹' has no meaning in a formula; write '^10'"),
            ("x^2³", 1, 4, "'³' has no meaning in a formula; write '^3'"),
            ("10%", 1, 3, "'%' has no meaning in a formula; write 10/100"),
            ("x % 2", 1, 3, "'%' has no meaning in a formula; for a remainder write a - b*floor(a/b)"),
            ("1_000*x", 1, 2, "digits are not grouped here: write 1000"),
            ("1,5*x", 1, 1, "decimals have a point: write 1.5"),
            ("1,000", 1, 1, "decimals have a point: write 1.000; for thousands write 1000"),
            ("0,5", 1, 1, "decimals have a point: write 0.5"),
            ("5e", 1, 2, "an exponent is missing, as in 5e-3; for a product write 5*e"),
            ("1e-3.5", 1, 1, "'1e-3.5' is not a number"),
            ("x + y)", 1, 6, "this ')' closes nothing: there is no '(' before it"),
            ("((x)", 1, 1, "this '(' is never closed"),
            ("2*(x + (y)", 1, 3, "this '(' is never closed"),
            ("max(x, (y)", 1, 4, "this '(' is never closed"),
            ("a = (x + 1\nb = 2\na", 1, 5, "this '(' is never closed"),
            ("max(x; y)", 1, 6, "';' ends a line; between the arguments of a function write ','"),
            (
                "x, y", 1, 2,
                "a ',' stands between the arguments of a function, and here is none; a vector is written [a, b]"
            ),
            (
                "(x, y)", 1, 3,
                "a ',' stands between the arguments of a function, and here is none; a vector is written [a, b]"
            ),
            ("[x, y]", 1, 1, "a number is needed here, and this is a vector: take its norm(…), .x or .y"),
            ("2*[x, y]", 1, 2, "a number is needed here, and this is a vector: take its norm(…), .x or .y"),
            (
                "norm([x, y, 1])", 1, 6,
                "a vector has two components, one for each weight, as in [0.1, 0.02]; here are 3"
            ),
            ("norm([])", 1, 6, "a vector has two components, one for each weight, as in [0.1, 0.02]; here are 0"),
            (
                "2*[x + y]", 1, 3,
                "a vector has two components, one for each weight, as in [0.1, 0.02]; here is 1; brackets about a sum are round"
            ),
            ("norm([[x, y], 1])", 1, 7, "a component is a number, and this is a vector: take its .x, .y or norm(…)"),
            ("norm([x, 2*[x, y]])", 1, 11, "a component is a number, and this is a vector: take its .x, .y or norm(…)"),
            ("norm([x, y)", 1, 11, "'[' is closed by ']', not by ')'"),
            ("norm([x, y)]", 1, 11, "'[' is closed by ']', not by ')'"),
            ("(x + y]", 1, 7, "'(' is closed by ')', not by ']'"),
            ("[x, y].x]", 1, 9, "this ']' closes nothing: there is no '[' before it"),
            ("a = [x, y\nb = x", 1, 5, "this '[' is never closed"),
            ("[x; y].x", 1, 3, "';' ends a line; between the components of a vector write ','"),
            ("[x,].y", 1, 4, "expected a number, a name or '(', found ']'"),
            ("2[x, y]", 1, 2, "a vector's components are 2.x and 2.y"),
            ("2 [x, y]", 1, 3, "an operator is missing before '['; for a product write '*'"),
            ("x ** 2", 1, 3, "'**' is not an operator here; write '^'"),
            ("x =< y", 1, 3, "'=<' is not an operator here; write '<='"),
            ("x => y", 1, 3, "'=>' is not an operator here; write '>='"),
            ("x <> y", 1, 3, "'<>' is not an operator here; write '!='"),
            ("x === y", 1, 3, "'===' is not an operator here; write '=='"),
            ("f(x) = x^2", 1, 6, "'=' gives a name to a line; to compare write '=='"),
            ("if(x = 3, 1, 2)", 1, 6, "'=' gives a name to a line; to compare write '=='"),
            ("a -= x", 1, 3, "'-=' is not known here; write 'a = a - (…)'"),
            ("a = 1\na *= 2", 2, 3, "'*=' is not known here; write 'a = a * (…)'"),
            (
                "a = x b = y", 1, 7,
                "'b = …' must begin a line: write ';' before it, or begin the text with '|', which keeps its lines"
            ),
            ("a = 2\na*x^2\n+ y^2", 3, 1, "a line goes on only inside brackets: '(' before it and ')' after it"),
            ("a = 2\na*x^2\n- y^2", 3, 1, "a line goes on only inside brackets: '(' before it and ')' after it"),
            (
                "-x\ny", 1, 1,
                "only the last line may be an expression alone; begin this one with 'name ='; or a line goes on only inside brackets"
            ),
            (
                "x +\ny", 1, 4,
                "expected a number, a name or '(', found the end of the line; a line goes on only inside brackets"
            ),
            ("a = 2\n* x", 2, 1, "expected a number, a name or '(', found '*'; a line goes on only inside brackets"),
            ("x & y", 1, 3, "'&' has no meaning in a formula; write 'and'"),
            ("w[0]", 1, 2, "a vector's components are w.x and w.y"),
            ("x^{2}", 1, 3, "'{' has no meaning in a formula; brackets are round: write '('"),
            ("√x", 1, 1, "'√' has no meaning in a formula; write sqrt(…)"),
            ("\\sqrt(x)", 1, 1, "'\\' has no meaning in a formula; functions are written as in sqrt(x)"),
            ("np.sin(x)", 1, 3, "'.' has no meaning in a formula; write a function's name alone, as in sin(x)"),
            ("x > 0 ? 1 : 0", 1, 7, "'?' has no meaning in a formula; write if(condition, then, else)"),
            ("x := 3", 1, 3, "':' has no meaning in a formula; write '='"),
            ("\u{2018}x\u{2019}", 1, 1, "'\u{2018}' has no meaning in a formula; write straight quotes, as in \"sgd\""),
            ("\u{201C}x\u{201D}", 1, 1, "'\u{201C}' has no meaning in a formula; write straight quotes, as in \"sgd\""),
            ("x\u{200B}", 1, 2, "an invisible character (U+200B) stands here; delete it"),
            ("x ＋ １", 1, 3, "'＋' has no meaning in a formula; it is a wide character: write '+'"),
            ("ｘ", 1, 1, "unknown name 'ｘ'; did you mean 'x'?"),
            ("90°", 1, 3, "'°' has no meaning in a formula; angles are in radians: write *pi/180"),
            ("arctan(x)", 1, 1, "unknown function 'arctan'; it is 'atan'"),
            ("log2(x)", 1, 1, "unknown function 'log2'; write log(…)/log(2)"),
            ("round(x)", 1, 1, "unknown function 'round'; write floor(… + 0.5)"),
            ("max(x, y, 1)", 1, 1, "'max' takes 2 arguments, not 3; write max(a, max(b, c))"),
            ("true", 1, 1, "unknown name 'true'; write '1'"),
            ("κ + x", 1, 1, "unknown name 'κ'; there is x, y, e, pi"),
            ("π*x", 1, 1, "unknown name 'π'; did you mean 'pi'?"),
            ("X + Pi", 1, 1, "unknown name 'X'; did you mean 'x'?"),
            (
                "f(x)", 1, 1,
                "unknown function 'f'; there is abs, acos, asin, atan, cos, cosh, exp, floor, hypot, if, log, log10, …"
            ),
            (
                "x y = 3", 1, 3,
                "'y = …' must begin a line: write ';' before it, or begin the text with '|', which keeps its lines"
            ),
        ] as [(String, Int, Int, String)])
    func mistakes(text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { _ = try number(text) }
        #expect(error?.message == message)
        #expect(error?.location?.line == line && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test(
        "operators as they stand in texts and on slides",
        arguments: [("2 – 3", -1), ("2 ⋅ 3", 6), ("2 ∗ 3", 6), ("6 ÷ 3", 2), ("2\u{00A0}+ 3", 5)] as [(String, Double)])
    func pasted(text: String, value: Double) throws {
        #expect(try number(text) == value)
    }
}
