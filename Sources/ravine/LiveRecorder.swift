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

    /// Begins a file: `ravine-SCENE.gif`, or `ravine-SCENE-2.gif` and so on if that is there already.
    ///
    /// - Parameters:
    ///   - ending: what the file's name ends in, which is its format.
    ///   - taken: the names of files that are still being written.
    ///   - wake: called on another core when the recording is written.
    init(_ model: Model, ending: String, taken: Set<String>, wake: @escaping @Sendable () -> Void) throws {
        let scene = model.race.scene
        let format = RecordingFormats.format(ofFile: ".\(ending)") ?? Asciicast.self
        let heading = RecordingHeading(
            size: model.size, title: scene.title, about: scene.about, theme: model.theme)
        let pixels = Raster.size(ofCells: model.size, fontSize: heading.fontSize, scale: heading.scale)
        guard !format.uses.contains(.pixels) || pixels.width * pixels.height <= Limits.pixels else {
            throw Failure("the window is too large for a .\(ending): \(pixels) pixels")
        }
        var stem = scene.origin.split(separator: "/").last.map(String.init) ?? ""
        for ending in [".yaml", ".yml"] where stem.hasSuffix(ending) { stem.removeLast(ending.count) }
        stem = "ravine-" + (stem.isEmpty || stem.hasPrefix("<") ? "scene" : stem)
        let names = (1...999).lazy.map { $0 == 1 ? "\(stem).\(ending)" : "\(stem)-\($0).\(ending)" }
        guard let name = names.first(where: { !taken.contains($0) && access($0, F_OK) != 0 }) else {
            throw Failure("cannot write '\(stem).\(ending)': there are too many of them already", status: 1)
        }
        guard access(".", W_OK) == 0 else {
            throw Failure("cannot write '\(name)': \(String(cString: strerror(errno)))", status: 1)
        }
        self.name = name
        recording = BackgroundRecording(wake: wake) {
            var heading = heading
            heading.moments = [(0, scene.title)]
            if format.uses.contains(.claims) { heading.claims = Race(scene).markedClaims.map(\.text) }
            return try RecordingFile(name, as: format, heading, mayReplace: false)
        }
    }

    private var seconds: Double { start.duration(to: .now) / .seconds(1) }

    func add(_ frame: Frame, theme: Theme) throws { try recording.add(frame, theme: theme, at: seconds) }

    func finish() { recording.finish(at: seconds) }

    func isWritten() throws -> Bool { try recording.isWritten() }

    func wait() throws { try recording.wait() }
}
