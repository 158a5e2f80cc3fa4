import Canvas
import Expressions
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Maps in the player")
struct MapPlayTests {
    private static let text = """
        steps: 80
        panels: [{surface: ellipse, name: e}, {of: e, map: {x: eta=1e-3..10, y: alpha}}]
        runs: [{optimizer: momentum, eta: 0.05, alpha: 0.5}, {optimizer: sgd, eta: 0.1}]
        """

    private func model(
        _ text: String = text, glyphs: GlyphSet = .braille, size: Size = Size(width: 120, height: 34),
        isPatient: Bool = false
    ) throws -> Model {
        Model(
            scenes: [try Scene(parsing: text, origin: "t")], size: size, glyphs: glyphs, isPlaying: false,
            isPatient: isPatient)
    }

    private func jobs(_ model: inout Model) -> (started: [Job], cancelled: [Job.Key]) {
        var (started, cancelled): ([Job], [Job.Key]) = ([], [])
        for errand in model.takeErrands() {
            switch errand {
            case .start(let job): started.append(job)
            case .cancel(let key): cancelled.append(key)
            }
        }
        return (started, cancelled)
    }

    private static func isOfMap(_ key: Job.Key) -> Bool { if case .picture(panel: 1, _) = key { true } else { false } }

    @Test(
        "it comes from coarse to fine, piece by piece, to what a patient frame shows at once",
        arguments: GlyphSet.allCases)
    func refines(glyphs: GlyphSet) throws {
        var model = try model(glyphs: glyphs)
        var frames: [Frame] = []
        for _ in 0..<200 {
            frames.append(model.frame())
            let started = jobs(&model).started
            if started.isEmpty { break }
            for job in started { model.receive(try #require(job.run())) }
        }
        #expect(frames.count > 2)
        var patient = try self.model(glyphs: glyphs, isPatient: true)
        #expect(frames.last == patient.frame())
    }

    @Test("while a slider moves that is not on it, jobs of the map before are cancelled, and what they bring is no use")
    func cancels() throws {
        var model = try model()
        _ = model.frame()
        let first = jobs(&model).started.filter { Self.isOfMap($0.key) }
        #expect(first.count == 1)
        // The learning rate is on an axis: the run moves over the same map.
        model.press(.character("E"))
        _ = model.frame()
        #expect(jobs(&model).cancelled.filter(Self.isOfMap).isEmpty)
        model.press(.character("s"))
        model.press(.right)
        model.press(.enter)
        _ = model.frame()
        let (started, cancelled) = jobs(&model)
        #expect(cancelled.filter(Self.isOfMap).count == 1 && started.contains { Self.isOfMap($0.key) })
        let before = model.frame()
        model.receive(try #require(first[0].run()))
        #expect(model.frame() == before)
    }

    @Test("the run's mark goes along as a value on an axis is tuned")
    func mark() throws {
        var model = try model(isPatient: true)
        func column(_ model: inout Model) -> Int? {
            let frame = model.frame()
            return (62..<119).first { x in
                (3..<22).contains {
                    frame[x, $0].scalar == GlyphSet.braille.scalar(.head(0)) && frame[x, $0].ink == .run(0)
                }
            }
        }
        let before = try #require(column(&model))
        model.press(.character("E"))
        #expect(try #require(column(&model)) > before)
    }

    @Test("a map that nobody sees is not worked on")
    func pauses() throws {
        var model = try model()
        _ = model.frame()
        #expect(jobs(&model).started.contains { Self.isOfMap($0.key) })
        model.press(.character("o"))
        _ = model.frame()
        let (started, cancelled) = jobs(&model)
        #expect(!started.contains { Self.isOfMap($0.key) } && cancelled.contains(where: Self.isOfMap))
    }

    /// A place of the map on the screen, with the values there.
    private func place(_ model: Model) throws -> (x: Int, y: Int, values: [ChosenValue]) {
        for y in 12..<model.size.height {
            for x in 70..<model.size.width {
                if case .panel(1, .values(let values)) = model.screen.target(x: x, y: y, model.race, model.state) {
                    return (x, y, values)
                }
            }
        }
        throw CancellationError()
    }

    @Test("a click gives the run the values there, and undo takes them back")
    func click() throws {
        var model = try model(isPatient: true)
        _ = model.frame()
        let before = model.race.runs[0].hyperparameters(at: 1)
        let (x, y, values) = try place(model)
        model.point(Pointer(.press, x: x, y: y))
        model.point(Pointer(.release, x: x, y: y))
        let run = model.race.runs[0]
        #expect(run.hyperparameter(0, at: 1) == values[0].value && run.hyperparameter(1, at: 1) == values[1].value)
        #expect(model.race.runs[1].hyperparameter(0, at: 1) == 0.1)
        model.press(.character("u"))
        #expect(model.race.runs[0].hyperparameters(at: 1) == before)
    }

    @Test("arrows point, from where the run is, and Enter takes what is pointed at")
    func arrows() throws {
        var model = try model(isPatient: true)
        model.press(.character("]"))
        _ = model.frame()
        let before = model.race.runs[0].hyperparameters(at: 1)
        for key in [Key.right, .right, .up] {
            model.press(key)
            _ = model.frame()
        }
        #expect(model.race.runs[0].hyperparameters(at: 1) == before)
        model.press(.enter)
        let after = model.race.runs[0].hyperparameters(at: 1)
        #expect(after[0] > before[0] && after[1] > before[1])
        #expect(after[0] < 2 * before[0])
        // Nothing is pointed at any more; where it goes no farther it says so.
        #expect((model.picture as? Map)?.cursor == nil)
        for _ in 0..<200 {
            model.press(.left)
            _ = model.frame()
        }
        #expect(model.state.message?.contains("as far as it goes") == true)
        model.press(.escape)
        #expect((model.picture as? Map)?.cursor == nil && model.race.runs[0].hyperparameters(at: 1) == after)
    }

    @Test("values go to the run that was pointed at, whoever is looked at by then")
    func whose() throws {
        // SGD has a rate, and weight decay where Momentum has its α; the third has a rate alone.
        let text =
            Self.text.replacing(
                "{optimizer: sgd, eta: 0.1}", with: "{optimizer: sgd, eta: 0.1}, {optimizer: own, eta: 0.1}")
            + "\noptimizers: {own: {hyperparameters: {eta: 0.1}, rule: w = w - eta*g}}"
        for presses in 1...2 {
            var model = try model(text, isPatient: true)
            model.press(.character("]"))
            for key in [Key.right, .up] {
                model.press(key)
                _ = model.frame()
            }
            let before = model.race.runs.map { $0.hyperparameters(at: 1) }
            for _ in 0..<presses { model.press(.character("j")) }
            model.press(.enter)
            let after = model.race.runs.map { $0.hyperparameters(at: 1) }
            #expect(after[0] != before[0] && after[1...] == before[1...], "\(presses)")
            #expect(model.state.message?.hasPrefix("Momentum: η") == true)
        }
    }

    @Test("the places where another run was are not this one's")
    func placesOfOthers() throws {
        var model = try model(
            Self.text.replacing("{optimizer: sgd, eta: 0.1}", with: "{optimizer: nag, eta: 0.5, alpha: 0.9}"),
            isPatient: true)
        func marks(_ model: inout Model) -> Int {
            let frame = model.frame()
            let visited = GlyphSet.braille.scalar(.visited)
            return (3..<22).reduce(0) { sum, y in sum + (70..<119).count { frame[$0, y].scalar == visited } }
        }
        #expect(marks(&model) == 0)
        model.press(.character("E"))
        #expect(marks(&model) == 1)
        for key in ["j", "k", "j"] {
            model.press(.character(Character(key)))
            #expect(marks(&model) == 0, "\(key)")
        }
    }

    @Test("what theory says is of the map, not of what was tuned on the way of what stands on its axes")
    func theory() throws {
        var model = try model(
            """
            steps: 80
            panels: [{surface: valley, name: e}, {of: e, map: {x: eta=1e-3..10, y: alpha}}]
            runs: [{optimizer: momentum, eta: 0.01, alpha: 0.5}]
            """, size: Size(width: 180, height: 40), isPatient: true)
        let limit = "theory's limit"
        #expect(model.frame().text.contains(limit))
        model.pause(at: 10)
        for key in ["f", "E", "0", "A", "f", "0"] {
            model.press(.character(Character(key)))
            #expect(model.frame().text.contains(limit), "\(key)")
        }
    }

    @Test("V turns the panel into the chosen run's map, and back; ; goes through its pairs")
    func toggle() throws {
        var model = try model()
        model.press(.character("V"))
        var map = try #require(model.picture as? Map)
        #expect(map.x.name == "eta" && map.y.name == "alpha")
        var pairs = [map.subject]
        for _ in 0..<10 {
            _ = model.frame()
            model.press(.character(";"))
            map = try #require(model.picture as? Map)
            if pairs.contains(map.subject) { break }
            pairs.append(map.subject)
        }
        #expect(pairs.count == 3 && pairs.contains("η × correlation") && map.subject == pairs[0])
        model.press(.character("V"))
        #expect(model.picture is Contours)
        // Where the scene has a map, what is there else is its landscape.
        model.press(.character("]"))
        model.press(.character("V"))
        #expect(model.picture is Contours)
        model.press(.character("V"))
        #expect((model.picture as? Map)?.x.range == 1e-3...10)
    }

    @Test("a run that has no such value says so, and the next one has its map")
    func objection() throws {
        var model = try model(isPatient: true)
        model.press(.character("j"))
        #expect(model.frame().text.contains("SGD has no alpha"))
        model.press(.character("k"))
        #expect(!model.frame().text.contains("has no alpha"))
    }

    @Test("panned to where a value ends it goes no farther, and says so; it keeps its size", arguments: ["L", "H"])
    func ends(key: Character) throws {
        let text = """
            steps: 20
            surfaces: {s: {loss: x^2 + k*y^2, parameters: {k: {default: 3, range: [1, 5]}}, domain: {x: [-3, 3], y: [-3, 3]}}}
            panels: [{surface: s, name: e}, {of: e, map: {x: k, y: alpha}}, {of: e, sensitivity: {x: k}}]
            runs: [momentum]
            """
        for panel in 1...2 {
            var model = try model(text, isPatient: true)
            for _ in 0..<panel { model.press(.character("]")) }
            func window(_ model: Model) -> ClosedRange<Double>? {
                (model.picture as? Map)?.window.x ?? (model.picture as? Sensitivity)?.window
            }
            for _ in 0..<4 { model.press(.character("z")) }
            _ = model.frame()
            let length = try #require(window(model)).length
            var last: ClosedRange<Double>?
            for _ in 0..<60 {
                last = window(model)
                model.press(.character(key))
                _ = model.frame()
                #expect(abs(try #require(window(model)).length / length - 1) < 1e-6)
            }
            let end = try #require(last)
            #expect(window(model) == end && end.lowerBound > -1e-6 && end.upperBound < 1 + 1e-6)
            #expect(model.state.message?.contains("as far as it goes") == true)
        }
    }

    @Test("zoomed and panned, it stays within what the values may be", arguments: ["z", "Z", "H", "L", "J", "K"])
    func view(key: Character) throws {
        var model = try model(isPatient: true)
        model.press(.character("]"))
        for _ in 0..<60 {
            model.press(.character(key))
            _ = model.frame()
        }
        guard
            case .values(let values)? = model.screen.target(
                x: 80, y: 15, model.race, model.state
            ).flatMap({ if case .panel(1, let target) = $0 { target } else { nil } })
        else { return }
        #expect(values[0].value > 0 && (0...1).contains(values[1].value))
    }

    @Test(
        "mistakes in maps say where and what",
        arguments: [
            ("{x: eta}", "a map needs 'y'", 3), ("{x: eta, y: eta}", "two different ones", 3),
            ("{x: eat, y: alpha}", "did you mean 'eta'", 3), ("{x: eta=1, y: alpha}", "from one number to another", 3),
            ("{x: eta=2..1, y: alpha}", "smaller number to a larger", 3),
            ("{x: eta=0..1, y: alpha}", "must begin over 0", 3),
            ("{x: eta, y: alpha=0..1}", "must end below it", 3), ("{x: eta=1e-3..1:20, y: alpha}", "leave ':' out", 3),
            ("{x: eta, y: alpha, show: blah}", "a map shows steps, loss, minimum", 3),
            ("{x: eta, y: alpha, show: 'arriving(run, 0.1, 1)'}", "goes through learning rates itself", 3),
            ("{x: eta, y: alpha, what: 3}", "'what'", 3), ("[1, 2]", "mapping", 3),
        ])
    func mistakes(map: String, message: String, line: Int) throws {
        let text = """
            steps: 20
            runs: [momentum]
            panels: [{surface: bowl, map: \(map)}]
            """
        do throws(Diagnostic) {
            _ = try Scene(parsing: text, origin: "t")
            Issue.record("\(map) was read")
        } catch {
            #expect(error.message.contains(message) && error.location?.line == line, "\(error)")
        }
    }

    @Test("a formula of the run is shown where it is asked for")
    func formula() throws {
        var model = try model(
            Self.text.replacing("y: alpha}", with: "y: alpha, show: 'count(run, x*previous(x) < 0)'}"), isPatient: true)
        #expect(model.frame().text.contains("count(run"))
    }
}
