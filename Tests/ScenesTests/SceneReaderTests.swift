import Expressions
import Racing
import Scenes
import Foundation
import Landscapes
import Testing

@Suite("Scene files are read, and what is wrong in them is said with its place")
struct SceneReaderTests {
    static let sample = """
        title: Behavior in a long valley
        about: Without scaling SGD gets nowhere.
        source: slide 17
        steps: 200
        rate: 30                                     # steps a second
        surfaces:
          valley:
            loss: 0.5*(x^2 + 100*y^2)
            domain: {x: [-4, 4], y: [-2, 2]}
            minima: [[0, 0]]
        optimizers:
          careful:
            hyperparameters: {eta: 0.01, alpha: {default: 0.9, range: [0, 1]}}
            state: {v: 0}
            rule: |
              v = alpha*v - eta*g
              w = w + v
        start: [-4, 1]
        runs:
          - sgd
          - {optimizer: momentum, eta: 0.01, alpha: 0.5, label: "α = 0.5"}
          - {optimizer: careful, eta: 0.1 * 0.1^floor(t/100)}
        panels:
          - surface: valley
          - surface: saddle
            start: [1, 1e-3]
        claims:
          - claim: Momentum needs less than half of SGD's steps
            panel: valley
            holds: first("α = 0.5", loss < 1e-3) < 0.5*first(sgd, loss < 1e-3)
        """

    private static let many = (1...21).map { "{optimizer: sgd, label: r\($0)}" }.joined(separator: ", ")

