import Basics
import Canvas
import Player
import Racing
import Recording
import Scenes
import Views

extension Record {
    /// Records scenes while a script plays them. What the command line says goes before what the script says.
    func record(_ script: Script) throws {
        var script = script
        if let size { script.size = size }
        if let theme = look.chosenTheme { script.theme = theme }
        if let glyphs = look.glyphs { script.glyphs = glyphs }
        if let trails = look.trails { script.trails = trails }
        if let orbit = views.orbit { script.orbit = orbit }
        let names = scene.map { [$0] } ?? (script.scenes.isEmpty ? [SceneLibrary.defaultName] : script.scenes)
        var model = script.model(try SceneArgument.deck(names, access), parts: parts.shown)
        try parts.apply(to: &model)
        model.play(times: speed)

        var heading = model
        var first = self.heading(&heading, model.theme)
        // What is claimed of the race as the scene has it may not be so after the first key.
        first.moments = [(0, first.title)]
        // A picture that cannot change its size has room for all of them.
        if format.uses.contains(.pixels) { first.size = script.largestSize }
        try pixels.check(format.uses, cells: first.size, endings: RecordingFormats.endings(that: .pixels))

        var rehearsal = Rehearsal(script, model)
        let end = rehearsal.end
        let frames = (end / .seconds(1) * fps).rounded(.up) + 1
        guard frames <= Double(Limits.frames) else {
            throw Failure(
                "the script takes \(Int(clamping: end / .seconds(1))) seconds, \(Int(clamping: frames)) frames, more "
                    + "than \(Limits.frames); end it by 'seconds', or record fewer --fps")
        }
        // Time is counted in frames, so that no rounding adds up.
        func time(_ frame: Int) -> Duration { min(.seconds(Double(frame) / fps), end) }
        try write(first, frames: Int(clamping: frames), seconds: { time($0) / .seconds(1) }) { frame, file in
            rehearsal.play(until: time(frame))
            file.use(rehearsal.model.theme)
            try file.add(rehearsal.frame(), at: time(frame) / .seconds(1))
        }
        try Output.report(failuresOf: rehearsal.model.race)
    }
}

extension Race {
    /// The scene's claims, each with a mark for whether it holds, and the step at which that is known.
    var markedClaims: [(step: Int, text: String)] {
        var race = self
        return race.outcomes().map { ($0.outcome.step, "\($0.outcome.holds ? "✓" : "✗") \($0.claim.text)") }
    }
}
