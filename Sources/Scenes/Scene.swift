import Expressions
import Landscapes
import Optimizers

/// Everything that a scene file says: what is raced on, by whom, how it is shown, and what is claimed of it.
public struct Scene: Sendable {
    public let title: String
    public let about: String
    public let source: String
    /// What the speaker is to say and to press, in lines; the audience does not see them.
    public let notes: [String]
    /// How many steps the race has.
    public let steps: Int
    /// Steps a second while it plays.
    public let rate: Double
    public let pace: Pace
    public let tracks: [Track]
    public let panels: [Panel]
    public let claims: [Claim]
    /// What the room is asked, if the scene says so.
    public let guess: Guess?
    /// What the player says on the way, in the order of their steps.
    public let moments: [Moment]
    /// What all randomness comes from.
    public let seed: UInt64
    /// Where the scene was read: a file's path, or the name of a built-in scene.
    public let origin: String
    /// The text that it was read from.
    public let text: String
    /// The data and grids that it names.
    public let files: [SceneReading.File]
    /// Whether optimizers that are programs may be started.
    public let allowsPrograms: Bool

    /// The labels of all runs, each once, in the order in which they first appear: the rows of the run table.
    public private(set) var labels: [String]

    init(
        title: String, about: String, source: String, notes: [String], steps: Int, rate: Double, pace: Pace,
        tracks: [Track],
        panels: [Panel], claims: [Claim], guess: Guess?, moments: [Moment], seed: UInt64, origin: String, text: String,
        files: [SceneReading.File], allowsPrograms: Bool, labels known: [String]? = nil
    ) {
        self.title = title
        self.about = about
        self.source = source
        self.notes = notes
        self.steps = steps
        self.rate = rate
        self.pace = pace
        self.tracks = tracks
        self.panels = panels
        self.claims = claims
        self.guess = guess
        self.moments = moments
        self.seed = seed
        self.origin = origin
        self.text = text
        self.files = files
        self.allowsPrograms = allowsPrograms
        var labels = known ?? []
        for run in tracks.flatMap(\.runs) where !labels.contains(where: { Scene.isSame($0, run.label) }) {
            labels.append(run.label)
        }
        self.labels = labels
    }

    /// The same with rows, and so colours, in the order of another scene's, as far as that has them; others come after.
    public func keepingRows(of other: Scene) -> Scene {
        let known = other.labels.compactMap { old in labels.first { Self.isSame($0, old) } }
        var scene = self
        scene.labels = known + labels.filter { !known.contains($0) }
        return scene
    }

    /// The place of a panel by its number from 1, its track's name and kind, or one of them; the first that fits.
    public func panel(called name: String) -> Int? {
        if let number = Int(name, radix: 10), panels.indices.contains(number - 1) { return number - 1 }
        let fits: [(Int) -> [String]] = [
            { [self.name(ofPanel: $0)] }, { [self.tracks[self.panels[$0].track].name, self.kind(ofPanel: $0)] },
        ]
        for names in fits {
            if let index = panels.indices.first(where: { names($0).contains { Self.isSame($0, name) } }) {
                return index
            }
        }
        return nil
    }

    /// What a panel is called: its track's name, and its kind where that is not contours.
    public func name(ofPanel index: Int) -> String {
        let (track, kind) = (tracks[panels[index].track].name, kind(ofPanel: index))
        return panels[index].picture is Contours ? track : "\(track) \(kind)"
    }

    private func kind(ofPanel index: Int) -> String { type(of: panels[index].picture).kind.name }

    /// What a step of the race is.
    public enum Pace: String, CaseIterable, Sendable {
        /// One step of every optimizer.
        case steps
        /// One evaluation of the surface: who needs several for a step stands still meanwhile.
        case evaluations
    }

    /// Labels are compared without regard to case.
    public static func isSame(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }

    /// What is raced on: a surface, a start, and the runs.
    public struct Track: Sendable {
        /// What `trace`, claims and panels call it: its surface's name unless the scene says otherwise. No two are the
        /// same.
        public let name: String
        /// What stands over it, and what stands for that where there is little room; with values in it as they are tuned.
        public let heading: Wording
        public let shortHeading: Wording?
        public let surface: Surface
        /// The part of the plane that the race is about.
        public let view: Domain
        public let start: Point
        public let runs: [Entry]

        /// The same as the scene has it.
        public var title: String { heading.start }
        public var short: String? { shortHeading?.start }

        /// The same under another title.
        public func titled(_ title: String, short: String?) -> Track {
            Track(
                name: name, heading: Wording(title), shortHeading: short.map { Wording($0) }, surface: surface,
                view: view, start: start, runs: runs)
        }

        /// The run of that label.
        public func run(labelled label: String) -> Int? { runs.firstIndex { Scene.isSame($0.label, label) } }
    }

    /// A picture of a track.
    public struct Panel: Sendable {
        /// What the scene wants over it; `nil` leaves it to the picture.
        public let heading: Wording?
        /// What stands there instead where there is little room.
        public let shortHeading: Wording?
        /// The same as the scene has it.
        public var title: String? { heading?.start }
        public var short: String? { shortHeading?.start }
        /// The place of the track among the scene's.
        public let track: Int
        public let picture: any Picture
    }

    /// An optimizer with its hyperparameters.
    public struct Entry: Sendable {
        /// What it is called; with values in it as they are tuned.
        public let wording: Wording
        public let optimizer: any Optimizer
        /// A value for each of the optimizer's hyperparameters.
        public let schedules: [Schedule]
        /// The places of the hyperparameters that the scene gives a value for.
        public let given: Set<Int>
        public let start: Point
        /// Which rows of the surface's data a step sees; `nil` for all.
        public let batches: Batches?

        /// What the run is known by.
        public var label: String { wording.start }

        public init(
            label: String, optimizer: any Optimizer, schedules: [Schedule], given: Set<Int> = [], start: Point,
            batches: Batches? = nil
        ) {
            self.init(
                Wording(label), optimizer: optimizer, schedules: schedules, given: given, start: start,
                batches: batches)
        }

        init(
            _ wording: Wording, optimizer: any Optimizer, schedules: [Schedule], given: Set<Int> = [], start: Point,
            batches: Batches? = nil
        ) {
            self.given = given
            self.wording = wording
            self.optimizer = optimizer
            self.schedules = schedules
            self.start = start
            self.batches = batches
        }

        /// The same under another label.
        func labelled(_ wording: Wording) -> Entry {
            Entry(
                wording, optimizer: optimizer, schedules: schedules, given: given, start: start, batches: batches)
        }
    }
}

/// Something that the runs are said to do.
public struct Claim: Sendable {
    /// The sentence.
    public let text: String
    /// The formula that must come out true.
    public let formula: String
    /// The track that it speaks of; `nil` if it speaks of runs that are on one track only.
    public let track: String?
    /// How it is held against what the runs did.
    public let proof: Proof
}
