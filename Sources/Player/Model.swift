import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Views

/// The interactive player as a value: what it shows is a function of the scenes, the size, and what happened.
///
/// Work that is dear leaves it as a ``Job`` (``takeErrands()``), and comes back as one more event (``receive(_:)``).
public struct Model: Sendable {
    public internal(set) var deck: Deck
    /// The place in the deck of the scene that is shown.
    public internal(set) var sceneIndex = 0
    /// The scenes that were shown before, by their places: as they were left.
    var parked: [Int: Stage] = [:]
    /// All scenes at once, while one is chosen.
    var overview: Overview?
    var thumbnails = Thumbnails()
    /// What was changed of the scenes of decks that are played no more.
    var left: [ChangedScene] = []
    /// Scenes are played round and round, until a key is pressed.
    var loop: SceneLoop?
    /// What is being typed as a command.
    var commandLine: CommandLine?
    /// The commands that were given, the last one last.
    public var commands = CommandHistory()
    /// What is to be done outside.
    var requests: [Request] = []
    /// A number that may become that of a slide.
    var typed: TypedNumber?
    public private(set) var size: Size
    public let glyphs: GlyphSet
    public internal(set) var theme: Theme
    /// Whether the user wants what is shown to be recorded.
    public internal(set) var isRecording = false
    /// Whether the user asked to leave.
    public internal(set) var isOver = false

    /// Whether another scene was ever shown.
    public internal(set) var hasChangedScene = false

    /// How far panels that turn do so in a second, by themselves, in degrees.
    public var orbitRate = 0.0

    public let keys: KeyMap
    /// What is shown beside the panels.
    let parts: ScreenParts
    /// Whether every frame is complete and every step taken at once, however long it takes: for stills and recordings.
    let isPatient: Bool
    var stage: Stage
    var errands = Errands()

    /// - Parameters:
    ///   - deck: the scenes; the first one is shown.
    ///   - parts: what is shown beside the panels.
    ///   - isPatient: whether everything is done at once, however long it takes, so that there never is a ``Job``.
    public init(
        _ deck: Deck, size: Size, glyphs: GlyphSet, theme: Theme = .dark, keys: KeyMap = .standard,
        trails: TrailWidth = .bold, parts: ScreenParts = .all, isPlaying: Bool = true, isPatient: Bool = false
    ) {
        self.deck = deck
        self.size = size
        self.glyphs = glyphs
        self.theme = theme
        self.keys = keys
        self.parts = parts
        self.isPatient = isPatient
        stage = Stage(
            deck.slides[0].scene, size: size, glyphs: glyphs, hints: keys.hints, parts: parts, isPatient: isPatient)
        stage.state.isPlaying = isPlaying
        stage.state.trails = trails
        stage.beginGuess(keys)
        showPosition()
    }

    /// The same for scenes that are named one by one.
    public init(
        scenes: [Scene], size: Size, glyphs: GlyphSet, theme: Theme = .dark, keys: KeyMap = .standard,
        trails: TrailWidth = .bold, parts: ScreenParts = .all, isPlaying: Bool = true, isPatient: Bool = false
    ) {
        self.init(
            Deck(scenes), size: size, glyphs: glyphs, theme: theme, keys: keys, trails: trails, parts: parts,
            isPlaying: isPlaying, isPatient: isPatient)
    }

    public var scenes: [Scene] { deck.slides.map(\.scene) }

    /// What is on the screen now.
    public mutating func frame() -> Frame {
        if let overview {
            if isPatient { finishThumbnails() }
            return frame(of: overview)
        }
        if isPatient {
            decideClaims()
            decideGuess()
        }
        state.prompt = commandLine.map { $0.prompt(self) }
        return stage.screen.frame(race, state)
    }

    // MARK: The stage

    public internal(set) var race: Race {
        get { stage.race }
        _modify { yield &stage.race }
    }

    public internal(set) var state: ScreenState {
        get { stage.state }
        _modify { yield &stage.state }
    }

    var screen: Screen { stage.screen }

    /// - Parameter afresh: whether nothing that was drawn of the scene may be used again.
    mutating func layOut(afresh: Bool = false) {
        errands.cancel { if case .picture = $0 { true } else { false } }
        stage.screen = Screen(
            of: race, size: size, glyphs: glyphs, hints: keys.hints, solo: state.isSolo ? state.panel : nil,
            pictures: stage.pictures, chart: stage.chart, drawer: state.drawer, parts: parts, isPatient: isPatient,
            reusing: afresh ? nil : stage.screen)
    }

    /// Plays so many times faster than the scene says.
    public mutating func play(times speed: Double) { state.speed = speed }

    /// How many steps are kept at most of the scenes that were shown before.
    var stepsKept = Limits.stepsKept

    /// Draws the runs' marks on their trails and curves: for where there are no colours.
    public mutating func markTrails() { state.hasMarks = true }

