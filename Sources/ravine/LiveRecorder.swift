import Basics
import Canvas
import Player
import Racing
import Recording
import Terminal

/// Records what is played, while it is played, into a file in the current folder.
struct LiveRecorder: FrameRecorder {
    let name: String
    private let recording: BackgroundRecording
    private let start = ContinuousClock.now

    /// Begins a file: `ravine-SCENE.cast`, or `ravine-SCENE-2.cast` and so on if that is there already.
    ///
    /// - Parameters:
    ///   - ending: what the file's name ends in, which is its format.
    ///   - wake: called on another core when the recording is written.
    init(_ model: Model, ending: String, wake: @escaping @Sendable () -> Void) throws {
        let scene = model.race.scene
        let format = RecordingFormats.format(ofFile: ".\(ending)") ?? Asciicast.self
        let pixels = Raster.size(ofCells: model.size, fontSize: .medium, scale: 1)
        guard !format.uses.contains(.pixels) || pixels.width * pixels.height <= Limits.pixels,
            max(pixels.width, pixels.height) <= Limits.pixelsInRow
        else { throw Failure("a .\(ending) of \(pixels) pixels would be too large") }
        var name = scene.origin.split(separator: "/").last.map(String.init) ?? ""
        for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        var file = try NewFile(
            stem: "ravine-" + (name.isEmpty || name.hasPrefix("<") ? "scene" : name), ending: ending)
        file.isUsefulInPart = format.isUsefulInPart
        self.name = file.name
        let heading = RecordingHeading(
            size: model.size, title: scene.title, about: scene.about, theme: model.theme)
        recording = BackgroundRecording(to: file, wake: wake) {
            var heading = heading
            if format.uses.contains(.claims) { heading.claims = Race(scene).markedClaims }
            return format.init(heading)
        }
    }

    private var seconds: Double { start.duration(to: .now) / .seconds(1) }

    func add(_ frame: Frame, theme: Theme) throws { try recording.add(frame, theme: theme, at: seconds) }

    func finish() { recording.finish(at: seconds) }

    func isWritten() throws -> Bool { try recording.isWritten() }

    func wait() throws { try recording.wait() }
}

extension RecordingFormat {
    /// Whether what was written of it so far can be played.
    static var isUsefulInPart: Bool { self == Asciicast.self || self == TextFrames.self }
}

extension Race {
    /// The scene's claims, each with a mark for whether it holds.
    var markedClaims: [String] {
        var race = self
        return race.outcomes().map { "\($0.outcome.holds ? "✓" : "✗") \($0.claim.text)" }
    }
}
