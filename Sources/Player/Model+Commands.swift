import Canvas
import Landscapes
import Racing
import Scenes
import Views

extension Model {
    /// Does what a key stands for.
    public mutating func press(_ key: Key) {
        if loop != nil { return stopLoop() }
        stage.history.interrupt()
        changing { $0.act(on: key) }
    }

    private mutating func act(on key: Key) {
        if commandLine != nil { return typeCommand(key) }
        state.message = nil
        if state.card != nil {
            state.card = nil
            return
        }
        if state.isHelpShown {
            state.isHelpShown = false
            if key != .character("q") { return }
        }
        if let overview { return pressInOverview(key, overview) }
        let typed = typed
        self.typed = nil
        if key == .enter, let typed, goToSlide(typed) { return }
        if stage.isPlacingStart, placeStart(key) { return }
        if walk(key) { return }
        if key == .escape, state.guessing?.phase == .revealed {
            state.guessing = nil
            return
        }
        if let action = keys.action(for: key) {
            if action.isTelling, isGuessing { return refuseToTell() }
            note(key, after: typed, isToggle: action.command.hasPrefix("run-"))
            let before = Glance(self)
            action.perform(&self, action.amount)
            if state.message == nil, Glance(self) == before { report(action.idle) }
            announceSlide()
        } else if key != .escape {
            let help = keys.hints.first { $0.short == "help" }?.keys ?? ""
            state.message = "no such key; \(help) shows them all"
        }
    }

    // MARK: Numbers of slides

    /// Notes a digit before it does what it stands for, if there is anywhere to go.
    private mutating func note(_ key: Key, after typed: TypedNumber?, isToggle: Bool) {
        guard case .character(let digit) = key, digit.isASCII, digit.isNumber, deck.slides.count > 1 else { return }
        // No number begins with 0, which puts values back.
        guard typed != nil || digit != "0" else { return }
        self.typed = typed ?? TypedNumber(stage)
        self.typed?.add(digit, isToggle: isToggle, stage)
    }

    /// Says where Enter goes.
    private mutating func announceSlide() {
        guard let number = typed?.number, let place = deck.place(ofNumber: number) else { return }
        report("Enter goes to \(number), \(deck.slides[place].scene.title)")
    }

    /// - Returns: whether there is such a slide.
    private mutating func goToSlide(_ typed: TypedNumber) -> Bool {
        guard let number = typed.number else { return false }
        guard let place = deck.place(ofNumber: number) else {
            report("no scene goes with slide \(number)")
            return true
        }
        typed.takeBack(&stage)
        if place != sceneIndex { open(scene: place) }
        return true
    }

    // MARK: Time

    mutating func togglePlaying() {
        if stage.step >= race.scene.steps { show(step: 0) }
        state.isPlaying.toggle()
    }

    mutating func restart() {
        show(step: 0)
        state.isPlaying = true
    }

    /// Steps the race, unless the focused panel has steps of its own to take; with the inspector open, by lines.
    mutating func step(by steps: Int) {
        if state.drawer == .inspector, abs(steps) == 1 { return stepLine(by: steps) }
        if let picture = screen.moved(.step(steps), panel: state.panel, race, state) {
            state.isPlaying = false
            return show(picture, panel: state.panel)
        }
        pause(at: stage.step + steps)
    }

    /// Goes to the next line of the focused run's rule, or the one before: from a step's last one to the next step's first.
    private mutating func stepLine(by lines: Int) {
        state.isPlaying = false
        let last = (focusedRun.map(Inspection.lineCount) ?? 1) - 1
        let line = min(state.line, last) + lines
        state.line = line
        if (0...last).contains(line) { return show(time: Double(stage.step)) }
        let passage = focusedRun?.passage(after: stage.step)
        if line < 0 {
            // At the end of the race the step is looked at that led there.
            let start = min(stage.step, passage?.start ?? stage.step)
            state.line = start > 0 ? last : 0
            return pause(at: focusedRun?.passage(after: start - 1)?.start ?? start - 1)
        }
        pause(at: max(stage.step + 1, passage?.end ?? 0))
        // Where there is no further step, the last one is still looked at, and its last line.
        state.line = passage == focusedRun?.passage(after: stage.step) ? last : 0
    }

