import Canvas
import Landscapes
import Racing
import Scenes
import Views

/// A scene being played: its race, what is shown of it, and how far it has come. Another scene is another stage.
struct Stage: Sendable {
    var race: Race
    var state = ScreenState()
    var screen: Screen
    /// The race's time in steps, and how it came to be. Set, it begins anew there.
    var time: Double {
        get { clock.time }
        set { clock = Clock(time: newValue) }
    }
    var clock = Clock()
    /// What the user made of panels' pictures, by panel.
    var pictures: [Int: any Picture] = [:]
    /// What the user made of the chart beside them.
    var chart = Chart()
    /// Whether the arrow keys move the start.
    var isPlacingStart = false
    /// The runs whose learning rates are still to be swept.
    var sweeps: [Int] = []
    /// What tuning had made of the learning rates before a fair race began.
    var ownRates: Race.Rates?
    /// From which step on they have the rates that are found.
    var sweepStep = 1
    /// What its file held when it was last read, or written: commands have changed the scene since, or not.
    var reading: SceneReading
    /// What was changed of it.
    var history = ChangeHistory()
    /// The text that was saved of it last.
    var saved: String?
    /// What the mouse is dragging.
    var dragged: Screen.Target?
    /// Where the mouse was last.
    var pointed = SIMD2(0, 0)
    /// How long the paths before the last tuning are shown yet.
    var ghostTime = Duration.zero
    /// How long the race is still slow, as something is said.
    var slowTime = Duration.zero
    /// How long names are still on their way to their rows.
    var revealTime = Duration.zero
    /// How long panels are still to turn, less than what they turn by at once.
    var orbitTime = Duration.zero

    init(_ scene: Scene, size: Size, glyphs: GlyphSet, hints: [KeyHint], parts: ScreenParts, isPatient: Bool) {
        race = Race(scene)
        reading = scene.reading
        race.foresee(atMost: isPatient ? .max : Self.budget)
        state.isSolo = !parts.contains(.allPanels)
        screen = Screen(
            of: race, size: size, glyphs: glyphs, hints: hints, solo: state.isSolo ? state.panel : nil, parts: parts,
            isPatient: isPatient)
    }

    /// The step that is wanted: what keys do depends on it, never on how far a slow machine has come by then.
    var step: Int { clock.step }

    /// How much is done between two frames at most, in evaluations of a small formula: a few milliseconds.
    static let budget = 12_000

    /// How long other programs are waited for between two frames, in seconds.
    static let patience = 0.006
}
