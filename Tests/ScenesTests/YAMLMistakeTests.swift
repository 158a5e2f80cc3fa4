import Testing

@Suite("What YAML cannot read is explained where it went wrong")
struct YAMLMistakeTests {
    @Test(
        "what YAML cannot read",
        arguments: [
            ("title: Momentum: a tale", 1, 16, "a text with a ':' stands in quotation marks: \"Momentum: a tale\""),
            (
                "title: Say \"a\": it's b # c", 1, 15,
                "a text with a ':' stands in quotation marks: 'Say \"a\": it''s b'"
            ),
            ("title: \"Momentum", 1, 8, "this quotation mark is never closed"),
            ("title: 'Momentum", 1, 8, "this quotation mark is never closed"),
            (
                "title: \"Momentum\" wins", 1, 8,
                "text follows a closing quotation mark; put the whole in quotation marks: '\"Momentum\" wins'"
            ),
            (
                "title: [Draft] text", 1, 8,
                "a text cannot begin with '[' unless it stands in quotation marks: \"[Draft] text\""
            ),
            ("title: @me", 1, 8, "a text cannot begin with '@' unless it stands in quotation marks: \"@me\""),
            ("title: *best*", 1, 8, "a text cannot begin with '*' unless it stands in quotation marks: \"*best*\""),
            (
                "title: |x| is big", 1, 8,
                "a text cannot begin with '|' unless it stands in quotation marks: \"|x| is big\""
            ),
            ("title: \"a\\d\"", 1, 10, "between double quotes a '\\' is written '\\\\'; or use single quotes"),
            ("steps:50", 1, 6, "a blank is missing after the ':'; write 'steps: 50'"),
            ("steps：50", 1, 6, "this is no ':' but a wider character; write 'steps: '"),
            ("steps:\u{00A0}50", 1, 6, "what follows the ':' is not an ordinary blank; write 'steps: 50'"),
            ("steps = 50", 1, 1, "a ':' is missing after 'steps'; write 'steps: 50'"),
            ("steps 50", 1, 1, "a ':' is missing after 'steps'; write 'steps: 50'"),
            (
                "about: a\n  steps: 50", 2, 3,
                "this line is indented by 2 blanks and does not fit the lines above; 0 would do, as in line 1"
            ),
            (" steps: 50", 1, 2, "this line is indented by 1 blank, and line 2 is not"),
            ("\tsteps: 50", 1, 1, "a tab stands here; lines are indented with spaces"),
            ("view: {x: [-4, 4], y: [-2, 2]", 1, 7, "this '{' is never closed"),
            ("view: {x: [-4, 4, y: [-2, 2]}", 1, 11, "this '[' is never closed"),
            ("view: {x: [-4, 4], y: [-2, 2]]", 1, 30, "this ']' does not fit the '{' that it closes; write '}'"),
            ("view: {x: [-4, 4]], y: [-2, 2]}", 1, 18, "this ']' closes nothing"),
            ("view: {x: [-4, 4], y: [-2, 2)}", 1, 29, "this ')' does not fit the '[' that it closes; write ']'"),
            ("view: {x: [-4, 4] y: [-2, 2]}", 1, 19, "a ',' is missing before this"),
            ("view: {x: [-4, 4]; y: [-2, 2]}", 1, 18, "entries in brackets have ',' between them, not ';'"),
            ("view: {x: [-4, 4], y:}", 1, 21, "a value is missing after this ':'"),
            ("view: {x: [-4, 4], y: [-2, 2]},", 1, 31, "this ',' is too much: nothing in brackets goes on behind it"),
            ("view: {x: (-4, 4), y: [-2, 2]}", 1, 11, "numbers stand in square brackets: write x: [-4, 4]"),
            (
                "claims:\n  - claim: a\n   holds: first(sgd, x < 1) < 2", 3, 4,
                "this line is indented by 3 blanks and does not fit the lines above; 4 would do, as in line 2"
            ),
            (
                "claims:\n  - claim: a\n     holds: first(sgd, x < 1) < 2", 3, 6,
                "this line is indented by 5 blanks and does not fit the lines above; 4 would do, as in line 2"
            ),
            ("claims:\n\t- claim: a", 2, 1, "a tab stands here; lines are indented with spaces"),
            ("claims:\n  * claim", 2, 3, "an item begins with '-'; write '- claim'"),
            (
                "claims:\n  - claim:\n      one two, three\n      # note\n      four", 2, 5,
                "a text of several lines begins with '|'; write 'claim: |'"
            ),
            ("data: {a: b}}", 1, 13, "this '}' closes nothing"),
            (
                "...\nsteps: 3", 1, 1,
                "this does not fit what stands before it: look at indentation, brackets and quotation marks"
            ),
            ("steps: 3\nabout: a\nsteps: 4", 3, 1, "'steps' stands here a second time; the first is in line 1"),
            ("steps: 3\n\"steps\": 4", 2, 1, "'steps' stands here a second time; the first is in line 1"),
            ("steps: 1\nsteps: 2\nsteps: 3", 2, 1, "'steps' stands here a second time; the first is in line 1"),
            ("view: {x: [0, 1], y: [0, 1], x: [2, 3]}", 1, 30, "'x' stands here a second time; the first is in line 1"),
            ("panels\nabout: a", 1, 1, "a ':' is missing after 'panels'; write 'panels:'"),
            ("about: a\u{7}b", 1, 9, "the character U+0007 cannot stand in a scene; delete what cannot be seen here"),
        ] as [(String, Int, Int, String)])
    func yaml(piece: String, line: Int, column: Int, message: String) {
        expectMistake("\(piece)\nsource: end\npanels: [bowl]\nruns: [sgd]\n", line, column, message)
    }

    @Test(
        "what is noticed only lines later",
        arguments: [
            (
                "title: \"Momentum\nruns:\n  - {optimizer: sgd, label: \"a\"}\n  - {optimizer: adam, label: \"b\"}", 2,
                8, "this quotation mark is never closed"
            ),
            (
                "runs:\n  - {optimizer: sgd, label: \"a}\n  - {optimizer: adam, label: \"b\"}", 3, 29,
                "this quotation mark is never closed"
            ),
            (
                "view: {x: [-4, 4], y: [-2, 2]\nruns:\n  - {optimizer: sgd, label: \"a\"}", 2, 7,
                "this '{' is never closed"
            ),
            ("runs: [\n  {optimizer: sgd}\n  {optimizer: adam}\n]", 4, 3, "a ',' is missing before this"),
            (
                "optimizers:\n  own:\n    hyperparameters: {eta: 1}\n    rule:\n      v = eta*g   # so\n      w = w - v\nruns: [own]",
                5, 5, "a text of several lines begins with '|'; write 'rule: |'"
            ),
            (
                "optimizers:\n  own:\n    hyperparameters: {eta: 1}\n    rule:\n      v = eta*g\n      w = w - v\nruns: [own]",
                7, 7,
                "'w = …' must begin a line: write ';' before it, or begin the text with '|', which keeps its lines"
            ),
        ] as [(String, Int, Int, String)])
    func late(piece: String, line: Int, column: Int, message: String) {
        expectMistake("panels: [bowl]\n\(piece)\n", line, column, message)
    }
}