    mutating func changeSpeed(by presses: Int) {
        let speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
        let now = speeds.firstIndex { $0 >= state.speed } ?? 3
        state.speed = speeds[min(max(now + presses, 0), speeds.count - 1)]
        // From here on it goes on at another rate.
        stage.time = stage.time
    }

    // MARK: What is looked at

    mutating func focus(by rows: Int) {
        let count = race.scene.labels.count
        focus(row: row(at: (place(of: state.row) + rows % count + count) % count))
    }

    mutating func focus(row: Int) {
        guard race.scene.labels.indices.contains(row) else { return }
        state.row = row
        // A run that races elsewhere takes the chart along.
        if race.run(row: state.row, track: track) == nil, !state.isSolo,
            let other = race.runs.first(where: { $0.row == state.row })?.track
        {
            state.panel = race.scene.panels.firstIndex { $0.track == other } ?? state.panel
        }
    }

    mutating func focusPanel(by panels: Int) {
        let count = race.scene.panels.count
        state.panel = (state.panel + panels + count) % count
        if state.isSolo { layOut() }
    }

    mutating func toggleRun(_ place: Int) {
        guard place < race.scene.labels.count else {
            return report("there is no run \(place + 1)")
        }
        let row = row(at: place)
        let label = isGuessing ? "that run" : race.scene.labels[row]
        if state.hidden.remove(row) == nil {
            state.hidden.insert(row)
            report("\(label) is hidden")
        } else {
            report("\(label) is shown")
        }
    }

    mutating func toggleSolo() {
        guard race.scene.panels.count > 1 else { return report("there is this panel only") }
        state.isSolo.toggle()
        layOut()
    }

    /// Opens a drawer, or closes it.
    mutating func toggle(_ drawer: Drawer) {
        state.drawer = state.drawer == drawer ? nil : drawer
        layOut()
        if state.drawer != nil, !screen.hasDrawer {
            report("it is open, but there is no room to show it: a taller window has some, or one panel (o)")
        }
    }

    mutating func nextTheme() {
        theme = theme.next
        report("theme: \(theme.name)")
    }

    /// Draws all panels of the focused one's kind in their next style.
    mutating func nextStyle() {
        let kind = type(of: picture).kind
        let styles = Screen.styles(of: picture)
        guard !styles.isEmpty else { return report("there is one way only to draw a panel of kind \(kind.name)") }
        let next = ((state.styles[kind.name] ?? 0) + 1) % styles.count
        state.styles[kind.name] = next
        report("\(kind.name): \(styles[next])")
    }

    /// Shows the focused panel's track in the next kind of picture; the scene's own comes first.
    mutating func nextKind() {
        let own = race.scene.panels[state.panel].picture
        func kind(_ picture: any Picture) -> String { type(of: picture).kind.name }
        let others = PictureKind.all.map(\.name).filter { $0 != kind(own) }
        let all = [kind(own)] + others
        let now = all.firstIndex(of: kind(picture)) ?? 0
        // Not every track can be shown in every kind; its own picture always can.
        let shown = race.scene.tracks[track]
        let next = all[(now + 1)...].lazy.compactMap { PictureKind.picture(of: shown, kind: $0) }.first ?? own
        stage.pictures[state.panel] = next
        layOut()
        report(type(of: next).kind.about)
    }

    /// What the focused panel shows.
    private var picture: any Picture { picture(of: state.panel) }

    /// What a panel shows: the scene's picture, or what the user made of it.
    func picture(of panel: Int) -> any Picture { stage.pictures[panel] ?? race.scene.panels[panel].picture }

    /// The focused panel's track.
    var track: Int { state.track(in: race) }

    // MARK: Tuning

    /// The focused row's run in the focused panel, or wherever it races.
    private var focusedRun: Run? { race.index(row: state.row, near: track).map { race.runs[$0] } }

    /// What `a` and `A` change: the momentum, or what stands second.
    var secondHyperparameters: [String] {
        let own = tunables.filter { !$0.isSurface }.map(\.declaration.name)
        return ["alpha"] + own.filter { $0 != "eta" && $0 != "alpha" }
    }

