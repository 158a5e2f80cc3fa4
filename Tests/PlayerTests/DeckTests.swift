import Canvas
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("A deck in the player")
struct DeckTests {
    private static let scenes = [
        "{title: first, steps: 50, panels: [bowl], runs: [{optimizer: sgd, eta: 0.1}, adam]}",
        "{title: second, steps: 50, panels: ['valley(kappa: 10)', bowl], runs: [momentum]}",
        "{title: third, panels: [bowl], runs: [sgd]}",
    ]

    private static func deck(numbers: [[Int]] = [[], [], []]) throws -> Deck {
        Deck(
            title: "Talk", origin: "talk.yaml",
            slides: try zip(scenes, numbers).map {
                Deck.Slide(scene: try Scene(parsing: $0.0, origin: "test"), numbers: $0.1)
            })
    }

    private static func model(numbers: [[Int]] = [[], [], []], isPatient: Bool = true) throws -> Model {
        Model(
            try deck(numbers: numbers), size: Size(width: 100, height: 30), glyphs: .braille, isPatient: isPatient)
    }

    private static func press(_ text: String, _ model: inout Model) {
        for character in text { model.press(character == "\n" ? .enter : .character(character)) }
    }

    private static func rate(_ model: Model) -> Double { model.race.runs[0].hyperparameters(at: 1)[0] }

    @Test("how things are drawn is the user's: it is the same in the next scene, and in other ones that are played")
    func look() throws {
        var model = try Self.model()
        model.markTrails()
        model.state.recording = "a.cast"
        Self.press("c", &model)
        #expect(!model.state.styles.isEmpty)
        let before = model.state
        func isSame(_ state: ScreenState) -> Bool {
            var kept = ScreenState()
            kept.keepLook(of: state)
            var own = ScreenState()
            own.keepLook(of: before)
            return kept == own
        }
        for key in ["n", "n", "p"] {
            Self.press(key, &model)
            #expect(isSame(model.state), "\(key)")
        }
        model.play(try Self.deck())
        #expect(isSame(model.state))
    }

    @Test("a scene that one comes back to is as it was left: tuning, step, view, what is hidden")
    func return_() throws {
        var model = try Self.model()
        model.tick(seconds: 0.5)
        Self.press("EE2z.", &model)
        let (left, leftState) = (model.race, model.state)
        let picture = model.frame()
        Self.press("n", &model)
        #expect(model.sceneIndex == 1 && model.state.hidden.isEmpty && model.state.step == 0 && model.state.isPlaying)
        model.tick(seconds: 1)
        Self.press("e", &model)
        let second = Self.rate(model)
        Self.press("p", &model)
        #expect(model.sceneIndex == 0 && Self.rate(model) == left.runs[0].hyperparameters(at: 1)[0])
        #expect(model.state.step == leftState.step && model.state.hidden == [1] && !model.state.isPlaying)
        #expect(model.race.runs[0].trajectory.points[...] == left.runs[0].trajectory.points[...])
        #expect(model.frame() == picture)
        // r begins again as tuned, 0 as the scene says.
        Self.press("r", &model)
        #expect(model.state.step == 0 && Self.rate(model) != 0.1)
        Self.press("0", &model)
        #expect(Self.rate(model) == 0.1)
        Self.press("n", &model)
        #expect(Self.rate(model) == second)
    }

    @Test("it comes back in a window of another size, and another theme, as a new one would be")
    func resized() throws {
        var model = try Self.model()
        Self.press("n", &model)
        model.resize(to: Size(width: 80, height: 24))
        Self.press("p ", &model)
        var other = try Self.model()
        other.resize(to: Size(width: 80, height: 24))
        Self.press(" ", &other)
        #expect(model.frame() == other.frame())
    }

    @Test("steps that take too much room are taken again, and are the same")
    func room() throws {
        let long = try Scene(
            parsing: "{steps: 2000, panels: [bowl], runs: [sgd, adam, momentum, nag, rmsprop, adagrad]}",
            origin: "test")
        var model = Model(
            Deck([long, try Scene(parsing: Self.scenes[2], origin: "test")]), size: Size(width: 60, height: 20),
            glyphs: .ascii, isPatient: true)
        model.stepsKept = 5000
        model.pause(at: 2000)
        let points = model.race.runs.map { $0.trajectory.points[1999] }
        Self.press("n", &model)
        #expect(model.parked[0]?.race.stepCount == 6)
        Self.press("p", &model)
        #expect(model.state.step == 2000 && model.race.runs.map { $0.trajectory.points[1999] } == points)
    }

    @Test(
        "a number and Enter go to a slide, and take back what the digits did",
        arguments: [
            ("17\n", 1), ("4\n", 0), ("5\n", 0), ("20\n", 2), ("0017\n", 1), ("99\n", 0), ("1x7\n", 0), ("17", 0),
        ])
    func numbers(keys: String, place: Int) throws {
        var model = try Self.model(numbers: [[4, 5], [17], [20]])
        Self.press("E", &model)
        let rate = Self.rate(model)
        Self.press(keys, &model)
        #expect(model.sceneIndex == place)
        guard place != 0 else { return }
        while model.sceneIndex != 0 { Self.press("p", &model) }
        // Two keys 0 at first put the values back: they begin no number.
        #expect(model.state.hidden.isEmpty && (Self.rate(model) == rate) == !keys.hasPrefix("0"))
    }

