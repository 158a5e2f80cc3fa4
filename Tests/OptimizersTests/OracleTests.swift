import Expressions
import Landscapes
import Testing

@testable import Optimizers

@Suite("Optimizers step as PyTorch and optax do")
struct OracleTests {
    @Test("the same places over all comparable steps", arguments: OracleCase.all)
    func trajectories(_ oracle: OracleCase) throws {
        let peer = try Peer(oracle)
        let points = peer.optimizer.trajectory(
            on: try OracleSurface.named(oracle.surface), from: Point(oracle.start[0], oracle.start[1]),
            steps: oracle.comparableSteps, setting: peer.setting
        ).points
        #expect(expectNear(points, oracle) >= 3)
    }

    @Test(
        "NAG's look-ahead point is the iterate of PyTorch's nesterov",
        arguments: OracleCase.all.filter { $0.optimizer == "nesterov" })
    func lookAhead(_ oracle: OracleCase) throws {
        let peer = try Peer(oracle)
        let alpha = peer.setting["alpha"]!
        let places = OptimizerCatalog.optimizer(named: "nag")!.trajectory(
            on: try OracleSurface.named(oracle.surface), from: Point(oracle.start[0], oracle.start[1]),
            steps: oracle.comparableSteps, setting: peer.setting
        ).points
        // The velocity is what moved the point.
        let ahead = places.indices.map { places[$0] + alpha * (places[$0] - places[max(0, $0 - 1)]) }
        #expect(expectNear(ahead, oracle) >= 4)
    }

    /// - Returns: how many points were compared.
    private func expectNear(_ points: [Point], _ oracle: OracleCase) -> Int {
        var compared = 0
        for position in oracle.positions where Int(position[0]) < points.count {
            let ours = points[Int(position[0])]
            let size = max(1, abs(position[1]), abs(position[2]))
            let error = max(abs(ours.x - position[1]), abs(ours.y - position[2])) / size
            #expect(error <= 1e-9, "step \(Int(position[0])): \(error)")
            compared += 1
        }
        return compared
    }

    /// When a run leaves the finite numbers.
    private struct Departure: Equatable {
        var loss: Int?
        var infinite: Int?
        var nan: Int?

        init(_ oracle: DivergenceCase, nudge: Double = 0) throws {
            let peer = try Peer(oracle)
            let start = Point(oracle.start[0] + nudge, oracle.start[1])
            self.init(
                peer.optimizer, surface: try OracleSurface.named(oracle.surface), start: start, steps: oracle.steps,
                values: peer.optimizer.hyperparameters.map { peer.setting[$0.name]! })
        }

        private init(_ optimizer: some Optimizer, surface: Surface, start: Point, steps: Int, values: [Double]) {
            var objective = Objective(surface)
            var point = start
            var memory = optimizer.memory(at: point, hyperparameters: values)
            for t in 0...steps {
                if t > 0 {
                    point = optimizer.step(
                        &memory, from: point, t: t, hyperparameters: values, objective: &objective)
                }
                if loss == nil, !objective.loss(at: point).isFinite { loss = t }
                if infinite == nil, point.x.isInfinite || point.y.isInfinite { infinite = t }
                if nan == nil, point.x.isNaN || point.y.isNaN { nan = t }
            }
        }
    }

    @Test("numbers are left at the same steps", arguments: DivergenceCase.all.filter { !$0.isChaotic })
    func divergence(_ oracle: DivergenceCase) throws {
        let ours = try Departure(oracle)
        #expect(ours.infinite == oracle.firstInf)
        #expect(ours.nan == oracle.firstNan)
        // Where only the place is not a number, PyTorch's record leaves the loss out.
        if oracle.firstLossNonfinite != nil || oracle.firstNan == nil {
            #expect(ours.loss == oracle.firstLossNonfinite)
        }
    }

    @Test("a chaotic run diverges too, at a step that depends on the last digit of its start")
    func chaos() throws {
        let oracle = DivergenceCase.all.first { $0.isChaotic }!
        let steps = try [0, 2.3e-16, -2.3e-16, 4.5e-16].map { try Departure(oracle, nudge: $0).infinite }
        #expect(steps.allSatisfy { $0 != nil })
        #expect(Set(steps).count > 1)
    }
}

extension DivergenceCase {
    /// Bounces between the walls for so long that rounding decides when it leaves.
    fileprivate var isChaotic: Bool { name == "nag_rosenbrock_lr0.003" }
}
