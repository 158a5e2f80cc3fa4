import Canvas

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
    mutating func finish() throws
}

/// Brings events to a player, and its frames to a console and to a recording, until the user leaves.
@MainActor
public struct Loop<Display: Console> {
    public private(set) var model: Model
    /// What is to be said when the terminal is the shell's again.
    public private(set) var lastWords: String?

    private let console: Display
    private let runner: JobRunner
    private let record: (Model) throws -> any FrameRecorder
    private var recorder: (any FrameRecorder)?

    private static var frame: Double { 1.0 / 30 }

    /// - Parameters:
    ///   - wake: makes the console's `nextEvent` return; it is called on other threads.
    ///   - record: begins a recording.
    public init(
        console: Display, model: Model, wake: @escaping @Sendable () -> Void,
        record: @escaping (Model) throws -> any FrameRecorder
    ) {
        self.console = console
        self.model = model
        self.record = record
        runner = JobRunner(wake: wake)
    }

    /// Plays until the user leaves.
    ///
    /// - Returns: the signal that ended it, if one did; a hang-up counts as one where the console is lost.
    public mutating func run(hangUp: Int32) -> Int32? {
        let signal = play(hangUp: hangUp)
        if let name = recorder?.name {
            stopRecording()
            lastWords = lastWords ?? "recorded \(name)"
        }
        return signal
    }

    private mutating func play(hangUp: Int32) -> Int32? {
        let clock = ContinuousClock()
        show()
        var last = clock.now
        while !model.isOver {
            // Nothing moves while it is paused: wait for ever, at no cost.
            let hadTime = model.needsTime
            var event = console.nextEvent(
                within: hadTime ? Self.frame - (last.duration(to: clock.now) / .seconds(1)) : nil)
            // All that has happened by now goes into one frame: a mouse reports more often than anybody can look.
            while let happened = event {
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
            for outcome in runner.takeOutcomes() { model.receive(outcome) }
            let now = clock.now
            if hadTime { model.tick(seconds: min(last.duration(to: now) / .seconds(1), 0.25)) }
            last = now
            show()
        }
        return nil
    }

    private mutating func show() {
        if model.isRecording != (recorder != nil) { model.isRecording ? startRecording() : stopRecording() }
        if console.theme.name != model.theme.name { console.theme = model.theme }
        let frame = model.frame()
        console.show(frame)
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
            model.report("recorded \(recorder.name)")
        } catch {
            lastWords = "\(error)"
            model.report("\(error)")
        }
    }
}
