import Basics
import Canvas
import Expressions
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("The command line")
struct TypedCommandTests {
    private static let text = """
        title: Test   # kept
        steps: 60
        panels:
          - {surface: bowl, start: [1, 2]}
          - "valley(kappa: 20)"
        runs:
          - {optimizer: sgd, eta: 0.05}
          - momentum   # the second
        claims:
          - {claim: Momentum arrives, track: bowl, holds: "final(momentum, loss) < 1"}
        """

    static func model(_ text: String = text) throws -> Model {
        Model(
            scenes: [try Scene(parsing: text, origin: "test.yaml")], size: Size(width: 100, height: 30),
            glyphs: .braille, isPlaying: false, isPatient: true)
    }

    static func type(_ text: String, _ model: inout Model) {
        for character in text { model.press(character == "\n" ? .enter : .character(character)) }
    }

    // MARK: Commands

    @Test(
        "a command changes the scene as its words say",
        arguments: [
            ("loss x^2 + k*y^2; k = 3", "surface: loss", "loss: {loss: x^2 + k*y^2, parameters: {k: 3}"),
            ("surface beale", "surface: beale", "name: bowl"),
            ("surface valley(kappa: 7)", "surface: \"valley(kappa: 7)\"", "name: bowl"),
            ("run adam eta=0.1 label=\"my own\"", "  - {optimizer: adam, eta: 0.1, label: my own}", "# the second"),
            ("run nag", "  - nag", "# the second"),
            ("run v = 0.9*v - eta*g; w = w + v; eta = 0.01", "    hyperparameters: {eta: 0.01}", "  - own"),
            ("drop sgd", "runs:\n  - momentum   # the second", "# kept"),
            (
                "set momentum alpha=ramp(0.5, 0.99, 100)", "{optimizer: momentum, alpha: \"ramp(0.5, 0.99, 100)\"}",
                "# the second"
            ),
            ("set label=mine", "{optimizer: sgd, eta: 0.05, label: mine}", ""),
            ("start -2 1", "start: [-2, 1]", ""), ("start -2, 1", "start: [-2, 1]", ""),
            ("steps 500", "steps: 500", ""), ("rate 10", "rate: 10", ""), ("seed 7", "seed: 7", ""),
            ("claim It ends low: final(sgd, loss) < 1", "claim: It ends low", "holds: \"final(sgd, loss) < 1\""),
            ("panel surface=saddle", "  - {surface: saddle}", ""), ("panel saddle", "  - {surface: saddle}", ""),
            ("panel kind=chart", "  - {kind: chart}", ""), ("kind perspective", "kind: perspective", ""),
            ("view -2..2 -1..3", "view: {x: [-2, 2], y: [-1, 3]}", ""), ("pace evaluations", "pace: evaluations", ""),
            ("title New one", "title: New one   # kept", ""),
        ])
    func commands(command: String, first: String, second: String) throws {
        var model = try Self.model()
        let before = model.race
        Self.type(":\(command)\n", &model)
        #expect(model.commandLine == nil, "\(model.commandLine?.mistake?.message ?? "")")
        let text = model.race.scene.text
        #expect(text.contains(first) && (second.isEmpty || text.contains(second)), "\(text)")
        #expect(text != before.scene.text)
        _ = model.frame()
        // It can be taken back, and made again.
        let after = model.race
        model.press(.character("u"))
        #expect(model.race.scene.text == before.scene.text && model.race.tuning == before.tuning)
        #expect(model.state.message == "undid :\(command)")
        model.press(.control("r"))
        #expect(model.race.scene.text == after.scene.text && model.race.tuning == after.tuning)
        #expect(model.state.message == "redid :\(command)")
    }

