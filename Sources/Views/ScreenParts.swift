/// What is on a screen beside the panels.
public struct ScreenParts: OptionSet, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The line with the scene's title, the step and the rate.
    public static let title = ScreenParts(rawValue: 1)
    /// What the scene is about.
    public static let about = ScreenParts(rawValue: 2)
    /// The chart of losses, where no panel is a chart.
    public static let chart = ScreenParts(rawValue: 4)
    /// The table of runs.
    public static let table = ScreenParts(rawValue: 8)
    public static let sliders = ScreenParts(rawValue: 16)
    /// The line with keys, messages and the file that is recorded.
    public static let hints = ScreenParts(rawValue: 32)
    /// A line that says which run is which, and the step.
    public static let legend = ScreenParts(rawValue: 64)
    /// What the scene claims, and what has come of it.
    public static let claims = ScreenParts(rawValue: 128)

    /// All panels at once, instead of one at a time.
    public static let allPanels = ScreenParts(rawValue: 256)
    /// A contour line at each level, instead of every third.
    public static let allLines = ScreenParts(rawValue: 512)
    /// The runs' names beside their heads.
    public static let names = ScreenParts(rawValue: 1024)

    /// What a player has.
    public static let all: ScreenParts = [.bare, .sliders, .hints]
    /// What an audience needs: nothing that is there for the keyboard.
    public static let bare: ScreenParts = [.title, .about, .chart, .table, .claims, .allPanels, .allLines]
    /// What can be read on a small projector.
    public static let plain: ScreenParts = [.title, .about, .claims, .sliders, .hints, .legend, .names]
    /// One panel and nothing else, but what says which run is which.
    public static let panel: ScreenParts = [.legend, .allLines]
}
