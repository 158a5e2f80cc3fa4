import Canvas
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
    /// Whether the user asked to leave.
    public internal(set) var isOver = false

    private var screen: Screen
    /// The race's time in steps; its whole part is the step that is shown.
    private var time = 0.0

    /// - Parameter scenes: at least one.
    public init(scenes: [Scene], size: Size, glyphs: GlyphSet, isPlaying: Bool = true) {
        precondition(!scenes.isEmpty)
        self.scenes = scenes
        sceneIndex = 0
        self.size = size
        self.glyphs = glyphs
        race = Race(scenes[0])
        screen = Screen(of: race, size: size, glyphs: glyphs, hints: Binding.hints)
        state.isPlaying = isPlaying
    }

    /// What is on the screen now.
    public mutating func frame() -> Frame { screen.frame(race, state) }

    // MARK: Events

    /// Lets time pass.
    public mutating func tick(seconds: Double) {
        guard state.isPlaying else { return }
        show(time: time + seconds * race.scene.rate * state.speed)
        if state.step >= race.scene.steps { state.isPlaying = false }
    }

    public mutating func resize(to size: Size) {
        self.size = size
        layOut()
    }

    // MARK: What keys do

    /// Shows a step, at most the scene's last one.
    public mutating func show(step: Int) { show(time: Double(step)) }

    /// Stops at a step.
    public mutating func pause(at step: Int) {
        state.isPlaying = false
        show(step: step)
    }

    private mutating func show(time wanted: Double) {
        time = min(max(wanted, 0), Double(race.scene.steps))
        state.step = Int(time)
        race.advance(to: state.step)
    }

    /// Shows a scene by its place in the list, which goes round.
    mutating func open(scene index: Int) {
        sceneIndex = (index + scenes.count) % scenes.count
        race = Race(scenes[sceneIndex])
        state = ScreenState()
        state.isPlaying = true
        time = 0
        layOut()
    }

    mutating func layOut() {
        screen = Screen(
            of: race, size: size, glyphs: glyphs, hints: Binding.hints, solo: state.isSolo ? state.panel : nil)
    }

    mutating func tune(_ names: [String], presses: Int) {
        let panel = state.isSolo ? state.panel : nil
        for name in names {
            if race.tune(row: state.row, panel: panel, hyperparameter: name, presses: presses, upTo: state.step) {
                return
            }
        }
        state.message = "\(race.scene.labels[state.row]) has no \(names[0])"
    }
}