    @Test(
        "a program is a command alone, and a pace is one of two",
        arguments: [
            ("optimizers: {a: {command: [], rule: w = w}}", "a program has no rule"),
            ("optimizers: {a: {command: []}}", "'command' names no program"),
            ("optimizers: {a: {command: python3 x.py}}", "'command' is a list: the program and its arguments"),
            ("optimizers: {a: {label: A}}", "optimizer 'a' needs 'rule' or 'command'"),
            (
                "steps: 1000000\npanels: [bowl]\nruns: [\(many)]",
                "21 runs of 1000000 steps are more than 10000000 steps"
            ),
            ("pace: slow", "'pace' must be steps or evaluations, not 'slow'"),
            ("optimizers: {a: {rule: w = w - g, stability: 2*beta}}", "unknown name 'beta'"),
        ])
    func programs(line: String, message: String) {
        let error = #expect(throws: Diagnostic.self) {
            _ = try Scene(
                parsing: line.contains("runs") ? line : line + "\npanels: [bowl]\nruns: [sgd]", origin: "test")
        }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "none")")
        #expect(error?.location?.line == 1)
    }

    @Test("the whole format")
    func sample() throws {
        let scene = try Scene(parsing: Self.sample, origin: "sample")
        #expect(scene.title == "Behavior in a long valley" && scene.steps == 200 && scene.rate == 30)
        #expect(scene.tracks.map(\.name) == ["valley", "saddle"])
        #expect(scene.tracks.map(\.start) == [[-4, 1], [1, 1e-3]])
        #expect(scene.labels == ["SGD", "α = 0.5", "careful"])
        #expect(scene.tracks[0].runs[1].schedules.map(\.constant) == [0.01, 0.5, 0])
        #expect(scene.tracks[0].runs[2].schedules.map(\.constant) == [nil, 0.9])
        #expect(scene.claims.map(\.track) == ["valley"])
    }

    @Test("panels of one surface get names of their own; a scene without panels has one for each surface")
    func panelNames() throws {
        let twice = "runs: [sgd]\npanels: [valley, valley, {surface: valley, name: third}]"
        #expect(try Scene(parsing: twice, origin: "t").tracks.map(\.name) == ["valley", "valley-2", "third"])
        let none = "runs: [sgd]\nsurfaces:\n  a: {loss: x^2, domain: {x: [-1, 1], y: [-1, 1]}}"
        #expect(try Scene(parsing: none, origin: "t").tracks.map(\.name) == ["a"])
    }

    /// A line of the sample replaced, and the line, column and message of the error.
    @Test(
        "errors",
        arguments: [
            ("  - sgd", "  - adma", 20, 5, "unknown optimizer 'adma'; did you mean 'adam'?"),
            ("steps: 200", "steps: -1", 4, 8, "'steps' must be a whole number from 1 to 1000000"),
            ("steps: 200", "step: 200", 4, 1, "a scene has no 'step'; did you mean 'steps'?"),
            ("title: Behavior in a long valley", "title: [1]", 1, 8, "'title' must be a text, not a list"),
            (
                "    loss: 0.5*(x^2 + 100*y^2)", "    loss: 0.5*(x^2 + 100*z^2)", 8, 26,
                "unknown name 'z'; there is w1, w2, x, y, e, pi"
            ),
            (
                "    loss: 0.5*(x^2 + 100*y^2)", "    loss: \"0.5*(x^2 + \"", 8, 23,
                "expected a number, a name or '(', found the end"
            ),
            (
                "      v = alpha*v - eta*g", "      v = alfa*v - eta*g", 16, 11,
                "unknown name 'alfa'; did you mean 'alpha'?"
            ),
            ("    state: {v: 0}", "    state: {v: 0*q}", 14, 18, "unknown name 'q'; there is alpha, eta, t, w, e, pi"),
            (
                "  - {optimizer: careful, eta: 0.1 * 0.1^floor(t/100)}", "  - {optimizer: careful, eta: 0.1 * s}", 22,
                37, "unknown name 's'; there is epoch, progress, steps, t, e, pi"
            ),
            (
                "  - {optimizer: careful, eta: 0.1 * 0.1^floor(t/100)}", "  - {optimizer: careful, beta: 1}", 22, 26,
                "a run of careful has no 'beta'; did you mean 'alpha' (α, momentum: how much of the velocity is kept at each step)?"
            ),
            ("  - surface: saddle", "  - surface: sadle", 25, 14, "unknown surface 'sadle'; did you mean 'saddle'?"),
            ("    start: [1, 1e-3]", "    start: [1]", 26, 12, "'start' must be two numbers, as in [-4, 1], not 1"),
            ("    panel: valley", "    panel: vally", 29, 12, "unknown track 'vally'; did you mean 'valley'?"),
            (
                "    panel: valley", "    # no panel", 30, 18,
                "'α = 0.5' runs in 'valley', 'saddle'; say which one with 'track:'"
            ),
            (
                "    domain: {x: [-4, 4], y: [-2, 2]}", "    domain: {x: [4, -4], y: [-2, 2]}", 9, 17,
                "'x' must be two numbers, the smaller one first, as in [-4, 2]"
            ),
            (
                "  - {optimizer: momentum, eta: 0.01, alpha: 0.5, label: \"α = 0.5\"}",
                "  - {optimizer: momentum, alpha: 1.5}", 21, 34, "alpha = 1.5 is out of range; alpha is from 0.0 to 1.0"
            ),
            (
                "  - {optimizer: momentum, eta: 0.01, alpha: 0.5, label: \"α = 0.5\"}", "  - SGD", 21, 5,
                "there is a run 'SGD' already; give this one a 'label' of its own"
            ),
            (
                "rate: 30                                     # steps a second", "steps: 3", 5, 1,
                "'steps' stands here a second time; the first is in line 4"
            ),
            (
                "start: [-4, 1]", "start: [-4, 1", 18, 8, "this '[' is never closed"
            ),
        ] as [(String, String, Int, Int, String)])
    func errors(line: String, replacement: String, row: Int, column: Int, message: String) {
        #expect(Self.sample.contains(line))
        let text = Self.sample.replacing(line, with: replacement, maxReplacements: 1)
        let error = #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "sample") }
        #expect(error?.message == message)
        #expect(error?.location?.line == row)
        #expect(error?.location?.column == column)
    }

    @Test("a formula folded over lines is located by its words")
    func foldedFormula() {
        let text = """
            runs: [sgd]
            panels: [valley]
            claims:
              - claim: one
                holds: >
                  first(sgd, loss < 1) < 5
                  and last(sgd, los < 1) > 2
            """
        let error = #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
        #expect(error?.location?.line == 7 && error?.location?.column == 21)
    }

    @Test("a tab-free caret under the place")
    func rendering() {
        let text = "runs: [adma]\npanels: [valley]"
        let error = #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
        let expected = """
            t.yaml:1:8: error: unknown optimizer 'adma'; did you mean 'adam'?
              1 | runs: [adma]
                |        ^~~~
            """
        #expect(error?.rendered(file: "t.yaml", source: text) == expected)
    }

    @Test(
        "no text crashes the reader",
        arguments: [
            "", "   ", "- 1", "a", "null", "panels:", "runs: 3", "panels: [valley]", "{", "panels: [[valley]]",
            "title: \u{0}",
            "runs: [sgd]\npanels: [{surface: valley, view: {x: [0, 1e999], y: [0, 1]}}]", "&a [*a]", "a: &a {b: *a}",
            "runs: [sgd]\npanels: [valley]\nclaims: [{claim: a, holds: '1 < 2'}]", "%YAML 3.0\n---\na: b",
            "--- a\n--- b",
            "runs: [sgd]\npanels: [valley]\nclaims: [{claim: a, holds: 'first(sgd)'}]", "\u{FEFF}title: x",
            "? [a]\n: b",
            String(repeating: "[", count: 20_000), String(repeating: "- ", count: 20_000),
            String(repeating: "{a: ", count: 20_000),
        ])
    func noise(text: String) {
        #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
    }

    @Test("a nest of aliases does not grow")
    func aliases() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let name = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: name, count: 9).joined(separator: ", "))]\n"
        }
        #expect(throws: Diagnostic.self) { _ = try Scene(parsing: text, origin: "t") }
    }
}

