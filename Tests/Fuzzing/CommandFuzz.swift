import Basics
import Canvas
import Player
import Scenes

/// Types commands: right ones, spoilt ones, and anything, with the keys of the line in between.
public enum CommandFuzz {
    struct Corrupt: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter count: how many commands.
    /// - Returns: what was found: the slowest key, and how many commands did something.
    public static func run(_ count: Int, seed: UInt64) throws -> Findings {
        var generator = SeededRandom(seed: seed)
        var findings = Findings()
        var given = 0
        while given < count {
            let name = SceneLibrary.names.randomElement(using: &generator) ?? "beale"
            guard let scene = try SceneLibrary.scene(named: name) else { continue }
            var model = Model(
                scenes: [scene], size: Size(width: 100, height: 30), glyphs: .braille, isPlaying: false)
            let start = Standing(model)
            for _ in 0..<20 {
                var command = command(of: model, &generator)
                if Int.random(in: 0..<3, using: &generator) == 0 { command = spoilt(command, &generator) }
                let about = ":\(command) in \(name), seed \(seed)"
                let before = Standing(model)
                // A key may leave the line: what comes then is the player's, and Enter there types a number.
                var hasLeft = false
                for key in [Key.character(":")] + keys(command, &generator) {
                    try findings.measure("\(key) of \(about)") { model.press(key) }
                    if !model.isTyping { hasLeft = true }
                }
                try findings.measure("Enter of \(about)") { model.press(.enter) }
                if !model.isTyping, Standing(model) != before { findings.playable += 1 }
                if model.isTyping, !hasLeft, Standing(model) != before {
                    throw Corrupt(
                        description: "a mistake changed something: \(about)\n\(before)\n\(Standing(model))")
                }
                for _ in 0..<10 where model.isTyping { model.press(.escape) }
                try findings.measure("a frame after \(about)") {
                    model.tick(seconds: 0.1)
                    _ = model.frame()
                }
                _ = model.takeRequests()
                given += 1
            }
            // All of it can be taken back.
            for _ in 0..<1000 {
                model.press(.character("u"))
                if model.state.message == "nothing to undo" { break }
            }
            guard Standing(model) == start else {
                throw Corrupt(
                    description: "undone, \(name) is not what it was, seed \(seed):\n\(model.race.scene.text)")
            }
        }
        return findings
    }

    /// What commands change.
    private struct Standing: Equatable {
        let text: String
        let values: [[Double]]
        let starts: [SIMD2<Double>]
        let surfaces: [[Double]]

        init(_ model: Model) {
            text = model.race.scene.text
            // No number is as good as any other.
            values = model.race.runs.map { $0.hyperparameters(at: 1).map { $0.isNaN ? -1 : $0 } }
            starts = model.race.starts
            surfaces = model.race.surfaces.map(\.values)
        }
    }

    private static func command(of model: Model, _ generator: inout SeededRandom) -> String {
        func any(_ words: [String]) -> String { words.randomElement(using: &generator) ?? "" }
        func number() -> String { any(["0", "1", "-1", "0.1", "1e-3", "7", "1e308", "-0.5", "pi", "nan"]) }
        func formula() -> String {
            any([
                "x^2 + \(number())*y^2", "sin(k*x) + y^2", "log(x)", "(x - y)^4", "\(number())",
                "0.5*(x^2 + 30*y^2) + sin(3*x)",
            ])
        }
        func run() -> String { any(model.race.scene.labels.map { "\"\($0)\"" } + ["sgd", "nobody"]) }
        func optimizer() -> String { any(["sgd", "adam", "momentum", "lbfgs", "cma-es", "nag", "newton", "nothing"]) }
        func key() -> String { any(["eta", "alpha", "beta1", "label", "start", "batch", "η"]) }
        func value() -> String {
            any([number(), "cosine()", "ramp(0.5, 0.99, 100)", "[1, 2]", "mine", "\"a b\"", "0.1/t"])
        }
        switch Int.random(in: 0..<24, using: &generator) {
        case 0: return "loss \(formula())"
        case 1: return "loss \(formula()); k = \(number())"
        case 2: return "surface \(any(model.race.scene.surfaceNames + ["valley(kappa: 7)"]))"
        case 3, 4: return "run \(optimizer()) \(key())=\(value()) label=R\(Int.random(in: 0..<9, using: &generator))"
        case 5: return "run v = 0.9*v - eta*g; w = w + v; eta = \(number())"
        case 6: return "drop \(run())"
        case 7, 8: return "set \(run()) \(key())=\(value())"
        case 9: return "set \(key())=\(value())"
        case 10: return "start \(number()) \(number())"
        case 11: return "batch \(number())"
        case 12: return "\(any(["steps", "rate", "seed", "pace", "title", "about"])) \(value())"
        case 13: return "claim Some: final(\(run()), loss) < \(number())"
        case 14:
            return
                "panel \(any(["saddle", "surface=beale", "kind=chart", "kind=data", "of=1", "surface=bowl start=[1, 1]"]))"
        case 15: return "kind \(any(["contours", "perspective", "slice", "chart", "plot", "data", "graph"]))"
        case 16: return "view \(number())..\(number()) -1..3"
        case 17: return "theme \(any(["dark", "light", "no"]))"
        case 18: return "goto \(number())"
        case 19: return any(["undo", "redo"])
        case 20: return "write"
        case 21: return "help \(any(["loss", "sin", "cosine", "x", ""]))"
        case 22: return "open \(any(["beale", "x.yaml"]))"
        default: return any(["", " ", ";", "=", ":", "\u{1F642}", "e\u{301}", "se", "s", "run", "set"])
        }
    }

    private static func spoilt(_ command: String, _ generator: inout SeededRandom) -> String {
        var characters = Array(command)
        let junk = Array(" ;=,:\"'[]{}()#&*|>%@`!?\\-.é🙂\t0")
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0...characters.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: characters.insert(junk.randomElement(using: &generator) ?? " ", at: place)
            case 1: if place < characters.count { characters.remove(at: place) }
            default: characters = Array(characters.prefix(place))
            }
        }
        return String(characters)
    }

    /// The keys that type a command, with some in between that edit, complete and recall.
    private static func keys(_ command: String, _ generator: inout SeededRandom) -> [Key] {
        let editing: [Key] = [
            .left, .right, .home, .end, .up, .down, .tab, .backTab, .backspace, .delete, .shiftLeft, .shiftRight,
            .control("a"), .control("e"), .control("w"), .control("u"), .control("k"), .control("y"), .pageUp, .unknown,
        ]
        var keys = command.map { Key.character($0) }
        guard Int.random(in: 0..<3, using: &generator) == 0 else { return keys }
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            keys.insert(
                editing.randomElement(using: &generator) ?? .left, at: .random(in: 0...keys.count, using: &generator))
        }
        return keys
    }
}
