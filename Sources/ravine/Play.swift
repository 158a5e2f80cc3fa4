import ArgumentParser
import Canvas
import Foundation
import Player
import Scenes
import Terminal

struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays scenes in the terminal.",
        discussion: """
            The scenes that are named, or all built-in ones.

            KEYS
            \(keys)

            The mouse: a click on a landscape sets the start there, dragging moves it; a click on a run, on the chart or \
            on a slider chooses that run, step or value; the wheel zooms.

            FILES
              ~/.config/ravine/config.yaml   theme, glyphs and keys, as in
                  theme: light
                  keys: {pause: p, next-scene: [n, page-down]}
              The commands that keys can be given to: \(KeyMap.commands.joined(separator: ", ")).
            """)

    /// The table of keys in ASCII: manual pages are made without any other characters.
    private static var keys: String {
        func spelled(_ text: String) -> String {
            let arrows = [("↑", "up"), ("↓", "down"), ("→", "right")]
            return GlyphSet.ascii.spelled(arrows.reduce(text) { $0.replacing($1.0, with: $1.1) })
        }
        let hints = KeyMap.standard.hints
        let width = hints.map { spelled($0.keys).count }.max() ?? 0
        return hints.map {
            "  " + spelled($0.keys).padding(toLength: width, withPad: " ", startingAt: 0) + "  " + spelled($0.help)
        }.joined(separator: "\n")
    }

    @Argument(help: SceneArgument.help)
    var scenes: [String] = []

    @Option(help: "The colours: exact, indexed (256), sixteen, eight or none. (default: what the terminal has)")
    var color: ColorLevel?

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        // What is wrong with a scene is said before the screen is taken.
        let scenes = try SceneArgument.loadAll(scenes, access)
        let configuration = UserConfiguration.load(environment: environment)
        try MainActor.assumeIsolated {
            let theme = look.chosenTheme ?? configuration.theme ?? .dark
            let terminal: Terminal
            do {
                terminal = try Terminal(theme: theme, colors: color, environment: environment)
            } catch let error as TerminalError {
                throw Failure("cannot play here: \(error)")
            }
            defer { terminal.restore() }
            let glyphs = look.glyphs ?? configuration.glyphs ?? .detect(environment: environment)
            var model = Model(
                scenes: scenes, size: terminal.size, glyphs: glyphs, theme: theme, keys: configuration.keys)
            if !configuration.mistakes.isEmpty { model.report("config.yaml: \(configuration.mistakes[0].message)") }
            var player = Player(terminal: terminal, model: model)
            let signal = player.run()
            // A terminal that is gone, or takes nothing, gets no words.
            if terminal.restore() {
                for message in [player.lastWords, terminal.remark] { message.map(Output.error) }
            }
            if let signal { Terminal.die(of: signal) }
        }
    }
}

extension ColorLevel: ExpressibleByArgument {}

/// Brings events to the model, and its frames to the terminal and to a recording.
@MainActor
private struct Player {
    let terminal: Terminal
    var model: Model
    private var recorder: LiveRecorder?
    /// What is to be said when the terminal is the shell's again.
    private(set) var lastWords: String?

    private static let frame = 1.0 / 30

    init(terminal: Terminal, model: Model) {
        self.terminal = terminal
        self.model = model
    }

    /// Plays until the user leaves. - Returns: the signal that ended it, if one did.
    mutating func run() -> Int32? {
        let signal = play()
        if let name = recorder?.name {
            stopRecording()
            lastWords = lastWords ?? "recorded \(name)"
        }
        return signal
    }

    private mutating func play() -> Int32? {
        let clock = ContinuousClock()
        show()
        var last = clock.now
        while !model.isOver {
            // Nothing moves while it is paused: wait for ever, at no cost.
            let sinceLast = last.duration(to: clock.now)
            let hadTime = model.needsTime
            let event = terminal.nextEvent(within: hadTime ? Self.frame - seconds(sinceLast) : nil)
            switch event {
            case .key(let key): model.press(key)
            case .pointer(let pointer): model.point(pointer)
            case .resize(let size): model.resize(to: size)
            case .terminate(let signal): return signal
            case .lost: return SIGHUP
            case .wake, nil: break
            }
            let now = clock.now
            if hadTime { model.tick(seconds: min(seconds(last.duration(to: now)), 0.25)) }
            last = now
            show()
        }
        return nil
    }

    private mutating func show() {
        if model.isRecording != (recorder != nil) { model.isRecording ? startRecording() : stopRecording() }
        if terminal.theme.name != model.theme.name { terminal.theme = model.theme }
        let frame = model.frame()
        terminal.show(frame)
        do {
            try recorder?.add(frame, theme: model.theme)
        } catch {
            recorder = nil
            model.setRecording(nil)
            model.report((error as? Failure)?.message ?? "\(error)")
        }
    }

    private mutating func startRecording() {
        do {
            recorder = try LiveRecorder(model)
            model.setRecording(recorder?.name)
        } catch {
            model.setRecording(nil)
            model.report((error as? Failure)?.message ?? "\(error)")
        }
    }

    private mutating func stopRecording() {
        guard let name = recorder?.name else { return }
        model.setRecording(nil)
        do {
            try recorder?.finish()
            model.report("recorded \(name)")
        } catch {
            lastWords = (error as? Failure)?.message ?? "\(error)"
            model.report(lastWords!)
        }
        recorder = nil
    }

    private func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