    @Test(
        "what is wrong is said at its place, and nothing has changed",
        arguments: [
            ("adma", 0..<4, "there is no command 'adma'"), ("loss", 4..<5, "the formula of x and y is missing"),
            ("loss x^2 + z", 11..<12, "unknown name 'z'"), ("loss x^2; k", 10..<11, "'k' is no parameter with a value"),
            ("loss x^2 + k*y; k = q", 20..<21, "'k' must be a number, not 'q'"), ("loss x^2 + ", 10..<11, ""),
            ("surface bael", 8..<12, "unknown surface 'bael'; did you mean 'bowl'?"),
            ("surface valley(kapa: 1)", 8..<23, "surface 'valley' has no parameter 'kapa'"),
            ("run adma eta=0.1", 4..<8, "unknown optimizer 'adma'; did you mean 'adam'?"),
            ("run adam eat=0.1", 9..<12, "a run of Adam has no 'eat'"),
            ("run adam eta=-1", 13..<15, "eta = -1.0 is out of range"),
            ("run adam 0.1", 9..<12, "'0.1' is no key with a value"),
            ("run adam eta=0.1*q", 17..<18, "unknown name 'q'"),
            ("run adam eta=1 eta=2", 15..<18, "'eta' is given twice"),
            ("run sgd", 4..<7, "there is a run 'SGD' already"),
            ("run v = 0.9*v - q*g; w = w + v", 16..<17, "unknown name 'q'"),
            ("run v = v - g; w = w + z", 23..<24, "unknown name 'z'"),
            ("drop adam", 5..<9, "there is no run 'adam'"), ("set adam eta=1", 4..<8, "there is no run 'adam'"),
            ("set momentum", 12..<13, "a key with a value is missing"), ("set eta=ramp(1)", 8..<12, ""),
            ("set eta=-1", 8..<10, "eta = -1.0 is out of range; eta is at least 0"),
            ("set kappa=3", 4..<9, "a run of SGD has no 'kappa'"), ("set sgd eta=inf", 12..<15, ""),
            ("start 1", 6..<7, "a start is two numbers"), ("start a b", 6..<7, ""),
            ("steps 0", 6..<7, "'steps' must be a whole number"), ("steps", 5..<6, "'steps' is missing"),
            ("rate fast", 5..<9, "'rate' must be a number"), ("seed -1", 5..<7, "'seed' must be a whole number"),
            ("batch 3", 6..<7, "surface 'bowl' has no data"), ("claim It ends", 6..<13, "a claim is a sentence"),
            ("claim It ends: final(adam, loss) < 1", 21..<25, "'adam'"),
            ("claim It ends: final(sgd, los) < 1", 26..<29, "'los'"),
            ("panel surface=bael", 14..<18, "unknown surface"),
            ("panel surfac=beale", 6..<12, "a panel has no 'surfac'"), ("kind char", 5..<9, "unknown kind 'char'"),
            ("view 1..0 0..1", 5..<9, "'x' must be two numbers, the smaller one first"), ("view 1 2", 5..<6, "a range"),
            ("theme drak", 6..<10, "there is no theme 'drak'; did you mean 'dark'?"),
            ("goto 61", 5..<7, "a step is a whole number from 0 to 60"),
            ("help xyzzy", 5..<10, "no word that is known"),
            ("pace often", 5..<10, "'pace' must be steps or evaluations"), ("open", 4..<5, "is missing"),
        ])
    func mistakes(command: String, place: Range<Int>, message: String) throws {
        var model = try Self.model()
        let before = model.race
        Self.type(":\(command)\n", &model)
        let mistake = try #require(model.commandLine?.mistake)
        #expect(message.isEmpty || mistake.message.contains(message), "\(mistake.message)")
        let column = try #require(mistake.location?.column) - 1
        #expect(column..<(column + (mistake.location?.length ?? 1)) == place, "\(mistake.message)")
        #expect(model.race.scene.text == before.scene.text && model.race.tuning == before.tuning)
        #expect(model.frame().text.contains(":\(command.split(separator: " ").joined(separator: " "))"))
        // It can be mended where it stands.
        model.press(.backspace)
        #expect(model.commandLine?.mistake == nil && model.commandLine?.text == String(command.dropLast()))
    }

    @Test("the last run of all stays")
    func lastRun() throws {
        var model = try Self.model()
        Self.type(":drop sgd\n:drop momentum\n", &model)
        #expect(model.commandLine?.mistake?.message.contains("is the last run") == true)
    }

    @Test("claims that make no sense any more are left out, and it is said")
    func claims() throws {
        var model = try Self.model()
        Self.type(":drop momentum\n", &model)
        #expect(model.race.scene.claims.isEmpty && model.state.message?.contains("left out a claim") == true)
    }

    @Test("what was tuned stays tuned, but for what a command sets")
    func tuning() throws {
        var model = try Self.model()
        model.pause(at: 20)
        Self.type("EEjA", &model)
        let tuned = model.race.runs.map { $0.hyperparameters(at: 1) }
        Self.type(":run adam\n", &model)
        #expect(model.race.runs(on: 0).prefix(2).map { $0.hyperparameters(at: 1) } == Array(tuned.prefix(2)))
        #expect(model.state.step == 20 && model.race.scene.labels[model.state.row] == "Adam")
        Self.type(":set sgd eta=0.3\n", &model)
        #expect(model.race.runs[0].hyperparameters(at: 1) == [0.3] + tuned[0].dropFirst())
        #expect(model.race.runs[1].hyperparameters(at: 1) == tuned[1])
    }

