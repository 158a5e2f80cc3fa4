import ArgumentParser
import Basics
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
        abstract: "Prints one frame of a scene, or makes a picture of it.",
        discussion: """
            The frame is the player's, as text: with colours on a terminal, without them in a pipe. A file's name says \
            what it will be.

              ravine show beale --step 50
              ravine show radford --size 160x46 --color always | less -R
              ravine show beale --step 50 -o beale.png
            """)

    @Argument(help: SceneArgument.help)
    var scene = SceneLibrary.defaultName

    @Option(help: "The step to show. (default: the scene's last)")
    var step: Int?

    @Option(
        name: [.short, .long],
        help: "A file to write instead; its ending says the format: \(StillFormats.endings.joined(separator: ", ")).")
    var output: String?

    @Option(help: "Columns and rows. (default: the terminal's, or \(Size.standard))")
    var size: Size?

    @Option(help: "Print colours: always, never or auto.")
    var color: ColorChoice = .auto

    @Flag(help: "Replace the file if it is there already.")
    var force = false

    @OptionGroup(title: "Parts") var parts: PartOptions

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    @OptionGroup(title: "Pixels") var pixels: PixelOptions

    func validate() throws {
        try size?.check()
        if let step, step < 0 { throw ValidationError("--step must not be negative") }
        if let output, format == nil {
            throw ValidationError(
                "'\(output)' must end in what it is to be: \(StillFormats.endings.joined(separator: ", "))")
        }
        try pixels.check(format?.uses ?? [], cells: size ?? .standard, endings: StillFormats.endings(that: .pixels))
    }

    private var format: (any StillFormat.Type)? { output.flatMap { StillFormats.format(ofFile: $0) } }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let scene = try SceneArgument.load(scene, access)
        if let step, step > scene.steps {
            Output.error("'\(scene.title)' has \(scene.steps) steps; the last one is shown, and not \(step)")
        }
        // A file is the same whatever terminal it is made from.
        let isTerminal = format == nil && Window.isTerminal
        // The last line stays free for the prompt.
        let window = isTerminal ? Window.size.map { Size(width: $0.width, height: $0.height - 1) } : nil
        var model = Model(
            scenes: [scene], size: size ?? window ?? .standard,
            glyphs: look.glyphs ?? (isTerminal ? .detect(environment: environment) : .braille),
            trails: look.trails ?? .bold, parts: parts.shown, isPlaying: false, isPatient: true)
        try parts.apply(to: &model)
        let colors = format == nil ? color.level(isTerminal: isTerminal, environment: environment) : nil
        if format.map({ $0 == PlainText.self }) ?? (colors == nil) { model.markTrails() }
        model.show(step: step ?? scene.steps)
        if let output, let format {
            let heading = RecordingHeading(
                size: model.size, title: scene.title, about: scene.about, theme: look.theme, fontSize: pixels.size,
                scale: pixels.scale)
            try write(format.bytes(of: model.frame(), heading), to: output)
            return try Output.report(failuresOf: model.race)
        }
        try Output.write(FrameEncoder.lines(model.frame(), theme: look.theme, colors: colors))
        try Output.report(failuresOf: model.race)
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do throws(Files.Failure) {
            var file = try OutputFile(path, mayReplace: force)
            do throws(Files.Failure) {
                try file.write(bytes)
            } catch {
                file.abandon()
                throw error
            }
            try file.finish()
        } catch {
            throw RecordingFile.failure(path, error)
        }
    }
}