    /// What the focused run's sliders move.
    private var tunables: [Tunable] { focusedRun.map { race.tunables(of: $0, at: stage.step) } ?? [] }

    /// The chosen slider's place among them, if there is any.
    private var chosenSlider: Int? { tunables.firstIndex { $0.id == state.slider } ?? tunables.indices.first }

    mutating func chooseSlider(by count: Int) {
        guard let now = chosenSlider else { return }
        let all = tunables.count
        guard all > 1 else { return }
        state.slider = tunables[(now + count % all + all) % all].id
    }

    mutating func tuneSlider(presses: Int) {
        guard let chosen = chosenSlider, let run = focusedRun else { return }
        let tunable = tunables[chosen]
        guard tunable.isSurface else { return tune([tunable.declaration.name], presses: presses) }
        keepGhosts(row: nil)
        race.tuneSurface(track: run.track, parameter: tunable.index, presses: presses)
        replay()
        layOut()
    }

    /// Tunes the first of the named hyperparameters that the focused run has: in its panel, or in all that are shown.
    mutating func tune(_ names: [String], presses: Int) {
        let hyperparameters = focusedRun?.optimizer.hyperparameters ?? []
        guard let name = names.first(where: { name in hyperparameters.contains { $0.name == name } }) else {
            return report("\(race.scene.labels[state.row]) has no \(names[0])")
        }
        state.slider = Tunable.ID(name: name, isSurface: false)
        let step = state.isInFlight ? stage.step + 1 : 1
        // At the end of its range a value stays what it is.
        guard
            race.runs.contains(where: { run in
                guard run.row == state.row, !state.isSolo || run.track == track,
                    let index = run.optimizer.hyperparameters.firstIndex(where: { $0.name == name })
                else { return false }
                let value = run.hyperparameter(index, at: step)
                return run.isVarying(index) || run.optimizer.hyperparameters[index].tuned(value, by: presses) != value
            })
        else { return report(Binding.farthest) }
        keepGhosts(row: state.row)
        race.tune(
            row: state.row, track: state.isSolo ? track : nil, hyperparameter: name, presses: presses, from: step)
        replay()
    }

    mutating func reset() {
        keepGhosts(row: nil)
        race.reset(row: state.row)
        replay()
        layOut()
    }

    /// Shows the paths as they are for a while more. Tuned again in that time, they stay what they were before it all.
    mutating func keepGhosts(row: Int?) {
        if stage.ghostTime <= .zero {
            race.forgetGhosts()
            race.keepGhosts(row: row, upTo: stage.step)
        }
        stage.ghostTime = .seconds(3)
    }

    // MARK: Fairness

    /// The scene's own learning rates, the focused run's for all, or for each its best.
    mutating func nextFairness() {
        let all = Fairness.allCases
        let next = all[((all.firstIndex(of: state.fairness) ?? 0) + 1) % all.count]
        // The rates that are found later are part of the same change.
        let isSearch = next == .best
        changing(isSearch ? "the best learning rates" : nil, gesture: isSearch ? .search : nil) { $0.use(next) }
    }

    private mutating func use(_ fairness: Fairness) {
        state.fairness = fairness
        stopSweeps()
        race.forgetGhosts()
        switch fairness {
        case .own:
            race.resetRates()
            report("each run with its own learning rate")
        case .same:
            race.adoptRates(ofRow: state.row)
            report("all runs with the learning rate of \(race.scene.labels[state.row])")
        case .best:
            race.resetRates()
            stage.sweeps = Array(race.runs.indices)
            report("looking for the best learning rate of each run")
        }
        replay()
    }

    /// Takes what a sweep found, and goes on with the next run.
    mutating func adopt(_ result: RateSweep.Result?, run: Int) {
        if let result {
            changing(gesture: .search) { $0.race.adopt(result, run: run) }
        }
        stage.sweeps.removeAll { $0 == run }
        if stage.sweeps.isEmpty { report("each run with its best learning rate") }
        replay()
    }

    private mutating func stopSweeps() {
        stage.sweeps = []
        errands.cancel { $0 == .rates }
    }

    // MARK: Sensitivity

