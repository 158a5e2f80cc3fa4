import ArgumentParser
import Basics
import Canvas
import Player
import Recording
import Scenes

struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records a scene as an animation.",
        discussion: """
            The file's name says what it will be: .cast is asciicast, which asciinema plays and embeds in web pages, \
            .gif an animation for slides and chats, .svg a sharp one for READMEs and pages (.svgz compressed), .html a page \
            with a slider and the scene's claims, .txt the frames as text. No terminal is needed, and the same scene gives \
            the same bytes.

              ravine record radford -o radford.cast
              ravine record radford --size 100x30 -o radford.gif
              ravine record radford --size 100x30 -o radford.html
              ravine record beale --size 80x24 --steps 100 -o beale.cast
              ravine record long-valley-3d --orbit 30 -o valley.cast
              ravine record --script talk.yaml -o talk.gif
            """)

    @Argument(help: "\(SceneArgument.help.abstract) (default: the script's, or \(SceneLibrary.defaultName))")
    var scene: String?

    @Option(
        name: [.short, .long],
        help:
            "The file to write; its ending says the format: \(RecordingFormats.endings.joined(separator: ", ")). '-' is a cast on standard output."
    )
    var output: String

    @Option(
        help: "A file of times and keys, which are pressed while it is recorded; 'play --save-script' writes one.",
        completion: .file(extensions: ["yaml", "yml"]))
    var script: String?

    @Option(help: "Columns and rows. (default: the script's, or \(Size.standard))")
    var size: Size?

    @Option(help: "The steps to record: 100, 20..80 or 20.. . (default: all of the scene's)")
    var steps = StepRange()

    @Option(help: "Frames a second.")
    var fps = 30.0

    @Option(help: "How much faster than the scene says.")
    var speed = 1.0

    @Option(help: "How long the last frame stays, in seconds.")
    var hold = 2.0

    @Option(help: "How often it is played. (default: for ever)")
    var loop: Int?

    @Flag(help: "Replace the file if it is there already.")
    var force = false
    @Option(help: "The version of a cast: 2, which everything reads, or 3, for asciinema's newest. (default: 2)")
    var castVersion: Asciicast.Version?

    @Option(
        help:
            "How long players of a cast wait at most where nothing happens, in seconds. (default: as long as it takes)")
    var idle: Double?

    @OptionGroup(title: "Views") var views: ViewOptions

    @OptionGroup(title: "Parts") var parts: PartOptions

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    @OptionGroup(title: "Pixels") var pixels: PixelOptions

    func validate() throws {
        try size?.check()
        guard fps >= 1, fps <= 1000 else { throw ValidationError("--fps must be from 1 to 1000") }
        guard speed >= 0.001, speed <= 1000 else { throw ValidationError("--speed must be from 0.001 to 1000") }
        guard hold >= 0, hold <= 3600 else { throw ValidationError("--hold must be from 0 to 3600 seconds") }
        guard output == "-" || RecordingFormats.format(ofFile: output) != nil else {
            throw ValidationError(
                "'\(output)' must end in what it is to be: \(RecordingFormats.endings.joined(separator: ", "))")
        }
        if let loop {
            guard format.uses.contains(.loop) else {
                throw ValidationError(
                    "--loop is for \(RecordingFormats.endings(that: .loop)): others the player repeats")
            }
            guard loop >= 1, loop <= 65_536 else { throw ValidationError("--loop must be from 1 to 65536") }
        }
        if !format.uses.contains(.cast), castVersion != nil || idle != nil {
            throw ValidationError("--cast-version and --idle are for \(RecordingFormats.endings(that: .cast))")
        }
        if let idle {
            guard idle >= 0.01, idle <= 3600 else { throw ValidationError("--idle must be from 0.01 to 3600 seconds") }
        }
        guard script == nil || steps.description.isEmpty else {
            throw ValidationError("--steps is for recordings without a --script, which says itself when it ends")
        }
        try pixels.check(format.uses, cells: size ?? .standard, endings: RecordingFormats.endings(that: .pixels))
    }

    var format: any RecordingFormat.Type { RecordingFormats.format(ofFile: output) ?? Asciicast.self }

    func run() throws {
        if let script { return try record(try SceneArgument.script(script)) }
        let scene = try SceneArgument.load(scene ?? SceneLibrary.defaultName, access)
        let times = try times(of: scene)
        var model = Model(
            scenes: [scene], size: size ?? .standard, glyphs: look.glyphs ?? .braille, trails: look.trails ?? .bold,
            parts: parts.shown, isPatient: true)
        try parts.apply(to: &model)
        if views.orbit != nil, !model.canOrbit {
            throw Failure(
                "--orbit turns panels of kind perspective, and '\(scene.title)' has none; write 'kind: perspective' in a panel of the scene"
            )
        }
        model.play(times: speed)
        try write(heading(&model, look.theme), frames: times.count, seconds: times.seconds) { frame, file in
            if frame == times.count - 1 {
                model.pause(at: times.last)
            } else {
                model.show(step: times.step(frame))
            }
            try file.add(model.frame(), at: times.seconds(frame), step: times.step(frame))
            if let orbit = views.orbit { model.orbit(degrees: orbit / fps) }
        }
        try Output.report(failuresOf: model.race)
    }

    /// Writes the file, frame after frame.
    ///
    /// - Parameters:
    ///   - seconds: when a frame is shown.
    ///   - add: adds a frame to the file.
    func write(
        _ heading: RecordingHeading, frames: Int, seconds: (Int) -> Double,
        add: (Int, inout RecordingFile) throws -> Void
    ) throws {
        let interruption = Interruption()
        var file = try RecordingFile(output, as: format, heading, mayReplace: force)
        var progress = Progress(output, of: frames)
        for frame in 0..<frames {
            if interruption.hasCome {
                progress.clear()
                guard frame > 0 else {
                    file.abandon()
                    throw Failure("interrupted before the first frame", status: 1)
                }
                try file.finish(at: seconds(frame))
                throw Failure("interrupted: '\(output)' has the first \(frame) of \(frames) frames", status: 1)
            }
            progress.show(frame)
            do {
                try add(frame, &file)
            } catch {
                progress.clear()
                throw error
            }
        }
        let end = seconds(frames - 1) + hold
        try file.finish(at: end)
        progress.finish("\(output): \(frames) frames, \(((end * 100).rounded() / 100).spelledShort) s")
    }

    /// When which step is shown.
    private func times(of scene: Scene) throws -> FrameTimes {
        let steps = try steps.steps(of: scene)
        let times = FrameTimes(steps, rate: scene.rate * speed, fps: fps)
        guard times.count <= Limits.frames else {
            throw Failure(
                "\(steps.upperBound - steps.lowerBound) steps at \(scene.rate * speed) steps a second are \(times.count) frames, more than "
                    + "\(Limits.frames); fewer --steps or --fps, a higher --speed, or a higher 'rate' in the scene")
        }
        return times
    }

    func heading(_ model: inout Model, _ theme: Theme) -> RecordingHeading {
        let scene = model.race.scene
        var heading = RecordingHeading(
            size: model.size, title: scene.title, about: scene.about, theme: theme, loop: loop,
            fontSize: pixels.size, scale: pixels.scale, fps: fps)
        heading.castVersion = castVersion ?? .two
        heading.idleLimit = idle
        heading.moments = [(0, scene.title)]
        if !format.uses.isDisjoint(with: [.claims, .cast]) {
            // To hold them, all of it must be raced.
            model.show(step: scene.steps)
            let claims = model.race.markedClaims
            heading.claims = claims.map(\.text)
            heading.moments += claims.map { ($0.step, $0.text) }
        }
        return heading
    }
}

extension Asciicast.Version: ExpressibleByArgument {}
