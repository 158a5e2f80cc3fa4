import ArgumentParser
import Backstage
import Basics
import Canvas
import Player
import Scenes
import Terminal
import Views

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct Notes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the speaker's notes, or follows a player with them in a second terminal.",
        discussion: """
            The notes of the scenes that are named, of a deck's, or of all built-in ones.

            With --follow: the notes of what the player shows that runs in another terminal, or will, with its place in \
            the deck, what comes next, and the time. Up, down, PgUp and PgDn scroll notes that are long, t changes the \
            theme, q quits. Where standard output is no terminal, lines for each scene.

              ravine lecture                           for the audience
              ravine notes --follow --minutes 45       for you, in another terminal
            """)

    @Argument(help: SceneArgument.deckHelp)
    var scenes: [String] = []

    @Flag(help: "Print a JSON array of objects.")
    var json = false

    @Flag(help: "Follow the player that runs.")
    var follow = false

    @Option(help: "How long the talk is, from when the player starts: the time that is left is shown.")
    var minutes: Double?

    @OptionGroup(title: "Look") var look: CharacterOptions

    func validate() throws {
        if follow {
            guard scenes.isEmpty else { throw ValidationError("--follow takes what the player shows; name no scenes") }
            guard !json else { throw ValidationError("--follow prints no JSON") }
            guard minutes.map({ $0 > 0 && $0 <= 1440 }) ?? true else {
                throw ValidationError("--minutes must be above 0, up to 1440")
            }
        } else if minutes != nil {
            throw ValidationError("--minutes is for --follow")
        }
    }

    func run() throws {
        guard follow else { return try list() }
        let environment = ProcessInfo.processInfo.environment
        if Window.isTerminal {
            try MainActor.assumeIsolated { try show(environment: environment) }
        } else {
            try printChanges(environment: environment)
        }
    }

    private func list() throws {
        let deck = try SceneArgument.deck(scenes)
        let notes = deck.slides.indices.map { deck.announcement(ofPlace: $0) }
        guard !json else {
            return try Output.write("[\n" + notes.map { "  " + $0.json }.joined(separator: ",\n") + "\n]\n")
        }
        let texts = notes.map { NotesText.lines($0, width: Self.width).joined(separator: "\n") }
        try Output.write(texts.joined(separator: "\n\n") + "\n")
    }

    /// How wide lines of text are.
    private static var width: Int { min(max(Window.size?.width ?? 80, 20), 100) }
}

// MARK: Following

extension Notes {
    /// How often players are looked for, in seconds.
    private static let patience = 0.5

    @MainActor
    private func show(environment: [String: String]) throws {
        let configuration = UserConfiguration.load(environment: environment)
        let glyphs = look.glyphs ?? configuration.glyphs ?? .detect(environment: environment)
        let terminal: Terminal
        do {
            terminal = try Terminal(
                theme: look.chosenTheme ?? configuration.theme ?? .dark, environment: environment)
        } catch let error as TerminalError {
            throw Failure("cannot follow here: \(error)")
        }
        defer { terminal.restore() }
        var follower = Follower(environment: environment)
        var scrolled = 0
        while true {
            let before = follower.state
            follower.look()
            if follower.state != before { scrolled = 0 }
            let screen = NotesScreen(size: terminal.size, glyphs: glyphs)
            let range = screen.scrollRange(follower.state)
            scrolled = min(scrolled, range.upperBound)
            terminal.show(screen.frame(follower.state, times(follower.state), scrolled: scrolled))
            let page = max(1, terminal.size.height - 8)
            switch terminal.nextEvent(within: Self.patience, orReadable: follower.descriptor) {
            case .key(.character("q")), .key(.escape):
                if terminal.restore() { terminal.remark.map(Output.error) }
                return
            case .key(.character("t")): terminal.theme = terminal.theme.next
            case .key(.up), .key(.character("k")): scrolled = max(0, scrolled - 1)
            case .key(.down), .key(.character("j")): scrolled += 1
            case .key(.pageUp): scrolled = max(0, scrolled - page)
            case .key(.pageDown), .key(.character(" ")): scrolled += page
            case .key(.home): scrolled = 0
            case .key(.end): scrolled = range.upperBound
            case .terminate(let signal):
                terminal.restore()
                Terminal.die(of: signal)
            case .lost:
                terminal.restore()
                Terminal.die(of: SIGHUP)
            case .key, .pointer, .resize, .wake, nil: break
            }
        }
    }

    private func times(_ state: Follower.State) -> NotesScreen.Times {
        let now = WallClock.now
        var times = NotesScreen.Times(now: WallClock.words(now))
        if case .following(let message) = state {
            let elapsed = Int(clamping: max(0, now - message.started).rounded(.down))
            times.elapsed = elapsed
            times.left = minutes.map { Int(clamping: ($0 * 60).rounded()) - elapsed }
        }
        return times
    }

    /// Prints what changes, until somebody ends it.
    private func printChanges(environment: [String: String]) throws {
        var follower = Follower(environment: environment)
        var said: Follower.State?
        while true {
            follower.look()
            if follower.state != said {
                said = follower.state
                try Output.write(words(follower.state) + "\n\n")
            }
            var source = pollfd(fd: follower.descriptor, events: Int16(clamping: POLLIN), revents: 0)
            _ = poll(&source, 1, Int32(clamping: Int(clamping: Self.patience * 1000)))
        }
    }

    private func words(_ state: Follower.State) -> String {
        switch state {
        case .waiting: return "no player runs yet"
        case .ended: return "the player has ended"
        case .foreign: return "the player is of another version"
        case .following(let message):
            var lines = NotesText.lines(message.announcement, width: Self.width)
            if let next = message.announcement.next { lines.append("next: \(next.printable)") }
            return lines.joined(separator: "\n")
        }
    }
}
