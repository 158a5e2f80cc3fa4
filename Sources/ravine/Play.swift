import ArgumentParser
import Backstage
import Basics
import Canvas
import Expressions
import Playback
import Player
import Recording
import Scenes
import Terminal

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays scenes, or a recording, in the terminal.",
        discussion: """
            The scenes that are named, or all built-in ones; of a deck its scenes in their order. 'lecture' is a built-in \
            deck: a whole lecture on optimization.

            A DECK is a YAML file:
              title: Optimization
              slides:
                - long-valley
                - {scene: my-scene.yaml, slide: 17}    # 17 and Enter go there

            KEYS
            \(keys)

            The mouse: a click on a landscape sets the start there, dragging moves it; a click on a run, on the chart or \
            on a slider chooses that run, step or value; dragging turns a perspective; the wheel zooms.

            COMMANDS
            ':' opens a line in which the scene is changed while it plays, in the words of scene files: \(commands). Tab \
            completes, ':help WORD' says what a word is, 'u' takes back, ':write FILE' saves.

            RECORDINGS
            A file that ends in .cast or .txt is a recording, of asciinema or of frames as text, and played alone:

              ravine play radford.cast

            \(recordingKeys)

            FILES
              ~/.config/ravine/config.yaml   theme, glyphs, trails, recording and keys, as in
                  theme: light
                  recording: gif
                  keys: {pause: p, next-scene: [n, page-down]}
              The commands that keys can be given to: \(KeyMap.commands.joined(separator: ", ")).
            """)

    private static var keys: String { table(KeyMap.standard.hints.map { ($0.keys, $0.help) }) }

    private static var commands: String { Model.commandNames.joined(separator: ", ") }

    private static var recordingKeys: String { table(PlaybackKeys.hints.map { ($0.keys, $0.help) }) }

    /// A table of keys in ASCII: manual pages are made without any other characters.
    private static func table(_ rows: [(keys: String, help: String)]) -> String {
        func spelled(_ text: String) -> String {
            let arrows = [("↑", "up"), ("↓", "down"), ("→", "right"), ("←", "left")]
            return GlyphSet.ascii.spelled(arrows.reduce(text) { $0.replacing($1.0, with: $1.1) })
        }
        let width = rows.map { spelled($0.keys).count }.max() ?? 0
        return rows.map {
            "  " + spelled($0.keys).padded(to: width) + "  " + spelled($0.help)
        }.joined(separator: "\n")
    }

    @Argument(
        help:
            "Scenes or decks: a built-in one's name, a YAML file, or '-' for standard input; or one recording, .cast or .txt."
    )
    var scenes: [String] = []

    @Option(help: "The colours: exact, indexed (256), sixteen, eight or none. (default: what the terminal has)")
    var color: ColorLevel?

    @Option(
        help:
            "What the key w records into: \(RecordingFormats.all.flatMap { $0.endings }.joined(separator: ", ")). (default: cast)",
        completion: .list(RecordingFormats.all.flatMap { $0.endings }))
    var recording: String?

    @Option(
        help: "A file to write on leaving: what was pressed and when, for 'record --script'.",
        completion: .file(extensions: ["yaml", "yml"]))
    var saveScript: String?

    @Flag(
        help: "On leaving, write each scene that was changed into a file next to its own, with a number that is free.")
    var keep = false

    @OptionGroup var rounds: LoopOptions

    @OptionGroup var plainness: PlainOption

    @OptionGroup(title: "Views") var views: ViewOptions

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    func validate() throws {
        let endings = RecordingFormats.all.flatMap { $0.endings }
        if let recording, !endings.contains(recording) {
            throw ValidationError(
                "'\(recording)' is no recording" + Suggestion.hint(for: recording, among: endings))
        }
    }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        if let recording = scenes.first(where: Timeline.isRecording) {
            guard scenes.count == 1 else {
                throw Failure("'\(recording)' is a recording, which is played alone: ravine play \(recording)")
            }
            return try play(recording, environment: environment)
        }
        // What is wrong with a scene is said before the screen is taken.
        let deck = try SceneArgument.deck(scenes, access)
        let configuration = UserConfiguration.load(environment: environment)
        var saved = try saveScript.map { try NewFile($0) }
        try MainActor.assumeIsolated {
            let theme = look.chosenTheme ?? configuration.theme ?? .dark
            let terminal: Terminal
            do {
                terminal = try Terminal(theme: theme, colors: color, environment: environment)
            } catch let error as TerminalError {
                saved?.abandon()
                throw Failure("cannot play here: \(error)")
            }
            defer { terminal.restore() }
            let glyphs = look.glyphs ?? configuration.glyphs ?? .detect(environment: environment)
            var model = Model(
                deck, size: terminal.size, glyphs: glyphs, theme: theme, keys: configuration.keys,
                trails: look.trails ?? configuration.trails ?? .bold, parts: plainness.parts)
            if terminal.colors == .none { model.markTrails() }
            model.orbitRate = views.orbit ?? 0
            if let length = rounds.length { model.play(round: length) }
            if !configuration.mistakes.isEmpty { model.report("config.yaml: \(configuration.mistakes[0].message)") }
            var names: Set<String> = []
            let ending = recording ?? configuration.recording ?? "cast"
            let announcer = Announcer(environment: environment, started: WallClock.now)
            let watcher = Watcher(allowsPrograms: access.allowPrograms, wake: { terminal.wake() })
            let desk = Desk(options: access, environment: environment, announcer: announcer, watcher: watcher) { text in
                MainActor.assumeIsolated { terminal.copy(base64: Data(text.utf8).base64EncodedString()) }
            }
            model.commands = desk.commands()
            var loop = Loop(console: terminal, model: model, outside: desk, wake: { terminal.wake() }) {
                let recorder = try LiveRecorder($0, ending: ending, taken: names, wake: { terminal.wake() })
                names.insert(recorder.name)
                return recorder
            }
            let signal = loop.run(hangUp: SIGHUP)
            announcer?.end()
            let missing =
                saved != nil && loop.script.isFull
                ? "there was room for \(Limits.deeds) keys and reports of the mouse; '\(saveScript ?? "")' lacks the rest"
                : nil
            let saving = Result { try saved?.write(loop.script.text) }
            let kept = keep ? desk.keep(loop.model.changedScenes) : []
            // A terminal that is gone, or takes nothing, gets no words.
            if terminal.restore() {
                for message in [loop.lastWords, missing, terminal.remark] + kept { message.map(Output.error) }
            }
            if let signal { Terminal.die(of: signal) }
            try saving.get()
        }
    }
}

