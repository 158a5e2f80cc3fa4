import Landscapes
import RealModule

/// The peers: what one would write in plain Swift.
enum ByHand {
    @inline(never)
    static func losses(columns: Int, rows: Int) -> [Double] {
        var losses = [Double](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            let y = 3 - (Double(row) + 0.5) * 4 / Double(rows)
            for column in 0..<columns {
                let x = -2 + (Double(column) + 0.5) * 4 / Double(columns)
                let a = 1 - x
                let b = y - x * x
                losses[row * columns + column] = a * a + 100 * b * b
            }
        }
        return losses
    }

    @inline(never)
    static func gradient(_ x: Double, _ y: Double) -> (loss: Double, x: Double, y: Double) {
        let a = 1 - x
        let b = y - x * x
        return (a * a + 100 * b * b, -2 * a - 400 * b * x, 200 * b)
    }

    @inline(never)
    static func adam(from start: Point, steps: Int) -> Point {
        var point = start
        var m = Point.zero
        var s = Point.zero
        var power1 = 1.0
        var power2 = 1.0
        for _ in 1...steps {
            let slope = gradient(point.x, point.y)
            let g = Point(slope.x, slope.y)
            m = 0.9 * m + 0.1 * g
            s = 0.999 * s + 0.001 * g * g
            power1 *= 0.9
            power2 *= 0.999
            let root = (s / (1 - power2)).squareRoot()
            point -= 1e-4 * (m / (1 - power1)) / (root + 1e-8)
        }
        return point
    }
}

extension ByHand {
    /// Logistic regression in minibatches, in the order of the rows.
    @inline(never)
    static func logistic(_ data: DataSet, batch: Int, steps: Int) -> Point {
        let (x1, x2, t) = (data.values[0], data.values[1], data.values[2])
        var w = Point(-0.35, 1.27)
        var first = 0
        var loss = 0.0
        for _ in 0..<steps {
            let end = min(first + batch, x1.count)
            var slope = Point.zero
            loss = 0
            for row in first..<end {
                let z = w.x * x1[row] + w.y * x2[row]
                let power = Double.exp(-abs(z))
                loss += max(z, 0) + Double.log(onePlus: power) - t[row] * z
                let probability = z >= 0 ? 1 / (1 + power) : power / (1 + power)
                slope += (probability - t[row]) * Point(x1[row], x2[row])
            }
            w -= 0.2 * slope / Double(end - first)
            first = end == x1.count ? 0 : end
        }
        return loss.isFinite ? w : .zero
    }
}
