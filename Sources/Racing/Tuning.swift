import Hyperparameters
import Landscapes
import Scenes

extension Race {
    /// What tuning has made of a race, and can be put back.
    public struct Tuning: Equatable, Sendable {
        struct OfRun: Equatable, Sendable {
            var changes: [TunedSchedules.Change]
            var start: Point
            /// The hyperparameters as the last change left them.
            var values: [Double]
        }

        var runs: [OfRun]
        /// Where each track's runs start.
        public internal(set) var starts: [Point]
        /// The parameters' values of each track's surface.
        public internal(set) var surfaces: [[Double]]

        /// The hyperparameters of a run, by its place in the race, as the last change left them.
        public func values(ofRun index: Int) -> [Double] { runs[index].values }
    }

    /// A race on a scene that another scene has become: what was tuned is kept where it means what it meant, by the
    /// names of tracks and the labels of runs. What the new scene says otherwise than the old one holds.
    public init(_ scene: Scene, tunedAs old: Race) {
        self.init(scene)
        var tuning = tuning
        for (index, track) in scene.tracks.enumerated() {
            guard let before = old.scene.tracks.firstIndex(where: { Scene.isSame($0.name, track.name) }) else {
                continue
            }
            let earlier = old.scene.tracks[before]
            for (place, parameter) in track.surface.parameters.enumerated() {
                guard let same = earlier.surface.parameters.firstIndex(where: { $0.name == parameter.name }),
                    earlier.surface.values[same] == track.surface.values[place],
                    parameter.range.contains(old.surfaces[before].values[same])
                else { continue }
                tuning.surfaces[index][place] = old.surfaces[before].values[same]
            }
            let offset = earlier.start == track.start ? old.starts[before] - earlier.start : Point()
            tuning.starts[index] = track.start + offset
            for place in runs.indices where runs[place].track == index {
                tuning.runs[place].start += offset
                guard let same = old.runs(on: before).first(where: { Scene.isSame($0.name, runs[place].name) }) else {
                    continue
                }
                tuning.runs[place].changes = runs[place].changes(of: same)
            }
        }
        self.tuning = tuning
        outdate(old)
    }
}

extension Run {
    /// What was tuned of another run, as far as this one has the same hyperparameters.
    fileprivate func changes(of other: Run) -> [TunedSchedules.Change] {
        guard optimizer.name == other.optimizer.name else { return [] }
        return other.tuned.changes.compactMap { change in
            let declaration = other.optimizer.hyperparameters[change.hyperparameter]
            guard let index = optimizer.hyperparameters.firstIndex(where: { $0.name == declaration.name }),
                formula(of: index) == other.formula(of: change.hyperparameter)
            else { return nil }
            return TunedSchedules.Change(step: change.step, hyperparameter: index, tuning: change.tuning)
        }
    }
}

extension Race {
    /// A value that tuning has given to a hyperparameter, as the scene could say it.
    public struct TunedValue: Sendable, Equatable {
        public let track: Int
        /// The place among the track's runs.
        public let run: Int
        public let hyperparameter: String
        /// A number, or a formula of the step.
        public let formula: String
    }

    /// All that tuning has made of the runs' hyperparameters.
    public var tunedValues: [TunedValue] {
        scene.tracks.indices.flatMap { track in
            runs(on: track).enumerated().flatMap { place, run in
                run.tunedFormulas.map {
                    TunedValue(
                        track: track, run: place, hyperparameter: run.optimizer.hyperparameters[$0].name, formula: $1)
                }
            }
        }
    }
}

extension Run {
    /// For each hyperparameter that was tuned the formula of what it is now.
    fileprivate var tunedFormulas: [(index: Int, formula: String)] {
        optimizer.hyperparameters.indices.compactMap { index in
            let changes = tuned.changes.filter { $0.hyperparameter == index }
            guard !changes.isEmpty else { return nil }
            let original = formula(of: index)
            let formula = changes.reduce(original) { before, change in
                let after =
                    switch change.tuning {
                    case .value(let value): "\(value)"
                    case .factor(let factor): "\(factor)*(\(original))"
                    }
                return change.step > 1 ? "if(t < \(change.step), \(before), \(after))" : after
            }
            return (index, formula)
        }
    }
}
