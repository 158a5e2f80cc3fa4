import Basics
import Canvas
import Player
import Scenes

/// Plays scenes with any keys, clicks, sizes and times, as nobody would.
public enum EventFuzz {
    /// - Parameters:
    ///   - count: how many events.
    ///   - largest: the largest screen.
    /// - Returns: what was found: the slowest event.
    public static func run(_ count: Int, seed: UInt64, largest: Size = Size(width: 320, height: 100)) throws -> Findings
    {
        var generator = SeededRandom(seed: seed)
        var findings = Findings()
        var model = try self.model(&generator)
        for event in 0..<count {
            if event % 2000 == 1999 { model = try self.model(&generator) }
            let kind = Int.random(in: 0..<20, using: &generator)
            let key = keys.randomElement(using: &generator) ?? .unknown
            let name =
                "\(kind < 9 ? "\(key)" : "event"), number \(event) of kind \(kind) in \(model.race.scene.origin), seed \(seed)"
            // What others do may take its time.
            if kind == 17 {
                finishSomeJobs(of: &model, &generator)
            } else {
                try findings.measure(name) { happen(kind, key, in: &model, largest, &generator) }
            }
        }
        return findings
    }

    private static func model(_ generator: inout SeededRandom) throws -> Model {
        let scenes = try (SceneLibrary.names.compactMap { try SceneLibrary.scene(named: $0) } + extremes())
            .shuffled(using: &generator).prefix(3)
        return Model(
            scenes: Array(scenes), size: Size(width: 80, height: 24), glyphs: .random(in: &generator),
            isPlaying: .random(using: &generator))
    }

    private static func happen(
        _ kind: Int, _ key: Key, in model: inout Model, _ largest: Size, _ generator: inout SeededRandom
    ) {
        switch kind {
        case 0..<9: model.press(key)
        case 9..<13:
            let action: Pointer.Action =
                [.press, .drag, .drag, .release, .scrollUp, .scrollDown].randomElement(using: &generator) ?? .press
            let edge = [-1, 0, 1, Int.max, Int.min].randomElement(using: &generator) ?? 0
            let isOdd = Int.random(in: 0..<50, using: &generator) == 0
            model.point(
                Pointer(
                    action, x: isOdd ? edge : .random(in: 0..<max(1, model.size.width), using: &generator),
                    y: isOdd ? edge : .random(in: 0..<max(1, model.size.height), using: &generator)))
        case 13..<16: model.tick(seconds: [0, 0.001, 0.03, 0.25, 1e9].randomElement(using: &generator) ?? 0)
        case 16:
            guard Int.random(in: 0..<5, using: &generator) == 0 else { return }
            model.resize(
                to: Size(
                    width: .random(in: 0...largest.width, using: &generator),
                    height: .random(in: 0...largest.height, using: &generator)))
        case 18: model.show(step: .random(in: -1...2_000_000, using: &generator))
        default: _ = model.frame()
        }
    }

    /// Jobs come back late, or never.
    private static func finishSomeJobs(of model: inout Model, _ generator: inout SeededRandom) {
        for case .start(let job) in model.takeErrands() where Bool.random(using: &generator) {
            if let outcome = job.run() { model.receive(outcome) }
        }
    }

    private static let keys: [Key] =
        KeyMap.standard.keys.sorted { "\($0)" < "\($1)" }.filter { $0 != .character("q") }
        + [.unknown, .escape, .enter, .backspace, .character("é"), .character("q")]

    /// Scenes that are legal and that nobody would write.
    private static func extremes() throws -> [Scene] {
        let texts = [
            "{panels: ['valley(kappa: 1)', bowl, 'valley(kappa: 1000)', beale], runs: [sgd, lbfgs, nelder-mead]}",
            """
            surfaces: {s: {loss: 1e308*x + y, domain: {x: [-1e100, 1e100], y: [-1e-80, 1e-80]}}}
            runs: [adam, {optimizer: sgd, eta: 1e300}, {optimizer: momentum, alpha: log(-t)}, {optimizer: sgd, eta: -t, label: b}]
            """,
            """
            steps: 300000
            surfaces: {s: {loss: log(x) + sqrt(y), domain: {x: [-1, 1], y: [-1, 1]}}}
            runs: [sgd, {optimizer: lbfgs, memory: cosine(0)}, {optimizer: adam, eta: sqrt(1 - 3/t)}]
            """,
            """
            data: {d: {generate: blobs, rows: 5000}}
            surfaces: {s: {loss: (w1*x1 + w2*x2 - t)^2, data: d, domain: {x: [-3, 3], y: [-3, 3]}}}
            runs: [sgd, {optimizer: adam, batch: 16}]
            """,
            """
            title: "最適化 🙂 cafe\\u0301 \\e[31m"
            pace: evaluations
            steps: 10
            panels: [{surface: ackley, title: "ที่ \\u202E"}]
            runs: [{optimizer: cma-es, label: "\\a損失"}, {optimizer: bfgs, label: "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"}]
            """,
        ]
        return try texts.enumerated().map { try Scene(parsing: $1, origin: "extreme \($0)") }
    }
}

extension GlyphSet {
    fileprivate static func random(in generator: inout SeededRandom) -> GlyphSet {
        allCases.randomElement(using: &generator) ?? .braille
    }
}
