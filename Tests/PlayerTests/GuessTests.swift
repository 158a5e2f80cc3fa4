import Basics
import Canvas
import Racing
import Scenes
import Testing

@testable import Player
@testable import Views

@Suite("While the room guesses nothing tells which run is which")
struct GuessTests {
    private static let sizes = [
        Size(width: 160, height: 46), Size(width: 100, height: 30), Size(width: 80, height: 24),
    ]

    private static func model(
        _ scene: Scene, size: Size = sizes[0], glyphs: GlyphSet = .braille, parts: ScreenParts = .all
    ) -> Model {
        var model = Model(
            scenes: [scene], size: size, glyphs: glyphs, parts: parts, isPlaying: false, isPatient: true)
        model.press(.character("G"))
        return model
    }

    private static func scene(_ text: String) throws -> Scene { try Scene(parsing: text, origin: "test") }

    private static let race = """
        {title: Momentum wins, about: Adam is last, seed: 3, steps: 100,
        runs: [{optimizer: sgd, eta: 0.0123}, {optimizer: momentum, eta: 0.0457}, {optimizer: adam, eta: 0.0789}],
        panels: [bowl], guess: "GUESS"}
        """

    /// Words and rates that a text has and must not have.
    private static func told(by text: String, of scene: Scene) -> [String] {
        let runs = scene.tracks.flatMap(\.runs)
        let names = runs.flatMap { [$0.label, $0.optimizer.name, $0.optimizer.label] }
        let rates = runs.flatMap { run in
            run.optimizer.hyperparameters.indices.compactMap { index in
                run.schedules[index].constant.map {
                    "\(run.optimizer.hyperparameters[index].symbol) \(Format.short($0))"
                }
            }
        }
        // Others' letters about it make it another word.
        let words = Set((names + rates).flatMap { [$0, GlyphSet.ascii.spelled($0)] }).filter { $0.count > 1 }
        return words.filter { Self.has(text.lowercased(), $0.lowercased()) }.sorted()
    }

