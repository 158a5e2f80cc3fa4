import Basics
import Canvas
import Player
import Recording
import Scenes
import Views

/// Records a scene while a script plays it.
struct ScriptedRecording {
    private let options: Record
    private let script: Script
    private let scenes: [Scene]

    /// - Parameter script: what the command line says goes before what the script says.
    init(_ options: Record, _ script: Script) throws {
        var script = script
        if let size = options.size { script.size = size }
        if let theme = options.look.chosenTheme { script.theme = theme }
        if let glyphs = options.look.glyphs { script.glyphs = glyphs }
        if let trails = options.look.trails { script.trails = trails }
        if let orbit = options.views.orbit { script.orbit = orbit }
        let names = options.scene.map { [$0] } ?? (script.scenes.isEmpty ? [SceneLibrary.defaultName] : script.scenes)
        self.options = options
        self.script = script
        scenes = try names.map { try SceneArgument.load($0, options.access) }
    }

    func write() throws {
        let model = script.model(scenes: scenes)
        let format = options.format
        // What cannot change its size has room for all of them.
        let size = format.uses.contains(.pixels) ? script.largestSize : model.size
        try options.pixels.check(format.uses, cells: size, endings: RecordingFormats.endings(that: .pixels))
        var heading = RecordingHeading(
            size: size, title: scenes[0].title, about: scenes[0].about, theme: model.theme, loop: options.loop,
            fontSize: options.pixels.size, scale: options.pixels.scale)
        if format.uses.contains(.claims) {
            heading.claims = model.race.markedClaims
        }
        var rehearsal = Rehearsal(script, model)
        let end = rehearsal.end
        let frames = end / .seconds(1) * options.fps
        guard frames <= Double(Limits.frames) else {
            throw Failure(
                "the script takes \(Int(clamping: end / .seconds(1))) seconds, \(Int(clamping: frames)) frames, more than "
                    + "\(Limits.frames); end it by 'seconds', or record fewer --fps")
        }
        var recording = format.init(heading)
        func add(at time: Duration) {
            rehearsal.play(until: time)
            recording.use(rehearsal.model.theme)
            recording.add(rehearsal.frame(), at: time / .seconds(1))
        }
        var frame = 0
        // Time is counted in frames, so that no rounding adds up.
        while Double(frame) < frames {
            add(at: .seconds(Double(frame) / options.fps))
            frame += 1
        }
        add(at: end)
        recording.finish(at: end / .seconds(1) + options.hold)
        try Output.write(recording.takeBytes(), toFile: options.output)
    }
}
