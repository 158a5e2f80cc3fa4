import Basics
import ArgumentParser
import Basics
import Canvas
import Player
import Recording
import Scenes
import Terminal
import Views

/// How everything looks that is drawn.
struct CharacterOptions: ParsableArguments {
    @Option(
        name: .customLong("theme"), help: "The theme: \(Theme.all.map(\.name).joined(separator: ", ")). (default: dark)"
    )
    var chosenTheme: Theme?

    @Option(help: "The characters: braille or ascii. (default: what the locale can show)")
    var glyphs: GlyphSet?
}

/// How races look: the options that all commands share that draw them.
struct LookOptions: ParsableArguments {
    @OptionGroup var characters: CharacterOptions

    @Option(help: "The runs' trails: fine or bold. (default: bold, where a panel has room)")
    var trails: TrailWidth?

    var chosenTheme: Theme? { characters.chosenTheme }
    var glyphs: GlyphSet? { characters.glyphs }
    var theme: Theme { chosenTheme ?? .dark }
}

/// What views do by themselves.
struct ViewOptions: ParsableArguments {
    @Option(help: "Turn panels of kind perspective, in degrees a second; below 0 the other way round.")
    var orbit: Double?

    func validate() throws {
        guard abs(orbit ?? 0) <= 3600 else {
            throw ValidationError("--orbit must be from -3600 to 3600 degrees a second")
        }
    }
}

/// Scenes round and round.
struct LoopOptions: ParsableArguments {
    @Flag(help: "Play the scenes round and round, each to its end and two seconds more, until a key is pressed.")
    var loop = false

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("With --loop: how long each scene is shown.", valueName: "seconds"))
    var seconds: Double?

    func validate() throws {
        guard let seconds else { return }
        guard loop else { throw ValidationError("--for says how long --loop shows each scene; add --loop") }
        guard Limits.showing.contains(seconds) else {
            throw ValidationError("--for must be from 1 to 86400 seconds")
        }
    }

    /// How long each scene is shown; `nil` where nothing goes round.
    var length: SceneLoop.Length? {
        loop ? seconds.map { .time(.milliseconds(Int(clamping: ($0 * 1000).rounded()))) } ?? .toTheEnd : nil
    }
}

/// A screen for small projectors.
struct PlainOption: ParsableArguments {
    @Flag(
        help: "For small projectors: one panel at a time, few contour lines, names beside the runs, no table.")
    var plain = false

    var parts: ScreenParts { plain ? .plain : .all }
}

/// What of the screen is shown.
struct PartOptions: ParsableArguments {
    @Option(help: "One panel alone, with a line that says which run is which: its number, its name or its kind.")
    var panel: String?

    @Flag(help: "Nothing that is there for the keyboard: no hints, no sliders.")
    var bare = false

    @OptionGroup var plainness: PlainOption

    var shown: ScreenParts { panel != nil ? .panel : bare ? .bare : plainness.parts }

    /// - Throws: a ``Failure``, if there is no such panel.
    func apply(to model: inout Model) throws {
        guard let panel else { return }
        let scene = model.race.scene
        guard let index = scene.panel(called: panel) else {
            let panels = scene.panels.indices.map { "\($0 + 1) \(scene.name(ofPanel: $0))" }.joined(separator: ", ")
            throw Failure("'\(scene.title)' has no panel '\(panel)'; its panels are \(panels)")
        }
        model.showAlone(panel: index)
    }
}

extension Theme: ExpressibleByArgument {
    public init?(argument: String) {
        guard let theme = Theme.named(argument) else { return nil }
        self = theme
    }

    public var defaultValueDescription: String { name }
    public static var allValueStrings: [String] { all.map(\.name) }
}

extension GlyphSet: ExpressibleByArgument {}

extension TrailWidth: ExpressibleByArgument {}

extension Size: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }

    /// - Throws: an error that names the largest size, if this one is larger.
    func check() throws {
        guard width <= Limits.width, height <= Limits.height else {
            throw ValidationError("--size is at most \(Limits.width)x\(Limits.height)")
        }
    }
}

/// How large pictures and animations are that have pixels.
struct PixelOptions: ParsableArguments {
    @Option(help: "The height of letters, in pixels. (default: 16)")
    var fontSize: FontSize?

    @Option(name: .customLong("scale"), help: "Pixels for a pixel of the letters. (default: 1)")
    var chosenScale: Int?

    var size: FontSize { fontSize ?? .medium }
    var scale: Int { chosenScale ?? 1 }

    /// - Parameter uses: what the format has that is written.
    /// - Throws: an error that says which options it has no use for, or that the picture would be too large.
    func check(_ uses: RecordingUses, cells: Size, endings: String) throws {
        guard uses.contains(.pixels) else {
            guard fontSize == nil, chosenScale == nil else {
                throw ValidationError("--font-size and --scale are for what has pixels: \(endings)")
            }
            return
        }
        guard scale >= 1, scale <= 16 else { throw ValidationError("--scale must be from 1 to 16") }
        let size = Raster.size(ofCells: cells, fontSize: size, scale: scale)
        guard size.width * size.height <= Limits.pixels, max(size.width, size.height) <= Limits.pixelsInRow else {
            throw ValidationError(
                "that would be \(size) pixels, more than \(Limits.pixels / 1_000_000) million or than "
                    + "\(Limits.pixelsInRow) in a row; a smaller --size, --font-size or --scale")
        }
    }
}

extension FontSize: ExpressibleByArgument {}

/// When to print colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case always, never, auto

    /// The colours to use; `nil` prints no escape codes at all.
    ///
    /// - Parameter isTerminal: whether the output goes to a terminal.
    func level(isTerminal: Bool, environment: [String: String]) -> ColorLevel? {
        let detected = ColorLevel.detect(environment: environment, terminfoColors: nil)
        switch self {
        case .never: return nil
        case .auto: return isTerminal && detected != .none ? detected : nil
        // Asked for expressly: better more colours than the environment promises than none.
        case .always: return max(detected, .indexed)
        }
    }
}

/// The standard output's window, if it is a terminal.
enum Window {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static var size: Size? {
        var window = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(clamping: TIOCGWINSZ), &window) == 0, window.ws_col > 0,
            window.ws_row > 0
        else { return nil }
        return Size(width: Int(clamping: window.ws_col), height: Int(clamping: window.ws_row))
    }
}
