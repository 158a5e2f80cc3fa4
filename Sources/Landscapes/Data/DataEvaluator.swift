import Basics
import Expressions

/// Evaluates a loss over rows of data at one point: all rows, or those of a batch.
struct DataEvaluator: Sendable {
    private let loss: DataLoss
    private var value: [Stage]
    private var gradient: [Stage]
    /// Made when curvature is asked for: many runs never do.
    private var hessian: [Stage]?
    private var accuracy: Stage?
    private let parameters: [Double]
    /// The rows that steps see: those of the current epoch in its order, and which of them the current step sees.
    private var seen: [[Double]]
    private var range: Range<Int>
    private var epoch: (number: Int, batches: Batches)?

    init(_ loss: DataLoss, parameters: [Double]) {
        self.loss = loss
        seen = loss.data.values
        range = 0..<loss.data.rowCount
        self.parameters = parameters
        value = loss.stages.map { Stage($0.value, parameters: parameters) }
        gradient = loss.stages.map { Stage($0.gradient, parameters: parameters) }
        accuracy = loss.accuracy.map { Stage($0, parameters: parameters) }
    }

    /// A program and the registers that it works in.
    private struct Stage {
        let inputs: DataLoss.RowProgram
        var evaluator: BlockEvaluator

        init(_ program: DataLoss.RowProgram, parameters: [Double]) {
            inputs = program
            evaluator = program.evaluator(parameters: parameters)
        }
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
            &value, outputs: 1, at: point, columns: loss.data.values, range: 0..<loss.data.rowCount)[0]
    }

    /// Loss and both slopes over the batch.
    mutating func slopes(at point: Point) -> (loss: Double, gradient: Point) {
        let means = Self.means(
            &gradient, outputs: 3, at: point, columns: seen, range: range)
        return (means[0], Point(means[1], means[2]))
    }

    /// What the first row of the batch gives to a loss: its columns, and each stage's value and slopes over the batch.
    mutating func firstRow(at point: Point) -> (columns: [Double], stages: [SIMD8<Double>]) {
        let row = seen.map { $0[range.lowerBound] }
        guard gradient.count > 1 else { return (row, []) }
        return (row, Self.stageMeans(&gradient, outputs: 3, at: point, columns: seen, range: range))
    }

    /// The curvature over all rows.
    mutating func curvature(at point: Point) -> Hessian {
        var stages = hessian ?? loss.stages.map { Stage($0.hessian, parameters: parameters) }
        hessian = nil
        let means = Self.means(&stages, outputs: 6, at: point, columns: loss.data.values, range: 0..<loss.data.rowCount)
        hessian = stages
        return Hessian(xx: means[3], xy: means[4], yy: means[5])
    }

    /// The share of all rows that are classified rightly.
    mutating func accuracy(at point: Point) -> Double? {
        guard var stage = accuracy else { return nil }
        accuracy = nil
        defer { accuracy = stage }
        stage.evaluator.fill(input: 0, with: point.x)
        stage.evaluator.fill(input: 1, with: point.y)
        var right = 0
        Self.forEachBlock(of: loss.data.values, range: 0..<loss.data.rowCount, in: &stage) { evaluator, lanes in
            evaluator.withOutput(0) { output in
                for lane in 0..<lanes where output[lane] != 0 && !output[lane].isNaN { right += 1 }
            }
        }
        return Double(right) / Double(loss.data.rowCount)
    }

    // MARK: Means

    /// The means of the last stage's outputs.
    private static func means(
        _ stages: inout [Stage], outputs: Int, at point: Point, columns: [[Double]], range: Range<Int>
    ) -> SIMD8<Double> {
        if stages.count == 1 {
            return means(&stages[0], outputs: outputs, at: point, columns: columns, range: range)
        }
        let means = stageMeans(&stages, outputs: outputs, at: point, columns: columns, range: range)
        return means[means.count - 1]
    }

    /// The means of all stages' outputs; those of each go into the ones after it.
    private static func stageMeans(
        _ stages: inout [Stage], outputs: Int, at point: Point, columns: [[Double]], range: Range<Int>
    ) -> [SIMD8<Double>] {
        var handed: [SIMD8<Double>] = []
        handed.reserveCapacity(stages.count)
        for index in stages.indices {
            for (input, stage, place) in stages[index].inputs.handed {
                stages[index].evaluator.fill(input: input, with: handed[stage][place])
            }
            handed.append(means(&stages[index], outputs: outputs, at: point, columns: columns, range: range))
        }
        return handed
    }

    private static func means(
        _ stage: inout Stage, outputs: Int, at point: Point, columns: [[Double]], range: Range<Int>
    ) -> SIMD8<Double> {
        stage.evaluator.fill(input: 0, with: point.x)
        stage.evaluator.fill(input: 1, with: point.y)
        var sums = SIMD8<Double>.zero
        forEachBlock(of: columns, range: range, in: &stage) { evaluator, lanes in
            for output in 0..<outputs { sums[output] += evaluator.sum(ofOutput: output, lanes: lanes) }
        }
        return sums / Double(range.count)
    }

    private static func forEachBlock(
        of columns: [[Double]], range: Range<Int>, in stage: inout Stage, _ body: (inout BlockEvaluator, Int) -> Void
    ) {
        for first in stride(from: range.lowerBound, to: range.upperBound, by: BlockEvaluator.lanes) {
            let lanes = min(BlockEvaluator.lanes, range.upperBound - first)
            for (input, column) in stage.inputs.columns {
                stage.evaluator.fill(input: input, with: columns[column], from: first, lanes: lanes)
            }
            stage.evaluator.run(lanes: lanes)
            body(&stage.evaluator, lanes)
        }
    }

    // MARK: Many points

    /// The losses over all rows, or over so many at random, at many points.
    static func losses(
        _ loss: DataLoss, parameters: [Double], at points: [Point], rowCount: Int = .max
    ) -> [Double] {
        var stages = loss.stages.map { Stage($0.raster, parameters: parameters) }
        var random = SeededRandom(seed: 0)
        let all = loss.data.rowCount
        // The same ones every time, so that a landscape stays what it is.
        let rows = rowCount < all ? Array(random.permutation(all).prefix(rowCount)) : Array(0..<all)
        var losses: [Double] = []
        losses.reserveCapacity(points.count)
        for first in stride(from: 0, to: points.count, by: BlockEvaluator.lanes) {
            let lanes = min(BlockEvaluator.lanes, points.count - first)
            var means: [[Double]] = []
            for index in stages.indices {
                stages[index].evaluator.withInput(0) { for lane in 0..<lanes { $0[lane] = points[first + lane].x } }
                stages[index].evaluator.withInput(1) { for lane in 0..<lanes { $0[lane] = points[first + lane].y } }
                // Of a stage before, only the value goes into a value.
                for (input, stage, _) in stages[index].inputs.handed {
                    stages[index].evaluator.withInput(input) { for lane in 0..<lanes { $0[lane] = means[stage][lane] } }
                }
                var sums = [Double](repeating: 0, count: lanes)
                for row in rows {
                    for (input, column) in stages[index].inputs.columns {
                        stages[index].evaluator.fill(input: input, with: loss.data.values[column][row])
                    }
                    stages[index].evaluator.run(lanes: lanes)
                    stages[index].evaluator.withOutput(0) { output in
                        for lane in 0..<lanes { sums[lane] += output[lane] }
                    }
                }
                means.append(sums.map { $0 / Double(rows.count) })
            }
            losses += means[means.count - 1]
        }
        return losses
    }
}
