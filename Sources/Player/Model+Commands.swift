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
        if pressInMap(key) { return }
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
        // A run that races elsewhere takes panel and chart along.
        if race.run(row: state.row, track: track) == nil,
            let other = race.runs.first(where: { $0.row == state.row })?.track
        {
            state.panel = race.scene.panels.firstIndex { $0.track == other } ?? state.panel
            if state.isSolo { layOut() }
        }
    }

    mutating func focusPanel(by panels: Int) {
        let count = race.scene.panels.count
        focus(panel: (state.panel + panels + count) % count)
        if state.isSolo { layOut() }
    }

    /// Keys act on what the screen shows as chosen: a panel without the focused run brings one of its own along.
    mutating func focus(panel: Int) {
        state.panel = panel
        guard race.run(row: state.row, track: track) == nil else { return }
        let rows = race.runs(on: track).map(\.row)
        state.row = rows.filter { !state.hidden.contains($0) }.min() ?? rows.min() ?? state.row
    }

    mutating func toggleRun(_ place: Int) {
        guard place < race.scene.labels.count else {
            return report("there is no run \(place + 1)")
        }
        let row = row(at: place)
        let label = isGuessing ? "that run" : race.label(ofRow: row, near: track)
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
    var picture: any Picture { picture(of: state.panel) }

    /// What a panel shows: the scene's picture, or what the user made of it.
    func picture(of panel: Int) -> any Picture { stage.pictures[panel] ?? race.scene.panels[panel].picture }

    /// The focused panel's track.
    var track: Int { state.track(in: race) }
}
