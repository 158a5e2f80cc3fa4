/// What anything may be at most: beyond is an error that says the number, never a crash, a hang or a full memory.
///
/// docs/scenes.md lists them.
public enum Limits {
    // MARK: Formulas

    /// Bytes of a formula's text.
    public static let textLength = 100_000
    /// Characters of one number.
    public static let numberLength = 100
    /// Characters of one name.
    public static let nameLength = 100
    /// Brackets, signs and powers inside one another.
    public static let nesting = 100
    /// Operations of a computation graph.
    public static let operations = 100_000
    /// Calls of `mean` and `var` in one formula.
    public static let means = 20
    /// How many steps `previous` reaches back, one in another.
    public static let stepsBack = 10
    /// Operations of a formula that is drawn, and may be drawn anew in every frame.
    public static let pictureOperations = 1000

    // MARK: Scenes

    /// Bytes of a scene file.
    public static let sceneBytes = 1_000_000
    /// Uses of YAML's aliases: a few of them inside one another stand for more than any memory holds.
    public static let aliases = 20
    public static let steps = 1_000_000
    /// Steps a second.
    public static let rate = 0.001...10_000
    public static let panels = 16
    /// What a scene says on the way.
    public static let moments = 100
    /// Scenes of a deck.
    public static let slides = 500
    /// The number of a slide.
    public static let slideNumber = 9999
    /// The file of the commands that were given.
    public static let historyBytes = 1 << 20
    /// Steps of a race whose learning rates are swept, as the claims' `arriving` does.
    public static let sweptSteps = 2000
    /// Steps of scenes that are not on the screen: what is beyond is stepped again when they are.
    public static let stepsKept = 5_000_000
    /// Runs on one panel.
    public static let runs = 64
    /// Curves of one plot.
    public static let curves = 16
    /// Runs times steps.
    public static let stepsInAll = 10_000_000
    /// The work of a whole race, in evaluations of a small formula; ten million take about a second.
    public static let evaluationsInAll = 500_000_000
    /// The work of one step of one run, in the same measure: a few hundredths of a second.
    public static let evaluationsInStep = 200_000

    /// Values along one axis of a map.
    public static let mapSide = 10_000
    /// Cells of a map.
    public static let mapCells = 4_000_000
    /// Bytes of a sweep's file.
    public static let sweepBytes = 1_000_000_000

    // MARK: Data

    /// Bytes of a file of data, or of a grid.
    public static let fileBytes = 50_000_000
    public static let rows = 100_000
    public static let columns = 1000
    /// Numbers of a table or grid.
    public static let numbers = 5_000_000

    // MARK: Screens and recordings

    /// Operations of a loss whose graph is shown.
    public static let graph = 2000
    public static let width = 1000
    public static let height = 500
    /// Pixels of a picture.
    public static let pixels = 100_000_000
    /// Pixels of its width, and of its height: what a GIF's two bytes can say.
    public static let pixelsInRow = 65_535
    /// Frames of a recording.
    public static let frames = 100_000
    /// Keys, reports of the mouse and sizes of a script.
    public static let deeds = 20_000
    /// How far a view turns by itself, in degrees a second.
    public static let orbit = -3600.0...3600
    /// How long a scene is shown at a time, in seconds.
    public static let showing = 1.0...86_400
    /// Bytes of a recording that is played.
    public static let recordingBytes = 100_000_000
    /// Seconds of a recording that is played.
    public static let recordingSeconds = 1e7
}
