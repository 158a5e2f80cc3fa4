import Canvas
import Racing
import Scenes

/// What the screen shows of a race, beside the race itself.
public struct ScreenState: Sendable, Equatable {
    public var step = 0
    public var isPlaying = false
    /// How much faster than the scene says.
    public var speed = 1.0
    /// The focused run, by its row in the table.
    public var row = 0
    /// The focused panel: the losses on its track are in the chart.
    public var panel = 0
    /// What the chosen slider moves: by name, as the focused run and its surface may be others before long. What the
    /// focused run has not got is its first slider.
    public var slider: Tunable.ID?
    /// The runs that are not shown, by their rows.
    public var hidden: Set<Int> = []
    /// Whether the focused panel has the screen to itself.
    public var isSolo = false
    /// Which of its kind's styles a panel is drawn in, by kind.
    public var styles: [String: Int] = [:]
    /// How wide the runs' trails are.
    public var trails = TrailWidth.bold
    /// Whether trails and curves have the runs' marks on them: where there are no colours.
    public var hasMarks = false
    /// Whether tuning holds from this step on, instead of from the start.
    public var isInFlight = false
    public var fairness = Fairness.own
    public var isHelpShown = false
    /// A text over the middle of the screen.
    public var card: Card?
    /// What is open below the panels.
    public var drawer: Drawer?
    /// Which line of the focused run's rule is lit in the inspector; more than there are is the last one.
    public var line = 0
    /// What has come of the scene's claims, by their places, as far as that is known.
    public var claims: [Int: ClaimOutcome] = [:]
    /// The step that was gone to as a moment: there the claims that are decided there are said too.
    public var momentStep: Int?
    /// What the room is asked.
    public var guessing: Guessing?
    /// Where in its deck the scene is; `nil` where there is no other.
    public var position: String?
    /// The file that is being recorded.
    public var recording: String?
    /// What is wrong with the scene's file since it was last read.
    public var mistake: SceneMistake?
    /// A command that is being typed.
    public var prompt: Prompt?
    /// A short message in place of the hints.
    public var message: String?

    public init() {}

    /// Takes from another scene's state how things are drawn, and what is said of them all: that is the user's, not the
    /// scene's.
    public mutating func keepLook(of other: ScreenState) {
        (styles, trails, hasMarks, recording) = (other.styles, other.trails, other.hasMarks, other.recording)
    }

    /// The runs that are shown, the focused one last: its head lies over all others.
    func shown(_ runs: ArraySlice<Run>) -> [Run] {
        let shown = runs.filter { !hidden.contains($0.row) }
        return shown.filter { $0.row != row } + shown.filter { $0.row == row }
    }

    /// The track that the focused panel shows.
    public func track(in race: Race) -> Int { race.scene.panels[panel].track }

    func style(of picture: any Picture, among styles: [String]) -> String {
        styles[(self.styles[type(of: picture).kind.name] ?? 0) % styles.count]
    }
}

/// A row of the table of keys, as the hint line and the help show it.
public struct KeyHint: Sendable, Equatable {
    public let keys: String
    /// One or two words; empty if the hint line leaves it out.
    public let short: String
    /// A line in the help.
    public let help: String

    public init(keys: String, short: String, help: String) {
        self.keys = keys
        self.short = short
        self.help = help
    }
}
