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
            The scenes that are named, or all built-in ones. Space pauses, the arrow keys step, e and E turn the learning \
            rate, a and A the momentum, Tab chooses the run, n and p change the scene; ? shows all keys.
            """)

    @Argument(help: SceneArgument.help)
    var scenes: [String] = []

    @Option(help: "The colours: exact, indexed (256), sixteen or none. (default: what the terminal has)")
    var color: ColorLevel?

    @OptionGroup(title: "Look") var look: LookOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        // What is wrong with a scene is said before the screen is taken.
        let scenes = try SceneArgument.loadAll(scenes)
        try MainActor.assumeIsolated {
            let terminal: Terminal
            do {
                terminal = try Terminal(theme: look.theme, colors: color, environment: environment)
            } catch let error as TerminalError {
                throw Failure("cannot play here: \(error)")
            }
            let glyphs = look.glyphs ?? .detect(environment: environment)
            let signal = Player(terminal: terminal, model: Model(scenes: scenes, size: terminal.size, glyphs: glyphs))
                .run()
            terminal.restore()
            if let signal { Terminal.die(of: signal) }
        }
    }
}

extension ColorLevel: ExpressibleByArgument {}

/// Brings events to the model and its frames to the terminal.
@MainActor
private struct Player {
    let terminal: Terminal
    var model: Model

    private static let frame = 1.0 / 30

    /// Plays until the user leaves. - Returns: the signal that ended it, if one did.
    func run() -> Int32? {
        var model = model
        let clock = ContinuousClock()
        terminal.show(model.frame())
        var last = clock.now
        while !model.isOver {
            // Nothing moves while it is paused: wait for ever, at no cost.
            let sinceLast = last.duration(to: clock.now)
            let event = terminal.nextEvent(within: model.state.isPlaying ? Self.frame - seconds(sinceLast) : nil)
            let wasPlaying = model.state.isPlaying
            switch event {
            case .key(let key): model.press(key)
            case .resize(let size): model.resize(to: size)
            case .terminate(let signal): return signal
            case .lost: return SIGHUP
            case nil: break
            }
            let now = clock.now
            if wasPlaying { model.tick(seconds: min(seconds(last.duration(to: now)), 0.25)) }
            last = now
            terminal.show(model.frame())
        }
        return nil
    }

    private func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
