import Basics
import Canvas
import Expressions
import Landscapes
import Optimizers
import Player
import Racing
import Scenes

/// Reads spoilt scene files, formulas and scripts, and plays those that are right by chance.
public enum TextFuzz {
    public static func run(_ count: Int, seed: UInt64) throws -> Findings {
        var generator = SeededRandom(seed: seed)
        var findings = Findings()
        let scenes = SceneLibrary.names.compactMap { SceneLibrary.text(named: $0) }
        let formulas =
            SurfaceCatalog.declarations.map(\.formula)
            + OptimizerCatalog.declarations.filter(\.isRule).map(\.formula) + schedules + vectors
        for number in 0..<count {
            let isScene = number % 2 == 0
            let isScript = number % 10 == 9
            var text = (isScript ? scripts : isScene ? scenes : formulas).randomElement(using: &generator) ?? ""
            for _ in 0..<Int.random(in: 1...4, using: &generator) { spoil(&text, &generator) }
            var isPlayable = false
            try findings.measure("text \(number), seed \(seed):\n\(text)") {
                isPlayable = isScript ? rehearse(text) : isScene ? play(text, &generator) : evaluate(text)
            }
            if isPlayable { findings.playable += 1 }
        }
        return findings
    }

    private static let schedules = [
        "0.1*cosine()", "step_decay(0.1, 50)", "exponential(0.99)", "inverse_time(0.1)", "warm_up(10)",
        "one_cycle(0.3)",
        "one_cycle_lr()", "ramp(0.5, 0.99, 100)", "0.1*0.1^floor(t/100)", "log(-t)", "cosine(0)", "sqrt(1 - 3/t)",
    ]

    private static let vectors = [
        "norm([x - 1, 2*y])", "dot([x, y], [1, 0.1])^2", "w = w - [eta, eta/2]*grad([w.y, w.x])",
        "v = [0.9, 0.5]*v - eta*g\nw = w + [v.x, norm([v.y, 1])]",
    ]

    private static let scripts = [
        """
        scenes: [beale, radford]
        size: 80x24
        theme: light
        orbit: -30
        bindings: {pause: p, next-scene: [n, page-down]}
        seconds: 4
        keys:
        - {at: 0.5, press: e e E space}
        - {at: 1, click: [40, 12], press: "] ["}
        - {at: 1.5, drag: [[10, 5], [12, 6], [14, 7]], wheel-up: [7, 8]}
        - {at: 2, hold: [1, 2], move: [[2, 2], [3, 2]], release: [3, 2]}
        - {at: 2.5, resize: 60x20}
        """,
        "keys: {1: F F, 1.5: \"? ] o\", 2: {click: [[3, 3], [3, 4]]}, 3: shift-up n p, 4: q}",
    ]

    // MARK: Spoiling

    private static let numbers = [
        "0", "-0", "1", "-1", "1e308", "-1e308", "5e-324", "1e-300", "1e16", "9007199254740993", "0.1", "2147483648",
        "999999999999999999999", "1/0", "0/0", "-(1e308)^2", "log(-1)", "100000", "1000000", "0.5",
    ]

    private static let pieces = [
        "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\t", "\u{0}", "\u{1B}[2J", "🙂", "最適化", "e\u{301}",
        "\u{FEFF}", "\u{202E}", "(", ")", "[", "]", "{", "}", "\"", "'", "|", ">", "&a", "*a", "- ", ": ", ",", "#",
        "=",
        "==", "<", "^", "^^", "-", "mean(", "var(", "grad(", "if(", "first(sgd, ", "previous(", "dot(", "w", "g", "t",
        "x",
        "[x, y]", "[g.x, 2]*", ".x", "weights: loss", "split: 0.5", "test_loss",
        "pi", "e", "nan", "inf", "true", "~", "adam", "lbfgs", "cma-es", "eggholder", "valley(kappa: 3)", "data",
        "batch: 3",
        "pace: evaluations", "steps: 1000000", "rate: 1e-300", "start: [1e308, -1e308]", "seed: -1", "!!binary", "%",
    ]