    /// A swarm of starts around the focused run's, or no longer.
    mutating func toggleSwarm() {
        guard let run = focusedRun else { return }
        race.toggleSwarm(row: run.row, track: run.track)
        replay()
        guard race.swarm != nil else { return report("no swarm of starts any more") }
        let radius = race.swarmRadius(track: run.track)
        report("\(Swarm.count) starts of \(run.label) within \(Self.coordinate(radius))")
    }

    // MARK: The start

    mutating func beginPlacingStart() {
        guard screen.cellSize(ofPanel: state.panel) != nil else {
            return report("a panel of kind \(type(of: picture).kind.name) does not show where the start is")
        }
        stage.isPlacingStart = true
        report("arrow keys move the start (Shift: farther), Enter ends")
    }

    /// Goes to a neighbour of what is looked at in the focused panel, by an arrow key.
    ///
    /// - Returns: whether the panel has such a move; else the key means what it means elsewhere.
    private mutating func walk(_ key: Key) -> Bool {
        let directions: [Key: Point] = [.left: [-1, 0], .right: [1, 0], .up: [0, 1], .down: [0, -1]]
        guard let direction = directions[key],
            let picture = screen.moved(.walk(direction), panel: state.panel, race, state)
        else { return false }
        show(picture, panel: state.panel)
        return true
    }

    /// - Returns: whether the key was meant for it.
    private mutating func placeStart(_ key: Key) -> Bool {
        let moves: [Key: Point] = [
            .left: [-1, 0], .right: [1, 0], .up: [0, 1], .down: [0, -1], .shiftLeft: [-5, 0], .shiftRight: [5, 0],
            .shiftUp: [0, 5], .shiftDown: [0, -5],
        ]
        guard let move = moves[key], let cell = screen.cellSize(ofPanel: state.panel) else {
            stage.isPlacingStart = false
            return [.enter, .escape, .character("s")].contains(key)
        }
        moveStart(to: race.starts[track] + move * cell)
        return true
    }

    mutating func moveStart(to point: Point) {
        keepGhosts(row: nil)
        race.moveStart(track: track, to: point)
        replay()
        report("start at \(Self.coordinates(point))")
    }

    static func coordinates(_ point: Point) -> String { "(\(coordinate(point.x)), \(coordinate(point.y)))" }

    private static func coordinate(_ value: Double) -> String { "\((value * 1e4).rounded() / 1e4)" }

    // MARK: The view

    /// Moves the view of a panel, the focused one unless the mouse is over another.
    mutating func moveView(_ move: ViewMove, panel: Int? = nil) {
        let panel = panel ?? state.panel
        let shown = picture(of: panel)
        guard let moved = screen.moved(move, panel: panel, race, state) else {
            return report("a panel of kind \(type(of: shown).kind.name) does not do that")
        }
        if moved.isEqual(shown) { return report("that is as far as it goes") }
        show(moved, panel: panel)
    }

    /// Shows the next quantity in the focused panel, or in the chart that there is.
    mutating func nextQuantity() {
        // Of other panels only charts: what else has quantities changes when it is looked at.
        for panel in [state.panel] + race.scene.panels.indices.filter({ picture(of: $0).isChart }) {
            if let moved = screen.moved(.quantity, panel: panel, race, state) { return show(moved, panel: panel) }
        }
        guard let chart = screen.movedChart(.quantity, race, state) else {
            return report("there is no chart here to show another quantity")
        }
        stage.chart = chart
        stage.screen.show(chart: chart, of: race)
    }

    /// Whether there is a panel that turns.
    public var canOrbit: Bool { race.scene.panels.indices.contains { picture(of: $0).turned(by: 0) != nil } }

    /// Turns all panels that turn by so many degrees, so many times.
    public mutating func orbit(degrees: Double, times: Int = 1) {
        for panel in race.scene.panels.indices {
            var picture = picture(of: panel)
            for _ in 0..<times {
                guard let turned = picture.turned(by: degrees) else { break }
                picture = turned
            }
            if !picture.isEqual(self.picture(of: panel)) { show(picture, panel: panel) }
        }
    }

    mutating func resetView() {
        guard !stage.pictures.isEmpty || stage.chart != Chart() else { return }
        stage.pictures = [:]
        stage.chart = Chart()
        layOut()
    }
}
