import ArgumentParser
import Canvas
import Player
import Recording
import Scenes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints one frame of a scene.",
        discussion: """
            The frame is the player's, as text: with colours on a terminal, without them in a pipe.

              ravine show beale --step 50
              ravine show radford --size 160x46 --color always | less -R
            """)

    @Argument(help: SceneArgument.help)
    var scene = SceneLibrary.defaultName

    @Option(help: "The step to show. (default: the scene's last)")
    var step: Int?

    @Option(help: "Columns and rows. (default: the terminal's, or \(Size.standard))")
    var size: Size?

    @Option(help: "Print colours: always, never or auto.")
    var color: ColorChoice = .auto

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    func validate() throws {
        try size?.check()
        if let step, step < 0 { throw ValidationError("--step must not be negative") }
    }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let scene = try SceneArgument.load(scene, access)
        // The last line stays free for the prompt.
        let window = Window.size.map { Size(width: $0.width, height: $0.height - 1) }
        var model = Model(
            scenes: [scene], size: size ?? window ?? .standard,
            glyphs: look.glyphs ?? (Window.isTerminal ? .detect(environment: environment) : .braille),
            trails: look.trails ?? .bold, isPlaying: false, isPatient: true)
        model.show(step: step ?? scene.steps)
        let colors = color.level(isTerminal: Window.isTerminal, environment: environment)
        try Output.write(FrameEncoder.lines(model.frame(), theme: look.theme, colors: colors))
    }
}
