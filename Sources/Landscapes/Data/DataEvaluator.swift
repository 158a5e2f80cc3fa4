import Expressions

/// Evaluates a loss over rows of data at one point: all rows, or those of a batch.
struct DataEvaluator: Sendable {
    private let loss: DataLoss
    private var value: [BlockEvaluator]
    private var gradient: [BlockEvaluator]
    private var hessian: [BlockEvaluator]
    private var accuracy: BlockEvaluator?
    /// The rows that steps see: those of the current epoch in its order, and which of them the current step sees.
    private var seen: [[Double]]
    private var range: Range<Int>
    private var epoch: (number: Int, batches: Batches)?

    init(_ loss: DataLoss, parameters: [Double]) {
        self.loss = loss
        seen = loss.data.values
        range = 0..<loss.data.rowCount
        func ready(_ program: Program) -> BlockEvaluator {
            var evaluator = BlockEvaluator(program)
            for (index, value) in parameters.enumerated() {
                evaluator.fill(input: loss.firstParameter + index, with: value)
            }
            return evaluator
        }
        value = loss.stages.map { ready($0.value) }
        gradient = loss.stages.map { ready($0.gradient) }
        hessian = loss.stages.map { ready($0.hessian) }
        accuracy = loss.accuracy.map(ready)
    }

    /// From now on gradients are those of a step's batch; `nil` goes back to all rows.
    mutating func selectBatch(_ batches: Batches?, step: Int) {
        let count = loss.data.rowCount
        guard let batches else {
            seen = loss.data.values
            range = 0..<count
            epoch = nil
            return
        }
        let place = batches.place(at: step, of: count)
        if epoch?.number != place.epoch || epoch?.batches != batches || batches.isAugmented {
            let order = batches.order(ofEpoch: place.epoch, of: count)
            seen = order.map { loss.data.reordered($0).values } ?? loss.data.values
            epoch = (place.epoch, batches)
        }
        range = place.range
        if batches.isAugmented {
            seen = seen.map { Array($0[range]) }
            batches.augment(&seen, inputs: loss.inputs, step: step)
            range = 0..<range.count
        }
    }

    /// The loss over all rows.
    mutating func wholeLoss(at point: Point) -> Double {
        Self.means(
            &value, outputs: 1, at: point, columns: loss.data.values,
            range: 0..<loss.data.rowCount, firstColumn: loss.firstColumn)[0]
    }

    /// Loss and both slopes over the batch.
    mutating func slopes(at point: Point) -> (loss: Double, gradient: Point) {
        let means = Self.means(
            &gradient, outputs: 3, at: point, columns: seen, range: range, firstColumn: loss.firstColumn)
        return (means[0], Point(means[1], means[2]))
    }

    /// The curvature over all rows.
    mutating func curvature(at point: Point) -> Hessian {
        let means = Self.means(
            &hessian, outputs: 6, at: point, columns: loss.data.values,
            range: 0..<loss.data.rowCount, firstColumn: loss.firstColumn)
        return Hessian(xx: means[3], xy: means[4], yy: means[5])
    }

    /// The share of all rows that are classified rightly.
    mutating func accuracy(at point: Point) -> Double? {
        guard accuracy != nil else { return nil }
        accuracy!.fill(input: 0, with: point.x)
        accuracy!.fill(input: 1, with: point.y)
        var right = 0
        Self.forEachBlock(
            of: loss.data.values, range: 0..<loss.data.rowCount, in: &accuracy!, firstColumn: loss.firstColumn
        ) { evaluator, lanes in
            evaluator.withOutput(0) { output in
                for lane in 0..<lanes where output[lane] != 0 && !output[lane].isNaN { right += 1 }
            }
        }
        return Double(right) / Double(loss.data.rowCount)
    }

    // MARK: Means