extension Play {
    /// Plays a recording.
    private func play(_ path: String, environment: [String: String]) throws {
        let timeline = try timeline(path)
        let configuration = UserConfiguration.load(environment: environment)
        try MainActor.assumeIsolated {
            let theme = look.chosenTheme ?? configuration.theme ?? .dark
            let glyphs = look.glyphs ?? configuration.glyphs ?? .detect(environment: environment)
            let playback = Playback(timeline, size: .standard, glyphs: glyphs, theme: theme)
            let terminal: Terminal
            do {
                terminal = try Terminal(theme: playback.theme, colors: color, environment: environment)
            } catch let error as TerminalError {
                throw Failure("cannot play here: \(error)")
            }
            defer { terminal.restore() }
            var loop = PlaybackLoop(console: terminal, playback: playback.resized(to: terminal.size))
            let signal = loop.run(hangUp: SIGHUP)
            if terminal.restore() {
                terminal.remark.map(Output.error)
                if timeline.isCut { Output.error("'\(path)' is cut off within its last line; played up to there") }
            }
            if let signal { Terminal.die(of: signal) }
        }
    }

    private func timeline(_ path: String) throws -> Timeline {
        let bytes: [UInt8]
        do throws(Files.Failure) {
            bytes = try Files.bytes(of: path, atMost: Limits.recordingBytes)
        } catch {
            throw Failure("cannot read '\(path)': \(error.reason)")
        }
        do throws(RecordingMistake) {
            return try Timeline(bytes, fileName: path)
        } catch {
            throw Failure(error.rendered(file: path), isAboutFile: true)
        }
    }
}

extension ColorLevel: ExpressibleByArgument {}

extension Terminal: Console {}