@Suite("Scenes with data")
struct DataSceneTests {
    /// A folder with data files and a scene in it.
    private func scene(_ text: String, files: [String: String] = [:]) throws -> Scene {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files {
            try content.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try Scene(parsing: text, origin: folder.appending(path: "scene.yaml").path())
    }

    private let view = "domain: {x: [-1, 1], y: [-1, 1]}"

    @Test("data inline, from a file and from a seed; transformed, ordered, in batches")
    func sources() throws {
        let scene = try scene(
            """
            seed: 4
            data:
              inline: {columns: [a, b, t], rows: [[1, 2, 3], [4, 5, 1], [0, 1, 2]], order: by t}
              file: {file: d.csv, inputs: [b], transform: [center]}
              made: {generate: moons, rows: 50, order: shuffled}
            surfaces:
              one: {data: inline, loss: "(t - w1*a - w2*b)^2", \(view)}
              two: {data: file, loss: "(a - w1*b)^2 + w2^2", \(view)}
              three: {data: made, loss: "softplus(w1*x1 + w2*x2) - t*w1*x1", accuracy: w1*x1 > 0, \(view)}
            panels: [one, {surface: two}, three]
            runs: [sgd, {optimizer: sgd, label: small, batch: 2, shuffle: false, eta: 0.1*0.5^epoch, jitter: 0.1, dropout: 0.2}]
            """, files: ["d.csv": "a,b\n1,2\n3,6\n"])
        #expect(scene.tracks[0].surface.data?.values[2] == [1, 2, 3])
        #expect(scene.tracks[1].surface.data?.values == [[1, 3], [-2, 2]])
        #expect(scene.tracks[2].surface.data?.rowCount == 50 && scene.tracks[2].surface.hasAccuracy)
        let run = scene.tracks[2].runs[1]
        #expect(run.batches == Batches(size: 2, isReshuffled: false, jitter: 0.1, dropout: 0.2, seed: 4))
        // 25 steps are an epoch.
        var schedule = run.schedules[0]
        #expect(schedule.value(at: 25) == 0.05 && schedule.value(at: 26) == 0.025)
    }

    @Test("parameters of surfaces are set in a call, in a panel, and declared in a scene")
    func parameters() throws {
        let scene = try scene(
            """
            surfaces:
              own: {parameters: {b: {default: 2, range: [0, 9]}}, loss: b*x^2 + y^2, \(view)}
            panels:
              - "valley(kappa: 1000)"
              - valley(kappa=10)
              - {surface: own, parameters: {b: 7}}
              - own
            runs: [sgd]
            """)
        #expect(scene.tracks.map(\.surface.values) == [[1000], [10], [7], [2]])
    }

    @Test(
        "what is wrong is said with its place",
        arguments: [
            ("data: {d: {file: none.csv}}", 1, "'none.csv' is not there"),
            ("data: {d: {file: bad.csv}}", 1, "bad.csv:3: 'x' is no number"),
            ("data: {d: {file: ragged.csv}}", 1, "ragged.csv:3: 1 numbers, where there are 2 before"),
            ("data: {d: {file: empty.csv}}", 1, "empty.csv: the file is empty"),
            ("data: {d: {file: name.csv}}", 1, "'a b' cannot be a name in a formula"),
            ("data: {d: {generate: moon}}", 1, "there is no generator 'moon'; did you mean 'moons'?"),
            ("data: {d: {}}", 1, "data 'd' needs one of 'file', 'generate' and 'columns'"),
            ("data: {d: {columns: [a], rows: [[1], [2, 3]]}}", 1, "2 numbers, where there are 1 columns"),
            ("data: {d: {columns: [w1], rows: [[1]]}}", 1, "a column cannot be called 'w1', which is the first weight"),
            ("data: {d: {generate: moons, transform: [bleach]}}", 1, "there is no transformation 'bleach'"),
            ("data: {d: {generate: line, transform: [whiten]}}", 1, "'whiten' needs two inputs, and there is 1"),
            ("data: {d: {generate: moons, inputs: [z]}}", 1, "there is no column 'z'"),
            ("data: {d: {generate: moons, order: up}}", 1, "'order' is 'shuffled', or 'by' and a column"),
            ("surfaces: {s: {data: d, loss: x, DOMAIN}}", 1, "there are no data 'd'"),
            ("surfaces: {s: {loss: mean(x), DOMAIN}}", 1, "'mean' is over rows of data, and this surface has none"),
            ("surfaces: {s: {grid: ragged.csv, DOMAIN}}", 1, "ragged.csv:3"),
            ("surfaces: {s: {grid: empty.csv, loss: x}}", 1, "needs either 'loss' or 'grid'"),
            ("surfaces: {s: {grid: d.npy, DOMAIN}}", 1, "d.npy: it is no NumPy file"),
            ("data: {d: {generate: moons}}\nsurfaces: {s: {data: d, loss: w1*x3, DOMAIN}}", 2, "unknown name 'x3'"),
            (
                "data: {d: {generate: moons}}\nsurfaces: {s: {data: d, loss: w1, accuracy: q > 1, DOMAIN}}", 2,
                "unknown name 'q'"
            ),
            ("panels: [\"valley(kapa: 3)\"]", 1, "surface 'valley' has no parameter 'kapa'; did you mean 'kappa'?"),
            ("panels: [\"valley(kappa: -3)\"]", 1, "kappa = -3.0 is out of range"),
            ("panels: [\"valley(kappa)\"]", 1, "'kappa' is no parameter with a value"),
            ("panels: [\"valley(kappa: 3\"]", 1, "a ')' is missing"),
            ("panels: [bowl]\nruns: [{optimizer: sgd, batch: 3}]", 2, "surface 'bowl' has no data"),
        ])
    func mistakes(text: String, line: Int, message: String) {
        let files = [
            "bad.csv": "a,b\n1,2\n3,x\n", "ragged.csv": "a,b\n1,2\n3\n", "empty.csv": "", "name.csv": "a b,c\n1,2\n",
            "d.npy": "nonsense",
        ]
        var whole = text.replacing("DOMAIN", with: view)
        if !whole.contains("panels") { whole += "\npanels: [\(whole.contains("surfaces") ? "s" : "bowl")]" }
        if !whole.contains("runs") { whole += "\nruns: [sgd]" }
        let error = #expect(throws: Diagnostic.self) { _ = try scene(whole, files: files) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "none")")
        #expect(error?.location?.line == line)
    }
}