    private static func has(_ text: String, _ word: String) -> Bool {
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            let before = rest[..<range.lowerBound].last, after = rest[range.upperBound...].first
            if before.map({ $0.isLetter || $0.isNumber }) != true, after.map({ $0.isLetter || $0.isNumber }) != true {
                return true
            }
            rest = rest[range.upperBound...]
        }
        return false
    }

    @Test("no label, no optimizer's name and no rate, in any built-in scene", arguments: SceneLibrary.names)
    func builtIn(name: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: name))
        let place = try #require(SceneLibrary.names.firstIndex(of: name))
        let glyphs: GlyphSet = place % 4 == 0 ? .ascii : .braille
        var model = Self.model(
            scene, size: Self.sizes[place % 3], glyphs: glyphs, parts: place % 5 == 0 ? .plain : .all)
        guard model.isGuessing else { return }
        for step in [scene.steps / 3, scene.steps] {
            model.pause(at: step)
            #expect(Self.told(by: model.frame().text, of: scene) == [], "\(step)")
        }
    }

    @Test("on any kind of panel", arguments: PictureKind.all.map(\.name))
    func kinds(kind: String) throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene)
        var seen = false
        for _ in PictureKind.all where !seen {
            model.press(.character("v"))
            seen = seen || (model.stage.pictures[0].map { type(of: $0).kind.name } ?? "contours") == kind
            model.pause(at: 60)
            model.press(.character("j"))
            #expect(Self.told(by: model.frame().text, of: scene) == [])
        }
        let isPossible = PictureKind.picture(of: scene.tracks[0], kind: kind) != nil
        #expect(seen == isPossible || kind == "contours")
    }

    @Test("what would tell says why it does nothing")
    func refused() throws {
        let scene = try Self.scene(Self.race.replacing("\"GUESS\"", with: "true"))
        for binding in Binding.table where binding.isTelling {
            for command in binding.commands {
                var model = Self.model(scene)
                model.press(.character("G"))
                model.tick(seconds: 1)
                model.press(.character("G"))
                let before = model
                model.press(command.keys[0])
                #expect(model.state.message?.contains("would tell which run is which; G tells it") == true)
                #expect(model.race.tuning == before.race.tuning && model.state.drawer == nil)
                #expect(Self.told(by: model.frame().text, of: scene) == [])
            }
        }
        #expect(Binding.table.filter(\.isTelling).count >= 10)
    }

    @Test("a command still works, and what it says of a run is hidden")
    func commands() throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene)
        model.press(.character(":"))
        for letter in "set momentum eta=0.0042" { model.press(.character(letter)) }
        model.press(.enter)
        #expect(model.isGuessing)
        #expect(model.race.run(row: 1, track: 0)?.hyperparameters(at: 1)[0] == 0.0042)
        #expect(Self.told(by: model.frame().text, of: model.race.scene) == [])
    }

    @Test("the scene begins with it if it says so")
    func begins() throws {
        func isGuessing(_ guess: String) throws -> Bool {
            Model(
                scenes: [try Self.scene(Self.race.replacing("\"GUESS\"", with: guess))], size: Self.sizes[1],
                glyphs: .braille
            ).isGuessing
        }
        #expect(try isGuessing("true") && isGuessing("{ask: 'final(run, loss)', begin: true}"))
        #expect(try !isGuessing("false") && !isGuessing("'final(run, loss)'") && !isGuessing("{begin: false}"))
    }

    @Test("keys go by the letters on the screen, the first of which is focused")
    func places() throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene)
        let disguise = try #require(model.state.guessing?.disguise)
        var places = [disguise.places[model.state.row]]
        for _ in 1..<scene.labels.count {
            model.press(.character("j"))
            places.append(disguise.places[model.state.row])
        }
        #expect(places == Array(scene.labels.indices))
        model.press(.character("3"))
        #expect(model.state.hidden == [disguise.row(at: 2)])
    }

    @Test("the same scene is shuffled alike whenever it is asked, and others otherwise")
    func shuffling() throws {
        let scenes = try SceneLibrary.names.compactMap { try SceneLibrary.scene(named: $0) }
        let sevens = scenes.filter { $0.labels.count == 7 }
        for scene in scenes {
            #expect(Disguise(of: scene) == Disguise(of: scene))
            #expect(Disguise(of: scene).places.sorted() == Array(scene.labels.indices))
        }
        #expect(
            Set(
                try (0..<20).map { seed in
                    Disguise(of: try Self.scene("{panels: [bowl], runs: [sgd, adam, momentum, nag], seed: \(seed)}"))
                        .places
                }
            ).count > 5)
        #expect(!sevens.isEmpty)
    }

    @Test("inks, heads and rows go with the letters", arguments: [ScreenParts.all, .plain])
    func inks(parts: ScreenParts) throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene, parts: parts)
        model.pause(at: 30)
        let frame = model.frame()
        let heads = Set((0..<7).map { GlyphSet.braille.scalar(.head($0)) })
        for cell in frame.cells {
            guard let place = (0..<7).first(where: { cell.ink == .run($0) }) else { continue }
            #expect(!heads.contains(cell.scalar))
            // A letter has its place's ink.
            if ("A"..."G").contains(Character(cell.scalar)) {
                #expect(Int(clamping: cell.scalar.value) - 65 == place)
            }
        }
    }

    // MARK: Telling

    @Test("names come after a second of the player's time, however that is cut", arguments: [1, 3, 7, 40])
    func revealing(ticks: Int) throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene)
        model.press(.character("G"))
        var lived = Duration.zero
        for _ in 0..<ticks {
            #expect(model.isGuessing && model.isMoving && model.needsTime)
            #expect(Self.told(by: model.frame().text, of: scene) == [])
            model.tick(.seconds(1) / ticks)
            lived += .seconds(1) / ticks
        }
        if lived < .seconds(1) { model.tick(.seconds(1) - lived) }
        #expect(!model.isGuessing && model.state.guessing?.phase == .revealed)
        #expect(model.frame().text.contains("Momentum"))
    }

    @Test("before they are named, the letters stand in the rows of the table that they belong to")
    func flight() throws {
        let scene = try #require(try SceneLibrary.scene(named: "beale"))
        var model = Self.model(scene)
        let disguise = try #require(model.state.guessing?.disguise)
        func letters(_ frame: Frame) -> [String] {
            let lines = frame.text.split(separator: "\n")
            guard let header = lines.firstIndex(where: { $0.contains(" run ") && $0.contains("η") }) else { return [] }
            return lines[(header + 1)...].prefix(7).map { line in
                String(line.split(separator: "│").last { $0.contains(".") }?.split(separator: " ")[1] ?? "")
            }
        }
        let before = letters(model.frame())
        #expect(before == (0..<7).map(Disguise.letter))
        model.press(.character("G"))
        model.tick(seconds: 0.9)
        #expect(letters(model.frame()) == disguise.places.map(Disguise.letter))
    }

    @Test(
        "the winner is named with its number",
        arguments: [
            ("first(run, loss < 1e-3)", ", at step "), ("final(run, loss)", ": "), ("-highest(run, path) + 2", ": "),
        ])
    func winner(formula: String, mark: String) throws {
        func value(_ race: Race, _ row: Int) -> Double {
            let trajectory = race.runs[row].trajectory
            switch formula {
            case "final(run, loss)": return trajectory.losses.last!
            case "first(run, loss < 1e-3)":
                return trajectory.losses.firstIndex { $0 < 1e-3 }.map(Double.init) ?? .infinity
            default:
                return 2 - zip(trajectory.points, trajectory.points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
            }
        }
        let scene = try Self.scene(Self.race.replacing("GUESS", with: formula))
        var model = Self.model(scene)
        #expect(model.frame().text.contains("Which run"))
        model.press(.character("G"))
        model.tick(seconds: 1)
        let text = model.frame().text
        let values = (0..<3).map { value(model.race, $0) }
        let best = try #require(values.min())
        let answers = try #require(model.state.guessing?.answers)
        #expect(abs(answers[0].value - best) <= 1e-9 * abs(best) && values[answers[0].row] == best)
        #expect(text.contains("\(scene.labels[answers[0].row])\(mark)\(Format.short(best))"), "\(text)")
    }

    @Test("by default it is the first that is at the target of the sweep of rates, and stays there")
    func arrival() throws {
        let scene = try Self.scene(Self.race.replacing("\"GUESS\"", with: "false"))
        var model = Self.model(scene)
        _ = model.frame()
        for answer in try #require(model.state.guessing?.answers) {
            let losses = model.race.runs[answer.row].trajectory.losses
            let target = 0.01 * losses[0]
            let last = losses.lastIndex { $0 > target } ?? -1
            #expect(answer.value == (last + 1 < losses.count ? Double(last + 1) : .infinity))
        }
    }

    @Test("what is tuned afterwards is asked anew, and Escape closes it")
    func afterwards() throws {
        var model = Self.model(try Self.scene(Self.race.replacing("GUESS", with: "final(run, loss)")))
        model.press(.character("G"))
        model.tick(seconds: 1)
        _ = model.frame()
        let before = try #require(model.state.guessing?.answers)
        model.press(.character("E"))
        #expect(model.state.guessing?.answers == nil)
        _ = model.frame()
        #expect(model.state.guessing?.answers != before && model.state.guessing?.answers?.count == 3)
        model.press(.escape)
        #expect(model.state.guessing == nil)
    }

    @Test("one run alone is no riddle")
    func alone() throws {
        let model = Self.model(try Self.scene("{panels: [bowl], runs: [sgd]}"))
        #expect(!model.isGuessing && model.state.message?.contains("nothing to guess") == true)
    }

    @Test("in a session it is found out as a job")
    func job() throws {
        var model = Model(
            scenes: [try Self.scene(Self.race.replacing("GUESS", with: "final(run, loss)"))], size: Self.sizes[1],
            glyphs: .braille)
        model.press(.character("G"))
        while !model.race.isComplete { model.tick(seconds: 0.1) }
        model.finishJobs()
        #expect(model.state.guessing?.answers?.count == 3)
    }
}