    @Test("a number says where it leads, and Enter where nothing does")
    func announced() throws {
        var model = try Self.model(numbers: [[4, 5], [17], [20]])
        Self.press("17", &model)
        #expect(model.state.message == "Enter goes to 17, second" && model.state.hidden == [0])
        Self.press("1\n", &model)
        #expect(model.sceneIndex == 0 && model.state.message == "no scene goes with slide 171")
        // Digits hide runs as ever.
        Self.press("1", &model)
        #expect(model.state.hidden.contains(0))
    }

    @Test("the position is shown, where there is more than one scene")
    func position() throws {
        var model = try Self.model()
        #expect(model.frame().text.contains("ravine  1/3  first"))
        Self.press("n", &model)
        #expect(model.frame().text.contains("ravine  2/3  second"))
        var single = Model(scenes: [model.scenes[0]], size: Size(width: 100, height: 30), glyphs: .ascii)
        #expect(single.frame().text.contains("ravine  first"))
        single.press(.character("n"))
        #expect(single.state.message == "there is this scene only")
    }

    // MARK: The overview

    @Test("the overview fits any window, however small", arguments: [0, 1, 2, 3, 5, 20, 100])
    func smallOverview(width: Int) throws {
        for height in [0, 1, 2, 3, 4, 7, 30] {
            let size = Size(width: width, height: height)
            var model = try Self.model(isPatient: false)
            Self.press("O", &model)
            model.resize(to: size)
            for key in ["j", "l", "1", "k"] {
                #expect(model.frame().size == size)
                model.finishJobs()
                model.point(Pointer(.scrollDown, x: 0, y: 0))
                Self.press(key, &model)
            }
            Self.press("O", &model)
            #expect(model.frame().size == size)
            Self.press("O", &model)
            #expect(model.frame().size == size && model.overview != nil)
        }
    }

    @Test("the overview shows all scenes, and opens the chosen one", arguments: ["l\n", "2\n", "n "])
    func overview(keys: String) throws {
        var model = try Self.model()
        Self.press("O", &model)
        let text = model.frame().text
        for title in ["1 first", "2 second", "3 third", "Talk"] { #expect(text.contains(title)) }
        // Pictures are there: the heads of runs.
        #expect(text.contains("●"))
        let step = model.state.step
        model.tick(seconds: 1)
        #expect(!model.needsTime && model.state.step == step)
        Self.press(keys, &model)
        #expect(model.overview == nil && model.sceneIndex == 1)
    }

    @Test("any other key closes it and changes nothing", arguments: ["O", "x", "e", "\n"])
    func closing(key: String) throws {
        var model = try Self.model()
        Self.press(" ", &model)
        let before = model.frame()
        Self.press("O", &model)
        #expect(model.frame() != before)
        Self.press(key, &model)
        #expect(model.frame() == before)
    }

    @Test("a click opens a scene", arguments: [0, 1, 2])
    func click(place: Int) throws {
        var model = try Self.model()
        Self.press("O", &model)
        let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
        let title = "\(place + 1) \(["first", "second", "third"][place])"
        let y = try #require(lines.firstIndex { $0.contains(title) })
        let x = lines[y].distance(from: lines[y].startIndex, to: lines[y].range(of: title)!.lowerBound)
        model.point(Pointer(.press, x: x, y: y + 2))
        #expect(model.overview == nil && model.sceneIndex == place)
    }

    @Test("pictures are drawn by jobs, and show a scene as it was left")
    func pictures() throws {
        var model = try Self.model(isPatient: false)
        Self.press("n", &model)
        Self.press("O", &model)
        #expect(model.thumbnails[0] == nil)
        model.finishJobs()
        let before = try #require(model.thumbnails[0])
        Self.press("O", &model)
        Self.press("p", &model)
        Self.press("EEEEEEEEEEEE", &model)
        model.pause(at: 20)
        Self.press("O", &model)
        model.finishJobs()
        #expect(model.thumbnails[0] != before && model.thumbnails[1] != nil)
    }

    @Test("whatever its size, all scenes can be seen and reached", arguments: [1, 2, 7, 37, 500])
    func grids(count: Int) {
        for width in stride(from: 40, through: 300, by: 13) {
            for height in stride(from: 12, through: 100, by: 7) {
                let screen = OverviewScreen(size: Size(width: width, height: height), count: count)
                for selected in Set([0, 1, count / 2, count - 2, count - 1]) where (0..<count).contains(selected) {
                    let shown = screen.shown(selected: selected)
                    #expect(shown.contains(selected) && shown.lowerBound >= 0 && shown.upperBound <= count)
                    for (right, down) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                        #expect((0..<count).contains(screen.neighbour(of: selected, right: right, down: down)))
                    }
                }
                var (place, presses) = (0, 0)
                while screen.neighbour(of: place, right: 0, down: 1) != place, presses <= count {
                    place = screen.neighbour(of: place, right: 0, down: 1)
                    presses += 1
                }
                #expect(place == count - 1 || screen.neighbour(of: place, right: 1, down: 0) != place)
            }
        }
    }
}