    /// The means of the last stage's outputs; those of the stages before it go into it.
    private static func means(
        _ evaluators: inout [BlockEvaluator], outputs: Int, at point: Point, columns: [[Double]],
        range: Range<Int>, firstColumn: Int
    ) -> SIMD8<Double> {
        var handed: [SIMD8<Double>] = []
        var means = SIMD8<Double>.zero
        for index in evaluators.indices {
            evaluators[index].fill(input: 0, with: point.x)
            evaluators[index].fill(input: 1, with: point.y)
            for (stage, means) in handed.enumerated() {
                for place in 0..<outputs {
                    let input = DataLoss.firstStage + DataLoss.handedOn * stage + place
                    evaluators[index].fill(input: input, with: means[place])
                }
            }
            var sums = SIMD8<Double>.zero
            forEachBlock(of: columns, range: range, in: &evaluators[index], firstColumn: firstColumn) {
                evaluator, lanes in
                for output in 0..<outputs {
                    evaluator.withOutput(output) { values in
                        var sum = 0.0
                        for lane in 0..<lanes { sum += values[lane] }
                        sums[output] += sum
                    }
                }
            }
            means = sums / Double(range.count)
            if index + 1 < evaluators.count { handed.append(means) }
        }
        return means
    }

    private static func forEachBlock(
        of columns: [[Double]], range: Range<Int>, in evaluator: inout BlockEvaluator, firstColumn: Int,
        _ body: (inout BlockEvaluator, Int) -> Void
    ) {
        for first in stride(from: range.lowerBound, to: range.upperBound, by: BlockEvaluator.lanes) {
            let lanes = min(BlockEvaluator.lanes, range.upperBound - first)
            for index in columns.indices {
                columns[index].withUnsafeBufferPointer { column in
                    evaluator.withInput(firstColumn + index) { input in
                        input.baseAddress!.update(from: column.baseAddress! + first, count: lanes)
                    }
                }
            }
            evaluator.run(lanes: lanes)
            body(&evaluator, lanes)
        }
    }

    // MARK: Many points

    /// The losses over all rows, or over so many at random, at many points.
    static func losses(
        _ loss: DataLoss, parameters: [Double], at points: [Point], rowCount: Int = .max
    ) -> [Double] {
        var evaluators = loss.stages.map { BlockEvaluator($0.raster) }
        for index in evaluators.indices {
            for (place, value) in parameters.enumerated() {
                evaluators[index].fill(input: loss.firstParameter + place, with: value)
            }
        }
        var random = SeededRandom(seed: 0)
        let all = loss.data.rowCount
        // The same ones every time, so that a landscape stays what it is.
        let rows = rowCount < all ? Array(random.permutation(all).prefix(rowCount)) : Array(0..<all)
        var losses: [Double] = []
        losses.reserveCapacity(points.count)
        for first in stride(from: 0, to: points.count, by: BlockEvaluator.lanes) {
            let lanes = min(BlockEvaluator.lanes, points.count - first)
            var sums = [Double](repeating: 0, count: lanes)
            for stage in evaluators.indices {
                for later in stage..<evaluators.count where stage == 0 {
                    evaluators[later].withInput(0) { for lane in 0..<lanes { $0[lane] = points[first + lane].x } }
                    evaluators[later].withInput(1) { for lane in 0..<lanes { $0[lane] = points[first + lane].y } }
                }
                for lane in 0..<lanes { sums[lane] = 0 }
                for row in rows {
                    for (index, column) in loss.data.values.enumerated() {
                        evaluators[stage].fill(input: loss.firstColumn + index, with: column[row])
                    }
                    evaluators[stage].run(lanes: lanes)
                    evaluators[stage].withOutput(0) { output in for lane in 0..<lanes { sums[lane] += output[lane] } }
                }
                for lane in 0..<lanes { sums[lane] /= Double(rows.count) }
                for later in (stage + 1)..<max(stage + 1, evaluators.count) {
                    evaluators[later].withInput(DataLoss.firstStage + DataLoss.handedOn * stage) { input in
                        for lane in 0..<lanes { input[lane] = sums[lane] }
                    }
                }
            }
            losses += sums
        }
        return losses
    }
}
