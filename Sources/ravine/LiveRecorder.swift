import Basics
import Canvas
import Player
import Recording
import Scenes
import Terminal

/// Records what is played, while it is played, into a file in the current folder.
struct LiveRecorder: FrameRecorder {
    let name: String
    private let descriptor: Int32
    private var cast: Asciicast
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// Begins a file: `ravine-SCENE.cast`, or `ravine-SCENE-2.cast` and so on if that is there already.
    init(_ model: Model) throws {
        var scene = model.race.scene.origin.split(separator: "/").last.map(String.init) ?? ""
        for ending in [".yaml", ".yml"] where scene.hasSuffix(ending) { scene.removeLast(ending.count) }
        let stem = "ravine-" + (scene.isEmpty || scene.hasPrefix("<") ? "scene" : scene)
        var descriptor: Int32 = -1
        var name = stem
        for number in 1...999 {
            name = (number == 1 ? stem : "\(stem)-\(number)") + ".cast"
            descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 || errno != EEXIST { break }
        }
        guard descriptor >= 0 else {
            throw Failure("cannot write '\(name)': \(String(cString: strerror(errno)))")
        }
        self.name = name
        self.descriptor = descriptor
        cast = Asciicast(size: model.size, title: model.race.scene.title, theme: model.theme)
        cast.mark(model.race.scene.title, at: 0)
        start = clock.now
    }

    private var seconds: Double {
        let duration = start.duration(to: clock.now)
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    mutating func add(_ frame: Frame, theme: Theme) throws {
        cast.use(theme)
        cast.add(frame, at: seconds)
        try write()
    }

    mutating func finish() throws {
        cast.finish(at: seconds)
        try write()
        close(descriptor)
    }

    private mutating func write() throws {
        let bytes = cast.takeBytes()
        guard !bytes.isEmpty else { return }
        do throws(Files.Failure) {
            try Files.write(bytes, to: descriptor)
        } catch {
            close(descriptor)
            throw Failure("cannot write '\(name)': \(error.reason)")
        }
    }
}
