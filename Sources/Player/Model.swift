import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Views

/// The interactive player as a value: what it shows is a function of the scenes, the size, and what happened.
public struct Model: Sendable {
    public private(set) var scenes: [Scene]
    public private(set) var sceneIndex: Int
    public internal(set) var race: Race
    public internal(set) var state = ScreenState()
    public private(set) var size: Size
    public let glyphs: GlyphSet
    public internal(set) var theme: Theme
    /// Whether the user wants what is shown to be recorded.
    public internal(set) var isRecording = false
    /// Whether the user asked to leave.
    public internal(set) var isOver = false

    let keys: KeyMap
    private(set) var screen: Screen
    /// The parts of the plane that the user chose to see, by panel.
    var views: [Int: Domain] = [:]
    /// Whether the arrow keys move the start.
    var isPlacingStart = false
    /// The runs whose learning rates are still to be swept.
    var sweeps: [Int] = []
    /// What the mouse is dragging.
    var dragged: Screen.Target?
    /// How many seconds the paths before the last tuning are shown yet.
    var ghostTime = 0.0
    /// The race's time in steps; its whole part is the step that is wanted.
    private var time = 0.0

    /// - Parameter scenes: at least one.
    public init(
        scenes: [Scene], size: Size, glyphs: GlyphSet, theme: Theme = .dark, keys: KeyMap = .standard,
        isPlaying: Bool = true
    ) {
        precondition(!scenes.isEmpty)
        self.scenes = scenes
        sceneIndex = 0
        self.size = size
        self.glyphs = glyphs
        self.theme = theme
        self.keys = keys
        race = Race(scenes[0])
        race.foresee()
        screen = Screen(of: race, size: size, glyphs: glyphs, hints: keys.hints)
        state.isPlaying = isPlaying
    }

    /// What is on the screen now.
    public mutating func frame() -> Frame { screen.frame(race, state) }

    // MARK: Events

    /// Whether anything changes by itself, so that `tick` must be called.
    public var needsTime: Bool {
        state.isPlaying || ghostTime > 0 || !sweeps.isEmpty || state.step < Int(clamping: time)
            || race.isWaiting(at: state.step)
    }

    /// Lets time pass.
    public mutating func tick(seconds: Double) {
        if ghostTime > 0 {
            ghostTime -= seconds
            if ghostTime <= 0 { race.forgetGhosts() }
        }
        sweepSomeRates()
        show(time: time + (state.isPlaying ? seconds * race.scene.rate * state.speed : 0))
        if state.step >= race.scene.steps { state.isPlaying = false }
    }

    public mutating func resize(to size: Size) {
        self.size = size
        layOut()
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
        time = Double(step)
        race.foresee()
        state.step = race.advance(to: step)
    }

    /// Stops at a step, at most the scene's last one.
    public mutating func pause(at step: Int) {
        state.isPlaying = false
        show(time: Double(step))
    }

    /// How many optimizer steps are taken between two frames at most: a few milliseconds.
    private static let budget = 30_000

    /// How long other programs are waited for between two frames, in seconds.
    private static let patience = 0.006

    private mutating func show(time wanted: Double) {
        time = min(max(wanted, 0), Double(race.scene.steps))
        race.foresee()
        state.step = race.advance(to: Int(clamping: time), atMost: Self.budget, within: Self.patience)
    }

    /// Brings a race whose past has changed back to where it was.
    mutating func replay() { show(time: time) }

    // MARK: The screen

    /// Shows a scene by its place in the list, which goes round.
    mutating func open(scene index: Int) {
        sceneIndex = (index + scenes.count) % scenes.count
        race = Race(scenes[sceneIndex])
        var fresh = ScreenState()
        fresh.isPlaying = true
        fresh.contours = state.contours
        fresh.recording = state.recording
        state = fresh
        views = [:]
        ghostTime = 0
        sweeps = []
        dragged = nil
        time = 0
        race.foresee()
        layOut()
    }

    mutating func layOut() {
        screen = Screen(
            of: race, size: size, glyphs: glyphs, hints: keys.hints, solo: state.isSolo ? state.panel : nil,
            views: views)
    }
}
