import Landscapes
import RealModule

/// Copies of one run that start a hair apart: where they end up shows how sensitive it is.
public struct Swarm: Sendable {
    public let row: Int
    public let panel: Int
    public internal(set) var runs: [Run] = []
    /// The race's revision that the copies were made of.
    var revision = -1

    /// How many starts there are, and how far from the run's own as a share of the view's diagonal.
    public static let count = 64
    public static let share = 1e-3

    /// Offsets spread evenly over a disc of radius 1, as the seeds of a sunflower.
    static let offsets: [Point] = (0..<count).map { index in
        let radius = ((Double(index) + 0.5) / Double(count)).squareRoot()
        let angle = Double(index) * Double.pi * (3 - 5.0.squareRoot())
        return radius * Point(Double.cos(angle), Double.sin(angle))
    }
}

extension Race {
    /// Lets copies of a run start around it, or ends that.
    public mutating func toggleSwarm(row: Int, panel: Int) {
        let isSame = swarm?.row == row && swarm?.panel == panel
        swarm = isSame || run(row: row, panel: panel)?.isProgram != false ? nil : Swarm(row: row, panel: panel)
    }

    /// How far from the run's start the copies start.
    public func swarmRadius(panel: Int) -> Double {
        let view = scene.panels[panel].view
        let diagonal = Point(view.x.upperBound - view.x.lowerBound, view.y.upperBound - view.y.lowerBound).length
        return diagonal * Swarm.share
    }

    /// Brings the copies to a step; after a change of the past, new ones.
    mutating func advanceSwarm(to step: Int) {
        guard var swarm, let run = run(row: swarm.row, panel: swarm.panel) else { return }
        if swarm.revision != revision {
            let radius = swarmRadius(panel: swarm.panel)
            swarm.runs = Swarm.offsets.map { offset in
                var copy = run
                copy.moveStart(by: radius * offset)
                return copy
            }
            swarm.revision = revision
        }
        for index in swarm.runs.indices { swarm.runs[index].advance(to: step) }
        self.swarm = swarm
    }
}
