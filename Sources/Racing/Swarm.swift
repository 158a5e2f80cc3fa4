import Basics
import Landscapes
import Optimizers
import RealModule

/// Copies of one run that start a hair apart: where they end up shows how sensitive it is.
///
/// They keep no history: going back is beginning again.
public struct Swarm: Sendable {
    public internal(set) var row: Int
    public let track: Int
    /// Where the copies are at ``step``.
    public private(set) var points: [Point] = []
    /// How far they have come.
    public private(set) var step = 0
    /// The race's revision that the copies were made of.
    private var revision = -1
    private var copies: Copies?

    /// How many starts there are, and how far from the run's own as a share of the view's diagonal.
    public static let count = 64
    public static let share = 1e-3

    /// Offsets spread evenly over a disc of radius 1, as the seeds of a sunflower.
    static let offsets: [Point] = (0..<count).map { index in
        let radius = ((Double(index) + 0.5) / Double(count)).squareRoot()
        let angle = Double(index) * Double.pi * (3 - 5.0.squareRoot())
        return radius * Point(Double.cos(angle), Double.sin(angle))
    }

    init(row: Int, track: Int) {
        self.row = row
        self.track = track
    }

    private enum Copies: Sendable {
        /// All at once: a rule on a formula.
        case block(RuleBlock)
        /// One by one, each without its past.
        case runs([Run])
    }

    /// Brings the copies of a run to a step, or nearer to it.
    ///
    /// - Parameter steps: how many steps of all copies to take at most.
    mutating func advance(
        _ run: Run, on surface: Surface, radius: Double, revision: Int, to wanted: Int, atMost steps: Int
    ) {
        if self.revision != revision || wanted < step || copies == nil {
            self.revision = revision
            step = 0
            points = Self.offsets.map { run.trajectory.points[0] + radius * $0 }
            copies =
                block(of: run, on: surface).map { .block($0) }
                ?? .runs(Self.offsets.map { run.copy(movedBy: radius * $0) })
        }
        let end = min(wanted, step + max(1, steps))
        switch copies {
        case .block(var block):
            copies = nil
            while step < end {
                step += 1
                block.step(hyperparameters: [run.hyperparameters(at: step)])
            }
            for index in points.indices { points[index] = block.point(index) }
            copies = .block(block)
        case .runs(var runs):
            copies = nil
            for index in runs.indices {
                runs[index].advance(to: end)
                points[index] = runs[index].trajectory.points[min(end, runs[index].trajectory.count - 1)]
            }
            step = end
            copies = .runs(runs)
        case nil: break
        }
    }

    private func block(of run: Run, on surface: Surface) -> RuleBlock? {
        guard let rule = run.optimizer as? Rule, run.isPlain else { return nil }
        return RuleBlock(rule, on: surface, starts: points, hyperparameters: [run.hyperparameters(at: 1)])
    }
}

extension Race {
    /// Lets copies of a run start around it, or ends that.
    public mutating func toggleSwarm(row: Int, track: Int) {
        let isSame = swarm?.row == row && swarm?.track == track
        swarm = isSame || run(row: row, track: track)?.isProgram != false ? nil : Swarm(row: row, track: track)
    }

    /// How far from the run's start the copies start.
    public func swarmRadius(track: Int) -> Double {
        let view = scene.tracks[track].view
        let diagonal = view.size.length
        return diagonal * Swarm.share
    }

    /// Whether the copies are still on their way to a step.
    public func isSwarmBehind(at step: Int) -> Bool { swarm.map { $0.step != min(step, scene.steps) } ?? false }

    /// Brings the copies to a step, or nearer; after a change of the past, new ones.
    mutating func advanceSwarm(to step: Int, spending cost: Int) {
        guard var swarm, let run = run(row: swarm.row, track: swarm.track) else { return }
        // In a block a step costs a tenth.
        let isBlock = run.optimizer is Rule && run.isPlain && surfaces[swarm.track].isFormula
        let price = Swarm.count * stepCost(of: run) / (isBlock ? 8 : 1)
        self.swarm = nil
        swarm.advance(
            run, on: surfaces[swarm.track], radius: swarmRadius(track: swarm.track), revision: revision, to: step,
            atMost: cost / max(1, price))
        self.swarm = swarm
    }
}
