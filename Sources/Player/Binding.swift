import Canvas
import Views

/// A key and what it does: the one table that the player, the hint line and the help read.
struct Binding: Sendable {
    let keys: [Key]
    let hint: KeyHint
    let action: @Sendable (inout Model) -> Void

    private init(
        _ keys: [Key], _ names: String, short: String = "", _ help: String,
        action: @escaping @Sendable (inout Model) -> Void
    ) {
        self.keys = keys
        hint = KeyHint(keys: names, short: short, help: help)
        self.action = action
    }

    static let hints: [KeyHint] = {
        var hints: [KeyHint] = []
        for binding in table where !binding.hint.keys.isEmpty { hints.append(binding.hint) }
        return hints
    }()

    static let actions: [Key: @Sendable (inout Model) -> Void] = {
        var actions: [Key: @Sendable (inout Model) -> Void] = [:]
        for binding in table { for key in binding.keys { actions[key] = binding.action } }
        return actions
    }()

    private static let table: [Binding] = [
        Binding([.character(" ")], "space", short: "pause", "pause, go on; at the end, start again") { model in
            if model.state.step >= model.race.scene.steps { model.show(step: 0) }
            model.state.isPlaying.toggle()
        },
        Binding([.character("."), .right], ".", short: "step", "one step forward (also →)") { $0.step(by: 1) },
        Binding([.character(","), .left], ",", short: "back", "one step back (also ←)") { $0.step(by: -1) },
        Binding([.character("r")], "r", short: "restart", "start again") { model in
            model.show(step: 0)
            model.state.isPlaying = true
        },
        Binding([.tab, .character("j"), .down], "tab", short: "run", "the next run (also j, ↓)") { $0.focus(by: 1) },
        Binding([.backTab, .character("k"), .up], "shift-tab", "the run before (also k, ↑)") { $0.focus(by: -1) },
        Binding([.character("e")], "e", "the learning rate η down") { $0.tune(["eta"], presses: -1) },
        Binding([.character("E")], "E", "the learning rate η up") { $0.tune(["eta"], presses: 1) },
        Binding([], "e E", short: "η", "") { _ in },
        Binding([.character("a")], "a", "the momentum α down (or the run's second hyperparameter)") { model in
            model.tune(model.secondHyperparameters, presses: -1)
        },
        Binding([.character("A")], "A", "the momentum α up (or the run's second hyperparameter)") { model in
            model.tune(model.secondHyperparameters, presses: 1)
        },
        Binding([], "a A", short: "α", "") { _ in },
        Binding([.character("0")], "0", "this run's hyperparameters as the scene has them") { model in
            model.race.resetTuning(row: model.state.row, upTo: model.state.step)
        },
        Binding([.character("+"), .character("=")], "+", "faster") { $0.changeSpeed(by: 1) },
        Binding([.character("-")], "-", "slower") { $0.changeSpeed(by: -1) },
        Binding([.character("[")], "[", "the panel before, in the chart") { $0.focusPanel(by: -1) },
        Binding([.character("]")], "]", "the next panel, in the chart") { $0.focusPanel(by: 1) },
        Binding([.character("o")], "o", short: "one panel", "one panel, or all") { model in
            model.state.isSolo.toggle()
            model.layOut()
        },
        Binding([.character("n"), .pageDown], "n", short: "next", "the next scene (also PgDn)") { model in
            model.open(scene: model.sceneIndex + 1)
        },
        Binding([.character("p"), .pageUp], "p", "the scene before (also PgUp)") { model in
            model.open(scene: model.sceneIndex - 1)
        },
        Binding([.character("?"), .character("h")], "?", short: "help", "this help") { $0.state.isHelpShown = true },
        Binding([.character("q")], "q", short: "quit", "quit") { $0.isOver = true },
    ]
}

extension Model {
    /// Does what a key stands for.
    public mutating func press(_ key: Key) {
        state.message = nil
        if state.isHelpShown {
            state.isHelpShown = false
            if key != .character("q") { return }
        }
        if let action = Binding.actions[key] {
            action(&self)
        } else {
            state.message = "no such key; ? shows them all"
        }
    }

    fileprivate mutating func step(by steps: Int) {
        state.isPlaying = false
        show(step: state.step + steps)
    }

    fileprivate mutating func focus(by rows: Int) {
        let count = race.scene.labels.count
        state.row = (state.row + rows + count) % count
        // A run that races elsewhere takes the chart along.
        if race.run(row: state.row, panel: state.panel) == nil, !state.isSolo {
            state.panel = race.runs.first { $0.row == state.row }?.panel ?? state.panel
        }
    }

    fileprivate mutating func focusPanel(by panels: Int) {
        let count = race.scene.panels.count
        state.panel = (state.panel + panels + count) % count
        if state.isSolo { layOut() }
    }

    fileprivate mutating func changeSpeed(by presses: Int) {
        let speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
        let now = speeds.firstIndex { $0 >= state.speed } ?? 3
        state.speed = speeds[min(max(now + presses, 0), speeds.count - 1)]
    }

    /// What `a` and `A` change: the momentum, or what stands second.
    fileprivate var secondHyperparameters: [String] {
        let run = race.run(row: state.row, panel: state.panel) ?? race.runs.first { $0.row == state.row }
        let names = run?.optimizer.hyperparameters.map(\.name) ?? []
        return ["alpha"] + names.filter { $0 != "eta" && $0 != "alpha" }
    }
}
