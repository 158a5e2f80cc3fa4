import Basics
import ArgumentParser
import Canvas
import Player
import Recording
import Scenes

struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records a scene as an animation.",
        discussion: """
            The file's name says what it will be: .cast is asciicast v2, which asciinema plays and embeds in web pages, \
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

    @Option(help: "How many steps to record. (default: all of the scene's)")
    var steps: Int?

    @Option(help: "Frames a second.")
    var fps = 30.0

    @Option(help: "How long the last frame stays, in seconds.")
    var hold = 2.0

    @Option(help: "How often it is played. (default: for ever)")
    var loop: Int?

    @OptionGroup(title: "Views") var views: ViewOptions

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var look: LookOptions

    @OptionGroup(title: "Pixels") var pixels: PixelOptions

    func validate() throws {
        try size?.check()
        guard fps >= 1, fps <= 1000 else { throw ValidationError("--fps must be from 1 to 1000") }
        guard hold >= 0, hold <= 3600 else { throw ValidationError("--hold must be from 0 to 3600 seconds") }
        guard script == nil || steps == nil else {
            throw ValidationError("--steps is for recordings without a --script, which says itself when it ends")
        }
        if let steps, steps < 0 { throw ValidationError("--steps must not be negative") }
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
        try pixels.check(format.uses, cells: size ?? .standard, endings: RecordingFormats.endings(that: .pixels))
    }

    var format: any RecordingFormat.Type { RecordingFormats.format(ofFile: output) ?? Asciicast.self }

    func run() throws {
        if let script { return try ScriptedRecording(self, try SceneArgument.script(script)).write() }
        let scene = try SceneArgument.load(scene ?? SceneLibrary.defaultName, access)
        let size = size ?? .standard
        var model = Model(
            scenes: [scene], size: size, glyphs: look.glyphs ?? .braille, trails: look.trails ?? .bold,
            isPatient: true)
        var heading = RecordingHeading(
            size: size, title: scene.title, about: scene.about, theme: look.theme, loop: loop,
            fontSize: pixels.size, scale: pixels.scale)
        if format.uses.contains(.claims) {
            heading.claims = model.race.markedClaims
        }
        var recording = format.init(heading)
        let last = min(steps ?? scene.steps, scene.steps)
        let frames = Double(last) / scene.rate * fps
        guard frames <= Double(Limits.frames) else {
            throw Failure(
                "\(last) steps at \(scene.rate) steps a second are \(Int(clamping: frames)) frames, more than "
                    + "\(Limits.frames); fewer --steps or --fps, or a higher 'rate' in the scene")
        }
        if views.orbit != nil, !model.canOrbit {
            throw Failure(
                "--orbit turns panels of kind perspective, and '\(scene.title)' has none; write 'kind: perspective' in a panel of the scene"
            )
        }
        var frame = 0
        // Time is counted in frames, so that no rounding adds up.
        while Double(frame) * scene.rate < Double(last) * fps {
            model.show(step: Int(clamping: Double(frame) * scene.rate / fps))
            recording.add(model.frame(), at: Double(frame) / fps)
            frame += 1
            if let orbit = views.orbit { model.orbit(degrees: orbit / fps) }
        }
        model.pause(at: last)
        recording.add(model.frame(), at: Double(frame) / fps)
        recording.finish(at: Double(frame) / fps + hold)
        try Output.write(recording.takeBytes(), toFile: output)
    }
}
