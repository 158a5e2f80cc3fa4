import Canvas

extension Binding {
    static let farthest = "that is as far as this value goes"

    /// All keys: the one table that the player, its hint line, its help and the manual read.
    static let table: [Binding] = [
        Binding(Command("pause", .character(" ")), short: "pause", help: "pause, go on") { model, _ in
            model.togglePlaying()
        },
        Binding(
            Command("step-forward", .character("."), .right, amount: 1),
            Command("step-back", .character(","), .left, amount: -1),
            Command("ten-forward", .shiftRight, amount: 10, isVariant: true),
            Command("ten-back", .shiftLeft, amount: -10, isVariant: true),
            short: "step", help: "step on, back (Shift-→: 10)",
            idle: "there are no steps further that way"
        ) { $0.step(by: $1) },
        Binding(
            Command("to-start", .home, amount: 0), Command("to-end", .end, amount: .max), help: "start and end of time",
            idle: "it stands there already"
        ) { $0.pause(at: $1) },
        Binding(Command("restart", .character("r")), short: "restart", help: "start again", idle: "it has just started")
        { model, _ in
            model.restart()
        },
        Binding(
            Command("faster", .character("+"), amount: 1), Command("slower", .character("-"), amount: -1),
            help: "faster, slower", idle: "that is as far as the speed goes"
        ) { $0.changeSpeed(by: $1) },
        Binding(
            Command("next-run", .character("j"), .tab, amount: 1),
            Command("previous-run", .character("k"), .backTab, amount: -1),
            short: "run", help: "next, previous run (Tab)", idle: "there is this run only"
        ) { $0.focus(by: $1) },
        Binding(
            Command("previous-panel", .character("["), amount: -1), Command("next-panel", .character("]"), amount: 1),
            help: "panel before, next", idle: "there is this panel only"
        ) { $0.focusPanel(by: $1) },
        Binding(
            Command("eta-down", .character("e"), amount: -1), Command("eta-up", .character("E"), amount: 1),
            short: "η", help: "learning rate η down, up", isTelling: true, idle: farthest
        ) { $0.tune(["eta"], by: .presses($1)) },
        Binding(
            Command("alpha-down", .character("a"), amount: -1), Command("alpha-up", .character("A"), amount: 1),
            short: "α", help: "α down, up (or second value)", isTelling: true, idle: farthest
        ) { $0.tune($0.secondHyperparameters, by: .presses($1)) },
        Binding(
            Command("previous-slider", .character("h"), amount: -1),
            Command("next-slider", .character("l"), amount: 1),
            help: "choose a slider", isTelling: true, idle: "the focused run has no other slider"
        ) { $0.chooseSlider(by: $1) },
        Binding(
            Command("slider-up", .up, amount: 1), Command("slider-down", .down, amount: -1),
            Command("slider-up-ten", .shiftUp, amount: 10, isVariant: true),
            Command("slider-down-ten", .shiftDown, amount: -10, isVariant: true),
            help: "move it (Shift: ten times)", isTelling: true, idle: farthest
        ) { $0.tuneSlider(by: abs($1) == 10 ? .presses($1.signum(), .tenfold) : .presses($1)) },
        Binding(
            Command("slider-down-fine", .character("<"), amount: -1),
            Command("slider-up-fine", .character(">"), amount: 1),
            help: "move it finely", isTelling: true, idle: farthest
        ) { $0.tuneSlider(by: .presses($1, .fine)) },
        Binding(Command("type-value", .enter), help: "type its value", isTelling: true) { model, _ in
            model.typeValue()
        },
        Binding(Command("keep-run", .character("D")), help: "keep the run as it is tuned", isTelling: true) {
            model, _ in
            model.keepRun()
        },
        Binding(
            Command("reset", .character("0")), short: "reset", help: "reset values and start", isTelling: true,
            idle: "nothing of this run was changed"
        ) { model, _ in
            model.reset()
        },
        Binding(Command("in-flight", .character("f")), help: "tune from this step on") { model, _ in
            model.state.isInFlight.toggle()
        },
        Binding(Command("fair-race", .character("F")), help: "fair: own, same, best η", isTelling: true) { model, _ in
            model.nextFairness()
        },
        Binding(
            (1...9).map { Command("run-\($0)", .character(Character("\($0)")), amount: $0 - 1) }, symbol: "1…9",
            help: "show or hide a run"
        ) { $0.toggleRun($1) },
        Binding(Command("one-panel", .character("o")), short: "one panel", help: "one panel, or all") { model, _ in
            model.toggleSolo()
        },
        Binding(Command("move-start", .character("s")), short: "start", help: "move the start (or click)") { model, _ in
            model.beginPlacingStart()
        },
        Binding(Command("sensitivity", .character("x")), help: "starts a hair apart", isTelling: true) { model, _ in
            model.toggleSwarm()
        },
        Binding(
            Command("zoom-in", .character("z"), amount: 1), Command("zoom-out", .character("Z"), amount: -1),
            short: "zoom", help: "zoom in, out"
        ) { $0.moveView(.zoom($1, at: nil)) },
        Binding(
            Command("pan-left", .character("H"), amount: 0), Command("pan-down", .character("J"), amount: 1),
            Command("pan-up", .character("K"), amount: 2), Command("pan-right", .character("L"), amount: 3),
            help: "pan, or turn (or drag)"
        ) { $0.moveView(.pan([[-1, 0], [0, -1], [0, 1], [1, 0]][$1])) },
        Binding(
            Command("scene-view", .character("=")), help: "the scene's own view", idle: "this is the scene's own view"
        ) { model, _ in model.resetView() },
        Binding(Command("theme", .character("t")), short: "theme", help: "next theme") { model, _ in model.nextTheme()
        },
        Binding(Command("kind", .character("v")), help: "another kind of picture") { model, _ in model.nextKind() },
        Binding(Command("map", .character("V")), help: "map of η × α …, and back", isTelling: true) { model, _ in
            model.toggleMap()
        },
        Binding(Command("contours", .character("c")), help: "another style of drawing") { model, _ in
            model.nextStyle()
        },
        Binding(Command("arrows", .character("g")), help: "arrows along −gradient") { model, _ in
            model.moveView(.arrows)
        },
        Binding(Command("quantity", .character(";")), help: "another quantity (or mode)") { model, _ in
            model.nextQuantity()
        },
        Binding(
            Command("undo", .character("u")), Command("redo", .control("r"), amount: 1), help: "undo, redo",
            isTelling: true
        ) { model, amount in amount == 0 ? model.undo() : model.redo() },
        Binding(Command("command", .character(":")), short: "command", help: "type a command (Tab helps)") { model, _ in
            model.commandLine = CommandLine()
        },
        Binding(Command("copy-run", .character("Y")), help: "copy run: scene, PyTorch") { model, _ in
            model.copyRun()
        },
        Binding(Command("record", .character("w")), short: "record", help: "record, stop recording") { model, _ in
            model.isRecording.toggle()
        },
        Binding(
            Command("next-scene", .character("n"), .pageDown, amount: 1),
            Command("previous-scene", .character("p"), .pageUp, amount: -1),
            short: "scene", help: "scene on, back (PgDn, PgUp)"
        ) { $0.open(scene: $0.sceneIndex + $1) },
        Binding(Command("overview", .character("O")), help: "all scenes; or 17 Enter") { model, _ in
            model.openOverview()
        },
        Binding(Command("notes", .character("N")), help: "the speaker's notes", isTelling: true) { model, _ in
            model.toggle(.notes)
        },
        Binding(Command("theory", .character("y")), help: "theory: λ, κ, best η", isTelling: true) { model, _ in
            model.toggle(.theory)
        },
        Binding(
            Command("inspector", .character("i")), short: "rule", help: "the rule, line by line: . ,", isTelling: true
        ) { model, _ in
            model.toggle(.inspector)
        },
        Binding(
            Command("next-moment", .character("m"), amount: 1), Command("previous-moment", .character("M"), amount: -1),
            help: "next moment, one before"
        ) { $0.goToMoment(by: $1) },
        Binding(Command("set-moment", .character("b")), help: "set a moment here") { model, _ in
            model.toggleMoment()
        },
        Binding(Command("guess", .character("G")), help: "let the room guess; tell") { model, _ in
            model.guess()
        },
        Binding(Command("help", .character("?")), short: "help", help: "this help") { model, _ in
            model.state.isHelpShown = true
        },
        Binding(Command("quit", .character("q")), short: "quit", help: "quit") { model, _ in model.isOver = true },
    ]
}
