import Basics
import Landscapes
import Optimizers
import Scenes

/// Which place of a table each row has while nobody is to know which run is which, and what stands there.
///
/// What it is put on has no names and no values left: what draws it cannot give them away.
public struct Disguise: Sendable, Equatable {
    /// For each row its place.
    public let places: [Int]

    /// The same for the same scene, whenever it is asked for.
    public init(of scene: Scene) {
        // Scenes with as many runs and the same seed are not shuffled alike.
        let key = scene.labels.joined(separator: "\n").utf8.reduce(scene.seed ^ 0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64(truncatingIfNeeded: $1)) &* 0x100_0000_01b3
        }
        var random = SeededRandom(seed: key)
        places = random.permutation(scene.labels.count)
    }

    /// The row at a place.
    public func row(at place: Int) -> Int? { places.firstIndex(of: place) }

    /// A, B, C and so on; after Z with a number.
    public static func letter(_ place: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(clamping: 65 + place % 26)))
        return place < 26 ? letter : letter + "\(place / 26 + 1)"
    }

    /// A scene in this disguise.
    public func scene(_ scene: Scene) -> Scene {
        scene.disguised(labels: places.indices.map(Self.letter), places: places)
    }

    /// A race in this disguise.
    ///
    /// - Parameter scene: its scene in it.
    public func race(_ race: Race, scene: Scene) -> Race {
        var copy = race
        copy.scene = scene
        for index in copy.runs.indices {
            let place = places[race.runs[index].row]
            copy.runs[index].disguise(as: Self.letter(place), row: place)
        }
        copy.swarm?.row = places[race.swarm?.row ?? 0]
        // What was drawn of the one is not what is to be drawn of the other.
        copy.revision = -2 - race.revision
        return copy
    }
}

extension Status {
    /// The same without what tells a learning rate.
    public var disguised: Status {
        let condition: Condition =
            switch self.condition {
            case .diverged(let step, .overshoot): .diverged(step, nil)
            case .failed: .failed("not said yet")
            default: self.condition
            }
        return Status(condition: condition, hessian: hessian, largestStableRate: nil)
    }
}

/// Whoever it is that made a run's steps.
struct Disguised: Optimizer {
    let name = ""
    let label = ""
    let hyperparameters: [Hyperparameter] = []

    func memory(at start: Point, hyperparameters: [Double]) {}

    func step(
        _ memory: inout Void, from point: Point, t: Int, hyperparameters: [Double], objective: inout Objective
    ) -> Point { point }
}
