import Basics
import Expressions
import Hyperparameters
import Testing

@testable import Landscapes

@Suite("Rows are drawn by weights")
struct RowWeightTests {
    private let data = DataSet(.correlated, rows: 24, noise: 0.4, seed: 7)

    private func surface(_ loss: String = "0.5*(t - w1*x1 - w2*x2)^2") throws -> Surface {
        try Surface(
            name: "d", formula: loss, data: data, inputs: [0, 1], domain: Domain(x: -3...3, y: -3...3),
            parameters: [Hyperparameter("often", default: 8)])
    }

    @Test(
        "as often as their weights say: chi-square with 23 degrees of freedom, below its 99.9 % quantile",
        arguments: [
            "1", "2 + t", "if(x1 > 0, often, 1)", "loss", "exp(-loss)", "if(t < 0, 0, abs(x2))", "loss*hypot(w1, w2)",
            "c = x1 + x2\nc^2",
        ], [1, 2, 3] as [UInt64])
    func frequencies(formula: String, seed: UInt64) throws {
        let surface = try surface()
        var objective = Objective(surface)
        let weights = try #require(try surface.rowWeights(formula))
        let batches = Batches(size: 7, weights: weights, seed: seed)
        let point = Point(0.4, -1.1)
        var evaluator = try self.evaluator(surface)
        let expected = evaluator.weightsOfRows(weights, at: point)
        var counts = [Double](repeating: 0, count: data.rowCount)
        let steps = 3000
        for step in 1...steps {
            let rows = objective.rows(of: batches, step: step, at: point) ?? []
            #expect(rows.count == 7)
            for row in rows { counts[row] += 1 }
        }
        let total = expected.reduce(0, +)
        var statistic = 0.0
        for (count, weight) in zip(counts, expected) {
            let wanted = Double(7 * steps) * weight / total
            guard weight > 0 else {
                #expect(count == 0)
                continue
            }
            statistic += (count - wanted) * (count - wanted) / wanted
        }
        #expect(statistic < 49.73, "\(statistic)")
    }

    private func evaluator(_ surface: Surface) throws -> DataEvaluator {
        guard case .data(let loss) = surface.model else { throw Diagnostic("no data") }
        return DataEvaluator(loss, parameters: surface.values)
    }

    @Test(
        "the loss of a row is what the loss is the mean of",
        arguments: [
            "0.5*(t - w1*x1 - w2*x2)^2", "often*softplus(w1*x1) + w2^2",
            "z = w1*x1 + w2*x2\nn = (z - mean(z))/sqrt(var(z) + 1e-5)\nsoftplus(n) - t*n",
        ])
    func losses(formula: String) throws {
        let surface = try surface(formula)
        var evaluator = try evaluator(surface)
        let weights = try #require(try surface.rowWeights("loss"))
        for point in [Point(0.3, -0.7), [2, 1], [-1, 0.1]] {
            let losses = evaluator.weightsOfRows(weights, at: point)
            #expect(losses.count == data.rowCount)
            let mean = losses.reduce(0, +) / Double(losses.count)
            let loss = evaluator.wholeLoss(at: point)
            #expect(abs(mean - loss) < 1e-12 * max(1, abs(loss)))
        }
    }

    @Test(
        "weights that name w1 or w2 are those of the point that is asked about",
        arguments: ["w2 - 1.8", "w2 - 1.8 + 0*x1", "if(w2 > 1.8, 1, -1)", "if(w2 > 1.8, 1, -x1^2)"])
    func moving(formula: String) throws {
        let surface = try surface()
        var evaluator = try evaluator(surface)
        let weights = try #require(try surface.rowWeights(formula))
        #expect(weights.isMoving)
        for y in [2, 1, 2.5, 1.7, 1.9] {
            let values = evaluator.weightsOfRows(weights, at: [0.5, y])
            #expect(values.count == data.rowCount && values.allSatisfy { ($0 > 0) == (y > 1.8) }, "\(y): \(values)")
        }
    }

    @Test("the same step draws the same rows, whatever was asked before, and others with another seed")
    func determinism() throws {
        let surface = try surface()
        let weights = try #require(try surface.rowWeights("loss + 0.1"))
        let batches = Batches(size: 5, weights: weights, seed: 9)
        var one = Objective(surface)
        var other = Objective(surface)
        func point(_ step: Int) -> Point { Point(Double(step) / 7 - 2, 1 - Double(step) / 9) }
        let forwards = (1...40).map { one.rows(of: batches, step: $0, at: point($0)) }
        let backwards = (1...40).reversed().map { step in
            other.selectBatch(Batches(size: 3), step: step, at: .zero)
            return other.rows(of: batches, step: step, at: point(step))
        }
        #expect(forwards == backwards.reversed() && Set(forwards).count > 30)
        var seeded = batches
        seeded.seed = 10
        #expect((1...40).map { one.rows(of: seeded, step: $0, at: point($0)) } != forwards)
    }

    @Test("the gradient is the mean over the rows that were drawn, each as often as it was")
    func gradient() throws {
        let surface = try surface()
        let weights = try #require(try surface.rowWeights("if(x1 > 0, 5, 1)"))
        let batches = Batches(size: 6, weights: weights, seed: 2)
        var objective = Objective(surface)
        for step in 1...20 {
            let point = Point(0.1 * Double(step), 0.5)
            #expect(objective.selectBatch(batches, step: step, at: point) == nil)
            let rows = objective.rows(of: batches, step: step, at: point) ?? []
            var slope = Point.zero
            for row in rows {
                let x = Point(data.values[0][row], data.values[1][row])
                slope -= (data.values[2][row] - point.x * x.x - point.y * x.y) / 6 * x
            }
            #expect((objective.gradient(at: point) - slope).length < 1e-12)
        }
    }

    @Test(
        "what no row can be drawn by is said",
        arguments: [
            ("x1 - 100", "the weight of row 1 is"), ("0*t", "the weights of all rows are 0"),
            ("log(-1)", "the weight of row 1 is not a number"), ("1e308", "add up to more than numbers are"),
            ("1/0", "the weight of row 1 is inf"), ("if(w1 > 5, -1, 1)", nil),
        ])
    func mistakes(formula: String, message: String?) throws {
        let surface = try surface()
        var objective = Objective(surface)
        let batches = Batches(size: 2, weights: try #require(try surface.rowWeights(formula)))
        let mistake = objective.selectBatch(batches, step: 1, at: .zero)
        #expect(message == nil ? mistake == nil : mistake?.contains(message!) == true, "\(mistake ?? "")")
        // There are rows all the same.
        #expect(objective.gradient(at: [1, 1]).isFinite)
    }

    @Test("weights at the edge of numbers draw a row that has one")
    func edges() throws {
        for weights in [[0, 5e-324, 0], [0, 1e308, 0], [0, 1, 1e-300], [1, 0, 0]] {
            for seed in 0..<200 as Range<UInt64> {
                var random = SeededRandom(seed: seed)
                for row in try RowWeights.draw(3, weights: weights, random: &random) { #expect(weights[row] > 0) }
            }
        }
    }
}
