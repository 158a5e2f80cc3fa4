import Testing

@testable import Landscapes

@Suite("Rows that train, and rows that test")
struct SplitTests {
    private let data = DataSet(.moons, rows: 100, noise: 0.3, seed: 3)

    private func rows(_ values: [[Double]]) -> [[Double]] {
        (values.first?.indices ?? 0..<0).map { row in values.map { $0[row] } }
    }

    @Test(
        "every row is in one of both, in the order that it had", arguments: [0.01, 0.5, 0.7, 0.996], [1, 2] as [UInt64])
    func parts(share: Double, seed: UInt64) throws {
        guard let split = data.split(share: share, seed: seed) else {
            #expect(share == 0.996)
            return
        }
        #expect(split.rowCount == Int(share * 100) && split.testRowCount == 100 - split.rowCount)
        let (all, train, test) = (rows(data.values), rows(split.values), rows(split.testValues))
        #expect(Set(train + test) == Set(all))
        #expect(all.filter(Set(train).contains) == train && all.filter(Set(test).contains) == test)
        #expect(data.split(share: share, seed: seed) == split)
        #expect(share < 0.1 || data.split(share: share, seed: seed + 7) != split)
    }

    @Test("transformations are those of the rows that train, for all", arguments: DataSet.Transform.allCases)
    func transforms(transform: DataSet.Transform) throws {
        let split = try #require(data.split(share: 0.6, seed: 1))
        let turned = split.applying(transform, to: [0, 1])
        #expect(
            turned.values
                == DataSet(columns: data.columns, values: split.values).applying(transform, to: [0, 1]).values)
        // A row that is in both parts comes to the same in both.
        var both = split
        both.testValues = split.values
        let same = both.applying(transform, to: [0, 1])
        #expect(same.values == same.testValues)
        #expect(turned.testValues[2] == split.testValues[2] && turned.testValues[0] != split.testValues[0])
        #expect(turned.shuffled(seed: 1).testValues == turned.testValues)
    }

    @Test(
        "loss and accuracy of the rows that test are those of a surface over them alone",
        arguments: [
            "softplus(w1*x1 + w2*x2) - t*(w1*x1 + w2*x2)",
            "z = w1*x1 + w2*x2\nn = (z - mean(z))/sqrt(var(z) + 1e-5)\nsoftplus(n) - t*n",
        ])
    func losses(formula: String) throws {
        let split = try #require(data.split(share: 0.7, seed: 4))
        func objective(_ data: DataSet) throws -> Objective {
            Objective(
                try Surface(
                    name: "d", formula: formula, accuracy: "(w1*x1 + w2*x2 > 0) == (t == 1)", data: data,
                    inputs: [0, 1], domain: Domain(x: -3...3, y: -3...3)))
        }
        var both = try objective(split)
        var train = try objective(DataSet(columns: data.columns, values: split.values))
        var test = try objective(DataSet(columns: data.columns, values: split.testValues))
        for point in [Point(0.4, -0.8), [2, 1], [-1, 0.3]] {
            both.selectBatch(Batches(size: 4), step: 2, at: point)
            #expect(both.observedLoss(at: point) == train.observedLoss(at: point))
            #expect(both.testLoss(at: point) == test.observedLoss(at: point))
            #expect(both.accuracy(at: point) == train.accuracy(at: point))
            #expect(both.testAccuracy(at: point) == test.accuracy(at: point))
        }
        #expect(train.testLoss(at: .zero) == nil && train.testAccuracy(at: .zero) == nil)
    }
}
