import Basics
import Landscapes
import Testing

@testable import Optimizers

@Suite("Rules on blocks of points")
struct RuleBlockTests {
    @Test(
        "every rule takes each point where it goes alone",
        arguments: OptimizerCatalog.declarations.filter(\.isRule).map(\.name))
    func same(name: String) throws {
        let rule = try #require(OptimizerCatalog.optimizer(named: name) as? Rule)
        let surface = SurfaceCatalog.surface(named: "himmelblau")!
        let starts = (0..<RuleBlock.most).map { Point(Double($0 % 16) / 3 - 2.5, Double($0 / 16) / 2 - 2) }
        let values = rule.hyperparameters.map(\.defaultValue)
        var block = try #require(RuleBlock(rule, on: surface, starts: starts, hyperparameters: [values]))
        for _ in 0..<25 { block.step(hyperparameters: [values]) }
        for (index, start) in starts.enumerated() {
            let point = block.point(index)
            let alone = rule.trajectory(on: surface, from: start, steps: 25).points
            guard alone.count == 26, alone[25].isFinite else { continue }
            #expect(alone[25] == point)
        }
    }

    @Test(
        "with a learning rate for each point it takes each where it goes alone, and the losses are those",
        arguments: OptimizerCatalog.declarations.filter {
            $0.isRule && $0.hyperparameters.contains { $0.name == "eta" }
        }
        .map(\.name))
    func rates(name: String) throws {
        let rule = try #require(OptimizerCatalog.optimizer(named: name) as? Rule)
        let surface = SurfaceCatalog.surface(named: "beale")!
        let eta = try #require(rule.hyperparameters.firstIndex { $0.name == "eta" })
        let values = (0..<40).map { index in
            var values = rule.hyperparameters.map(\.defaultValue)
            values[eta] *= 1.25 * Double(index + 1) / 20
            return values
        }
        let starts = values.map { _ in surface.start }
        var block = try #require(RuleBlock(rule, on: surface, starts: starts, hyperparameters: values))
        for _ in 0..<30 { block.step(hyperparameters: values) }
        let losses = block.losses()
        for (index, own) in values.enumerated() {
            let alone = rule.trajectory(on: surface, steps: 30, setting: ["eta": own[eta]])
            guard alone.count == 31, alone.points[30].isFinite else { continue }
            #expect(
                alone.points[30] == block.point(index) && (alone.losses[30] == losses[index] || losses[index].isNaN))
        }
    }

    /// With parameters and without, with conditions, roots and waves.
    private static let surfaces = ["rosenbrock", "ellipse", "ackley", "cliff", "levy"]

    private func isSame(_ left: Double, _ right: Double) -> Bool {
        left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
    }

    /// Points and losses of a block, step by step, against those of each run alone.
    private func compare(
        _ rule: Rule, on surfaces: [Surface], _ block: inout RuleBlock, starts: [Point], values: [[Double]], steps: Int
    ) {
        var places = starts
        var objectives = starts.indices.map { Objective(surfaces[$0 % surfaces.count]) }
        var memories = starts.indices.map { index in
            rule.memory(at: starts[index], hyperparameters: values[index % values.count])
        }
        for t in 0...steps {
            for index in starts.indices {
                if t > 0 {
                    places[index] = rule.step(
                        &memories[index], from: places[index], t: t, hyperparameters: values[index % values.count],
                        objective: &objectives[index])
                }
                let (place, inBlock) = (places[index], block.point(index))
                let loss = objectives[index].observedLoss(at: place)
                let isPlaceSame = isSame(place.x, inBlock.x) && isSame(place.y, inBlock.y)
                #expect(isPlaceSame && isSame(loss, block.loss(index)), "\(rule.name), \(index), step \(t)")
            }
            block.step()
        }
    }

    @Test(
        "every rule, step by step and to the bit, with hyperparameters and parameters of each point's own",
        arguments: OptimizerCatalog.declarations.filter(\.isRule).map(\.name))
    func toTheBit(name: String) throws {
        let rule = try #require(OptimizerCatalog.optimizer(named: name) as? Rule)
        var random = SeededRandom(seed: 7)
        for surface in Self.surfaces.map({ SurfaceCatalog.surface(named: $0)! }) {
            let starts = (0..<9).map { _ in
                Point(Double.random(in: -9...9, using: &random), Double.random(in: -9...9, using: &random))
            }
            let own = starts.indices.map { index in
                rule.hyperparameters.map { $0.name == "eta" ? $0.defaultValue * Double(index + 1) : $0.defaultValue }
            }
            let surfaces = starts.indices.map { index in
                surface.parameters.indices.reduce(surface) { surface, parameter in
                    surface.setting(parameter, to: surface.values[parameter] * (1 + Double(index) / 8))
                }
            }
            for (values, isOwn) in [([own[0]], false), (own, false), ([own[2]], true), (own, true)] {
                var block = try #require(
                    RuleBlock(
                        rule, on: surface, starts: [.zero], hyperparameters: Array(values.prefix(2)),
                        parameters: isOwn ? [surface.values] : nil))
                // It is as good for others as a new one.
                block.step()
                block.begin(at: starts, hyperparameters: values, parameters: isOwn ? surfaces.map(\.values) : nil)
                compare(
                    rule, on: isOwn ? surfaces : [surface], &block, starts: starts, values: values, steps: 30)
            }
        }
    }

    @Test(
        "what a step keeps is what was there before the step",
        arguments: [
            "p = w\nw = w - eta*g", "h = a\na = b\nb = h + w\nw = w - eta*a", "w = w - eta*g\nq = p\np = g\nv = q + v",
            "u = t\nv = eta\nw = w - 0.1*eta*grad(w + p)*u\np = v", "w = w + 0*p\np = grad(w)",
        ])
    func exchanged(formula: String) throws {
        let rule = try Rule(name: "own", hyperparameters: [Hyperparameter("eta", default: 0.01)], formula: formula)
        let surface = SurfaceCatalog.surface(named: "beale")!
        let starts = [surface.start, Point(1, 2)]
        var block = try #require(RuleBlock(rule, on: surface, starts: starts, hyperparameters: [[0.01]]))
        compare(rule, on: [surface], &block, starts: starts, values: [[0.01]], steps: 10)
    }

    @Test("two states that change places do so, alone too")
    func swapped() throws {
        let rule = try Rule(
            name: "own", hyperparameters: [], state: [("a", "1"), ("b", "2")],
            formula: "h = a\na = b\nb = h\nw = 0*w + a")
        let places = rule.trajectory(on: SurfaceCatalog.surface(named: "bowl")!, from: [0, 0], steps: 4).points
        #expect(places.dropFirst().map(\.x) == [2, 1, 2, 1])
    }
}