    /// Shows one panel alone.
    public mutating func showAlone(panel: Int) {
        state.panel = panel
        state.isSolo = true
        layOut()
    }

    /// Shows another picture in a panel.
    mutating func show(_ picture: any Picture, panel: Int) {
        let before = screen.orders[panel]?.first?.subject
        stage.pictures[panel] = picture
        stage.screen.show(picture, panel: panel, of: race)
        // What is under way for the view as it was may be what it still needs.
        if before == nil || before != screen.orders[panel]?.first?.subject {
            errands.cancel { if case .picture(panel, _) = $0 { true } else { false } }
        }
    }

    // MARK: Events

    /// Whether anything changes by itself, so that `tick` must be called.
    public var needsTime: Bool {
        overview == nil
            && (state.isPlaying || loop != nil || stage.ghostTime > .zero || isRevealing || state.step < stage.step
                || race.isForeseeing
                || race.isWaiting(at: state.step) || race.isSwarmBehind(at: state.step) || screen.isCatchingUp
                || orbitRate != 0)
    }

    /// Whether anything moves that comes to an end by itself: the race, or what is shown for a while only.
    public var isMoving: Bool {
        overview == nil && (state.isPlaying || loop != nil || stage.ghostTime > .zero || isRevealing)
    }

    /// How long it takes at most until nothing moves any more, unless somebody presses a key; in seconds. Round and round
    /// it never ends: until it has been round once.
    public var secondsLeft: Double {
        guard isMoving else { return 0 }
        if loop != nil { return roundLength / .seconds(1) }
        return max(state.isPlaying ? secondsToPlay : 0, stage.ghostTime / .seconds(1), stage.revealTime / .seconds(1))
    }

    /// Lets time pass, at most 30 years.
    public mutating func tick(seconds: Double) { tick(.seconds(seconds > 0 ? min(seconds, 1e9) : 0)) }

    /// Lets time pass. However it is cut into ticks, the same comes of it.
    public mutating func tick(_ duration: Duration) { pass(loop == nil ? duration : goRound(duration)) }

    /// Lets time pass of the scene that is shown.
    mutating func pass(_ duration: Duration) {
        // While a scene is chosen, the one that is left stands still.
        if overview != nil { return }
        if stage.ghostTime > .zero {
            stage.ghostTime = max(stage.ghostTime - duration, .zero)
            if stage.ghostTime == .zero { race.forgetGhosts() }
        }
        if isRevealing { stage.reveal(for: duration) }
        if orbitRate != 0 { orbit(for: duration) }
        if state.isPlaying { play(for: duration) }
        catchUp()
        if stage.step >= race.scene.steps { state.isPlaying = false }
    }

    /// Turns what turns by itself, a thousandth of a second after the other.
    private mutating func orbit(for duration: Duration) {
        stage.orbitTime += duration
        let count = Int(clamping: (stage.orbitTime / .milliseconds(1)).rounded(.down))
        guard count > 0 else { return }
        stage.orbitTime -= .milliseconds(1) * count
        // Where it stands after a quarter of an hour without a frame nobody has an eye on.
        orbit(degrees: orbitRate / 1000, times: min(count, 1_000_000))
    }

    public mutating func resize(to size: Size) {
        self.size = size
        layOut()
        if overview != nil { useThumbnailSize() }
    }

    /// Shows a message until the next key.
    public mutating func report(_ message: String) { state.message = message }

    /// Shows that a file is being recorded, or no longer.
    public mutating func setRecording(_ file: String?) {
        isRecording = file != nil
        state.recording = file
    }

    // MARK: Time

    /// Shows a step, at most the scene's last one.
    public mutating func show(step: Int) {
        let step = min(max(step, 0), race.scene.steps)
        stage.slowTime = .zero
        stage.time = Double(step)
        race.foresee(atMost: isPatient ? .max : Stage.budget)
        state.step = race.advance(to: step, atMost: isPatient ? .max : Stage.budget)
    }

    /// Stops at a step, at most the scene's last one.
    public mutating func pause(at step: Int) {
        state.isPlaying = false
        show(time: Double(step))
    }

    mutating func show(time wanted: Double) {
        stage.slowTime = .zero
        stage.time = min(max(wanted, 0), Double(race.scene.steps))
        catchUp()
    }

    /// Brings the race to its time, or as far as there is leisure for.
    mutating func catchUp() {
        let most = isPatient ? .max : Stage.budget
        state.step = race.advance(to: stage.step, atMost: most, within: isPatient ? .infinity : Stage.patience)
        race.foresee(atMost: most)
    }

    /// Brings a race whose past has changed back to where it was.
    ///
    /// What was asked about the past that was is of no use any more.
    mutating func replay() {
        errands.cancel { $0 == .statuses || $0 == .claims || $0 == .guess }
        state.claims = [:]
        state.guessing?.answers = nil
        catchUp()
    }
}