    private static func spoil(_ text: inout String, _ generator: inout SeededRandom) {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            // A number by an extreme.
            let found = text.matches(of: /\d+(\.\d+)?(e-?\d+)?/).map(\.range)
            guard let range = found.randomElement(using: &generator) else { return }
            text.replaceSubrange(range, with: numbers.randomElement(using: &generator) ?? "")
        case 1:
            // A word by another word.
            let found = text.matches(of: /[A-Za-z_]+/).map(\.range)
            guard let range = found.randomElement(using: &generator), let other = found.randomElement(using: &generator)
            else { return }
            text.replaceSubrange(range, with: String(text[other]))
        case 2:
            let place = text.index(text.startIndex, offsetBy: .random(in: 0...text.count, using: &generator))
            text.insert(contentsOf: pieces.randomElement(using: &generator) ?? "", at: place)
        case 3:
            guard !text.isEmpty else { return }
            let first = Int.random(in: 0..<text.count, using: &generator)
            let length = Int.random(in: 1...min(30, text.count - first), using: &generator)
            let start = text.index(text.startIndex, offsetBy: first)
            text.removeSubrange(start..<text.index(start, offsetBy: length))
        case 4:
            // A line doubled, moved or lost.
            var lines = text.lines.map(String.init)
            let from = Int.random(in: 0..<lines.count, using: &generator)
            let line = lines[from]
            if Bool.random(using: &generator) { lines.remove(at: from) }
            if Bool.random(using: &generator) {
                lines.insert(line, at: .random(in: 0...lines.count, using: &generator))
            }
            text = lines.joined(separator: "\n")
        default:
            // Something many times.
            let piece = pieces.randomElement(using: &generator) ?? ""
            let place = text.index(text.startIndex, offsetBy: .random(in: 0...text.count, using: &generator))
            let times = [2, 20, 2000].randomElement(using: &generator) ?? 2
            text.insert(contentsOf: String(repeating: piece, count: times), at: place)
        }
    }

    // MARK: Using

    /// - Returns: whether the scene was right.
    private static func play(_ text: String, _ generator: inout SeededRandom) -> Bool {
        let scene: Scene
        do {
            scene = try Scene(parsing: text, origin: "spoilt.yaml")
        } catch {
            _ = error.rendered(file: "spoilt.yaml", source: text)
            return false
        }
        var model = Model(
            scenes: [scene], size: Size(width: .random(in: 40...120, using: &generator), height: 36),
            glyphs: Bool.random(using: &generator) ? .braille : .ascii)
        for _ in 0..<5 {
            model.tick(seconds: 1)
            _ = model.frame()
        }
        model.pause(at: .random(in: 0...scene.steps, using: &generator))
        _ = model.frame()
        return true
    }

    /// - Returns: whether the script was right.
    private static func rehearse(_ text: String) -> Bool {
        let script: Script
        do {
            script = try Script(parsing: text)
        } catch {
            _ = error.rendered(file: "spoilt.yaml", source: text)
            return false
        }
        precondition((try? Script(parsing: script.text))?.text == script.text)
        guard let scene = try? Scene(parsing: "{steps: 50, panels: [bowl], runs: [sgd, adam]}", origin: "s") else {
            return false
        }
        var rehearsal = Rehearsal(script, script.model(Deck([scene])))
        rehearsal.play(until: rehearsal.end)
        _ = rehearsal.frame()
        return true
    }

    /// - Returns: whether the formula was right.
    private static func evaluate(_ text: String) -> Bool {
        var isRight = false
        let domain = Domain(x: -2...2, y: -2...2)
        if let surface = try? Surface(name: "spoilt", formula: text, domain: domain) {
            isRight = true
            var objective = Objective(surface)
            for point in [Point(0, 0), [1, -1], [1e308, -1e308], [.leastNonzeroMagnitude, .nan], [.infinity, 1]] {
                _ = (objective.loss(at: point), objective.gradient(at: point), objective.hessian(at: point))
            }
            _ = surface.draft(over: domain, columns: 30, rows: 20)
        }
        if var schedule = try? Schedule(formula: text, steps: 200) {
            isRight = true
            for t in [1, 2, 3, 100, 200, 1_000_000] { _ = Int(clamping: schedule.value(at: t)) }
        }
        let values = [Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9)]
        if let rule = try? Rule(name: "spoilt", hyperparameters: values, formula: text),
            let bowl = SurfaceCatalog.surface(named: "bowl")
        {
            isRight = true
            _ = rule.trajectory(on: bowl, steps: 5)
        }
        return isRight
    }
}