    @Test("what is hidden, focused and looked at stays so")
    func looks() throws {
        var model = try Self.model()
        Self.type("2j]z", &model)
        let view = try #require(model.screen.domain(ofPanel: 1))
        Self.type(":drop sgd\n", &model)
        #expect(model.state.hidden == [0] && model.race.scene.labels[model.state.row] == "Momentum")
        #expect(model.state.panel == 1 && model.screen.domain(ofPanel: 1) == view)
    }

    // MARK: The line

    @Test("Tab goes on as far as it is certain, then through what there is")
    func completion() throws {
        var model = try Self.model()
        func line() -> String { model.commandLine?.text ?? "" }
        Self.type(":su", &model)
        model.press(.tab)
        #expect(line() == "surface")
        Self.type(" be", &model)
        model.press(.tab)
        #expect(line() == "surface beale")
        for _ in 0..<13 { model.press(.backspace) }
        Self.type("run adamw e", &model)
        model.press(.tab)
        model.press(.tab)
        #expect(line() == "run adamw eta=" || line() == "run adamw epsilon=")
        for _ in 0..<30 { model.press(.backspace) }
        Self.type(":set m", &model)
        model.press(.tab)
        #expect(line() == "set Momentum")
        let prompt = try #require(model.frame().text.split(separator: "\n").suffix(2).first)
        #expect(prompt.contains(":set Momentum"))
    }

    @Test("the rest of the likeliest command is shown, and taken by →")
    func rest() throws {
        var model = try Self.model()
        Self.type(":surface beale\n:su", &model)
        #expect(model.frame().text.contains(":surface beale"))
        #expect(model.commandLine?.prompt(model).rest == "rface beale")
        model.press(.right)
        #expect(model.commandLine?.text == "surface beale")
    }

    @Test("↑ and ↓ go through what was given and begins so")
    func history() throws {
        var model = try Self.model()
        Self.type(":steps 50\n:rate 5\n:steps 40\n:st", &model)
        var seen: [String] = []
        for key in [Key.up, .up, .up, .down, .down, .down] {
            model.press(key)
            seen.append(model.commandLine?.text ?? "")
        }
        #expect(seen == ["steps 40", "steps 50", "steps 50", "steps 40", "st", "st"])
    }

    @Test(
        "it is closed by Escape, by Ctrl-G, and by Backspace where nothing stands",
        arguments: [Key.escape, .control("g"), .backspace])
    func closing(key: Key) throws {
        var model = try Self.model()
        model.press(.character(":"))
        #expect(model.commandLine != nil)
        model.press(key)
        #expect(model.commandLine == nil)
        // Keys mean again what they mean.
        Self.type("j", &model)
        #expect(model.state.row == 1)
    }

    @Test(
        "keys of a shell's line",
        arguments: [
            ("abc def", [Key.control("w")], "abc ", 4), ("abc def", [.control("u")], "", 0),
            ("abc def", [.home, .control("k")], "", 0), ("abc", [.left, .backspace], "ac", 1),
            ("abc", [.control("a"), .delete, .control("e")], "bc", 2),
            ("abc", [.left, .left, .character("x")], "axbc", 2),
            ("abc def", [.control("w"), .home, .control("y")], "defabc ", 3),
            ("abc def", [.shiftLeft, .control("d")], "abc ef", 4), ("é🙂x", [.left, .backspace], "éx", 1),
            ("abc def", [.home, .shiftRight, .control("k")], "abc", 3), ("", [.backspace, .delete, .left], "", 0),
        ])
    func editing(text: String, keys: [Key], result: String, cursor: Int) {
        var editor = LineEditor()
        for character in text { _ = editor.press(.character(character)) }
        for key in keys { _ = editor.press(key) }
        #expect(editor.text == result && editor.cursor == cursor)
    }

    @Test("every command is explained, and can be completed", arguments: Command.table.map(\.name))
    func table(name: String) throws {
        var model = try Self.model()
        Self.type(":help \(name)\n", &model)
        #expect(model.state.message?.hasPrefix(name) == true)
        Self.type(":\(name) ", &model)
        model.press(.tab)
        _ = model.frame()
    }
}
