import Canvas
import Scenes

/// What a player is played on: it shows frames and reports what happens.
@MainActor
public protocol Console: AnyObject {
    var theme: Theme { get set }

    /// Shows a frame.
    func show(_ frame: Frame)

    /// Waits for something to happen.
    ///
    /// - Parameter seconds: how long at most; `nil` waits for ever.
    func nextEvent(within seconds: Double?) -> Event?
}

/// Takes what is shown, frame by frame, as it is played.
public protocol FrameRecorder {
    /// What people call the recording.
    var name: String { get }
    mutating func add(_ frame: Frame, theme: Theme) throws
    /// Ends it. What is still to be written may take a while.
    mutating func finish() throws
    /// Whether all of it is written, or why it could not be.
    func isWritten() throws -> Bool
    /// Waits until all of it is written.
    func wait() throws
}

extension FrameRecorder {
    public func isWritten() throws -> Bool { true }
    public func wait() throws {}
}

/// Brings events to a player, and its frames to a console and to a recording, until the user leaves.
@MainActor
public struct Loop<Display: Console, World: Outside> {
    public private(set) var model: Model
    /// What is to be said when the terminal is the shell's again.
    public private(set) var lastWords: String?

    private let console: Display
    private let outside: World
    private let runner: JobRunner
    private let record: (Model) throws -> any FrameRecorder
    private var recorder: (any FrameRecorder)?
    /// Recordings that have ended and are still being written.
    private var unwritten: [any FrameRecorder] = []
    /// What was announced last: its place in the deck, and what it was read from.
    private var announced: (place: Int, reading: SceneReading)?

    /// What was done so far: played again, it makes of the player what it is now.
    public private(set) var script: Script
    /// How long the player has lived, its pauses included.
    private var lived = Duration.zero
    /// The time since some moment.
    private let now: () -> Duration

    private static var frame: Duration { .seconds(1) / 30 }

    /// - Parameters:
    ///   - now: tells the time since some moment.
    ///   - outside: what is done outside of the player.
    ///   - wake: makes the console's `nextEvent` return; it is called on other threads.
    ///   - record: begins a recording.
    public init(
        console: Display, model: Model, outside: World, now: (() -> Duration)? = nil,
        wake: @escaping @Sendable () -> Void,
        record: @escaping (Model) throws -> any FrameRecorder
    ) {
        self.console = console
        self.model = model
        self.outside = outside
        self.record = record
        script = Script(model)
        let begin = ContinuousClock.now
        self.now = now ?? { begin.duration(to: .now) }
        runner = JobRunner(wake: wake)
    }

    /// Plays until the user leaves.
    ///
    /// - Returns: the signal that ended it, if one did; a hang-up counts as one where the console is lost.
    public mutating func run(hangUp: Int32) -> Int32? {
        let signal = play(hangUp: hangUp)
        script.end(at: lived, model)
        stopRecording()
        var names: [String] = []
        for recorder in unwritten {
            do {
                try recorder.wait()
                names.append(recorder.name)
            } catch {
                lastWords = "\(error)"
            }
        }
        if !names.isEmpty { lastWords = lastWords ?? "recorded \(names.joined(separator: ", "))" }
        return signal
    }

    private mutating func play(hangUp: Int32) -> Int32? {
        show()
        var last = now()
        while !model.isOver {
            // Nothing moves while it is paused: wait for ever, at no cost.
            let hadTime = model.needsTime
            var event = console.nextEvent(within: hadTime ? (Self.frame - (now() - last)) / .seconds(1) : nil)
            last = live(from: last, isPaused: !hadTime)
            // All that has happened by now goes into one frame: a mouse reports more often than anybody can look.
            while let happened = event {
                note(happened)
                switch happened {
                case .key(let key): model.press(key)
                case .pointer(let pointer): model.point(pointer)
                case .resize(let size): model.resize(to: size)
                case .wake: break
                case .terminate(let signal): return signal
                case .lost: return hangUp
                }
                event = model.isOver ? nil : console.nextEvent(within: 0)
            }
            model.carryOutRequests(outside)
            for reload in outside.takeReloads() { model.receive(reload) }
            for outcome in runner.takeOutcomes() { model.receive(outcome) }
            show()
        }
        return nil
    }

    /// Lets the player live until now, in the whole milliseconds that scripts are written in.
    ///
    /// - Returns: until when it has lived.
    private mutating func live(from last: Duration, isPaused: Bool) -> Duration {
        let now = now()
        let passed = Duration.milliseconds(Int(clamping: ((now - last) / .milliseconds(1)).rounded(.down)))
        // A race that was stopped, or had to wait, goes on from where it was; a pause is as long as it is.
        let isLong = !isPaused && passed > .milliseconds(250)
        let length = isLong ? .milliseconds(250) : passed
        lived += length
        model.tick(length)
        return isLong ? now : last + passed
    }

    private mutating func note(_ event: Event) {
        switch event {
        case .key, .pointer: if !script.isFull { script.add(event, at: lived) }
        case .resize(let size): if size != model.size, !script.isFull { script.add(event, at: lived) }
        case .wake, .terminate, .lost: break
        }
    }

    private mutating func show() {
        if model.isRecording != (recorder != nil) { model.isRecording ? startRecording() : stopRecording() }
        reportRecordings()
        if console.theme.name != model.theme.name { console.theme = model.theme }
        let frame = model.frame()
        console.show(frame)
        let (place, reading) = (model.sceneIndex, model.reading)
        if announced?.place != place || announced?.reading != reading {
            announced = (place, reading)
            outside.announce(model.announcement)
            outside.watch(reading)
        }
        runner.run(model.takeErrands())
        do {
            try recorder?.add(frame, theme: model.theme)
        } catch {
            recorder = nil
            model.setRecording(nil)
            model.report("\(error)")
            console.show(model.frame())
        }
    }

    private mutating func startRecording() {
        do {
            recorder = try record(model)
            model.setRecording(recorder?.name)
        } catch {
            model.setRecording(nil)
            model.report("\(error)")
        }
    }

    private mutating func stopRecording() {
        guard var recorder else { return }
        self.recorder = nil
        model.setRecording(nil)
        do {
            try recorder.finish()
            unwritten.append(recorder)
            model.report("writing \(recorder.name)")
        } catch {
            lastWords = "\(error)"
            model.report("\(error)")
        }
    }

    /// Says what has become of recordings that have ended.
    private mutating func reportRecordings() {
        unwritten.removeAll { recorder in
            do {
                guard try recorder.isWritten() else { return false }
                model.report("recorded \(recorder.name)")
            } catch {
                lastWords = "\(error)"
                model.report("\(error)")
            }
            return true
        }
    }
}

extension Loop where World == Nowhere {
    public init(
        console: Display, model: Model, now: (() -> Duration)? = nil, wake: @escaping @Sendable () -> Void,
        record: @escaping (Model) throws -> any FrameRecorder
    ) {
        self.init(console: console, model: model, outside: Nowhere(), now: now, wake: wake, record: record)
    }
}
