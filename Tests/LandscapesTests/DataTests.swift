import Expressions
import Foundation
import Testing

@testable import Landscapes

@Suite("Losses over data")
struct DataTests {
    private let moons = DataSet(.moons, rows: 300, noise: 0.3, seed: 1)
    private let view = Domain(x: -3...3, y: -3...3)

    private func surface(_ formula: String, accuracy: String? = nil, data: DataSet? = nil) throws -> Surface {
        try Surface(
            name: "d", formula: formula, accuracy: accuracy, data: data ?? moons, inputs: [0, 1], domain: view)
    }

    private static let formulas = [
        "softplus(w1*x1 + w2*x2) - t*(w1*x1 + w2*x2)", "(t - w1*x1 - w2*x2)^2", "(t - w1*x1)^2 + 0.01*w2^2",
        // Batch normalization is one formula.
        "z = w1*x1 + w2*x2\nn = (z - mean(z))/sqrt(var(z) + 1e-5)\nsoftplus(n) - t*n",
        "a = mean(w1*x1^2)\nb = mean(sin(a*x2) + w2*x1)\nvar(exp(b*x1/9)*w2) + (x1 - a)^2*b",
    ]

    @Test("gradients and Hessians are exact", arguments: formulas, [nil, 16, 1] as [Int?])
    func derivatives(formula: String, batch: Int?) throws {
        var objective = Objective(try surface(formula))
        if let batch { objective.selectBatch(Batches(size: batch), step: 3, at: .zero) }
        for point in [Point(0.3, -0.7), [1.2, 0.4], [-0.8, -1.1]] {
            let h = 1e-5
            func slope(_ axis: Point) -> Double {
                (objective.loss(at: point + h * axis) - objective.loss(at: point - h * axis)) / (2 * h)
            }
            let gradient = objective.gradient(at: point)
            let (x, y) = (slope([1, 0]), slope([0, 1]))
            #expect(abs(gradient.x - x) < 1e-6 * max(1, abs(x)) && abs(gradient.y - y) < 1e-6 * max(1, abs(y)))
            objective.selectBatch(nil, step: 0, at: .zero)
            let hessian = objective.hessian(at: point)
            let alongX = (objective.gradient(at: point + [h, 0]) - objective.gradient(at: point - [h, 0])) / (2 * h)
            let alongY = (objective.gradient(at: point + [0, h]) - objective.gradient(at: point - [0, h])) / (2 * h)
            let scale = max(1, abs(hessian.xx), abs(hessian.yy), abs(hessian.xy))
            #expect(abs(hessian.xx - alongX.x) < 1e-5 * scale && abs(hessian.xy - alongX.y) < 1e-5 * scale)
            #expect(abs(hessian.yy - alongY.y) < 1e-5 * scale && abs(hessian.xy - alongY.x) < 1e-5 * scale)
            if let batch { objective.selectBatch(Batches(size: batch), step: 3, at: .zero) }
        }
    }

    @Test("the loss is the mean over the rows, at a point and on a raster", arguments: formulas.prefix(3))
    func mean(formula: String) throws {
        let surface = try surface(formula)
        var objective = Objective(surface)
        let raster = surface.losses(over: Domain(x: -2...2, y: -1...3), columns: 9, rows: 5)
        for (column, row) in [(0, 0), (8, 4), (3, 2)] {
            let point = Point(-2 + (Double(column) + 0.5) * 4 / 9, 3 - (Double(row) + 0.5) * 4 / 5)
            let loss = objective.observedLoss(at: point)
            #expect(abs(raster[row * 9 + column] - loss) < 1e-12 * max(1, abs(loss)))
        }
        // By hand, for the least squares.
        guard formula == "(t - w1*x1 - w2*x2)^2" else { return }
        var sum = 0.0
        for row in 0..<moons.rowCount {
            let error = moons.values[2][row] - 0.5 * moons.values[0][row] + 0.25 * moons.values[1][row]
            sum += error * error
        }
        #expect(abs(objective.observedLoss(at: [0.5, -0.25]) - sum / Double(moons.rowCount)) < 1e-12)
    }

    @Test("a raster over many rows is that of the loss, to less than a band")
    func coarse() throws {
        let data = DataSet(.moons, rows: 20_000, noise: 0.3, seed: 2)
        let surface = try surface(Self.formulas[0], data: data)
        var objective = Objective(surface)
        let raster = surface.losses(over: view, columns: 120, rows: 80)
        let range = raster.max()! - raster.min()!
        for (column, row) in [(0, 0), (60, 40), (119, 79), (30, 70)] {
            let point = Point(-3 + (Double(column) + 0.5) / 20, 3 - (Double(row) + 0.5) * 6 / 80)
            #expect(abs(raster[row * 120 + column] - objective.observedLoss(at: point)) < 0.02 * range)
        }
    }

    @Test("an epoch of batches is every row once, in an order of its own, the same for the same seed")
    func batches() {
        for (size, isReshuffled) in [(16, true), (7, true), (1, false), (1000, true)] {
            let batches = Batches(size: size, isReshuffled: isReshuffled, seed: 5)
            let perEpoch = (300 + min(size, 300) - 1) / min(size, 300)
            func epoch(_ number: Int) -> [Int] {
                let order = batches.order(ofEpoch: number, of: 300) ?? Array(0..<300)
                return (1...perEpoch).flatMap { step in
                    let place = batches.place(at: number * perEpoch + step, of: 300)
                    #expect(place.epoch == number && place.range.count <= size)
                    return order[place.range]
                }
            }
            #expect(epoch(0).sorted() == Array(0..<300) && epoch(4).sorted() == Array(0..<300))
            #expect(epoch(2) == epoch(2))
            if size < 300 { #expect((epoch(0) == epoch(1)) == !isReshuffled) }
        }
    }

    @Test("jitter and dropout change what is seen, not what there is, and not on average")
    func augmentation() {
        var seen = moons.values
        Batches(size: 300, jitter: 0.1, seed: 1).augment(&seen, inputs: [0, 1], step: 1)
        #expect(seen[2] == moons.values[2] && seen[0] != moons.values[0])
        let difference = zip(seen[0], moons.values[0]).map { $0 - $1 }
        #expect(abs(difference.reduce(0, +) / 300) < 0.03)
        seen = moons.values
        Batches(size: 300, dropout: 0.5, seed: 1).augment(&seen, inputs: [0, 1], step: 1)
        for (now, before) in zip(seen[0], moons.values[0]) { #expect(now == 0 || abs(now - 2 * before) < 1e-12) }
        #expect(abs(Double(seen[0].count { $0 == 0 }) / 300 - 0.5) < 0.1)
    }

    @Test("accuracy is the share of rows where the condition holds")
    func accuracy() throws {
        let data = DataSet(columns: ["a", "t"], values: [[-1, 2, 3, -4], [0, 1, 0, 0]])
        let surface = try Surface(
            name: "d", formula: "(w1*a - t)^2 + w2", accuracy: "(w1*a > 0) == (t == 1)", data: data, inputs: [0],
            domain: view)
        var objective = Objective(surface)
        #expect(objective.accuracy(at: [1, 0]) == 0.75 && objective.accuracy(at: [-1, 0]) == 0.25)
        #expect(surface.hasAccuracy)
    }

    @Test("transformations do what their names say")
    func transforms() {
        let data = DataSet(.correlated, rows: 500, noise: 0.1, seed: 4)
        func moments(_ data: DataSet) -> (mean: Point, covariance: Hessian) {
            let (a, b) = (data.values[0], data.values[1])
            let count = Double(a.count)
            let mean = Point(a.reduce(0, +) / count, b.reduce(0, +) / count)
            func sum(_ f: (Int) -> Double) -> Double { a.indices.map(f).reduce(0, +) / count }
            return (
                mean,
                Hessian(
                    xx: sum { (a[$0] - mean.x) * (a[$0] - mean.x) }, xy: sum { (a[$0] - mean.x) * (b[$0] - mean.y) },
                    yy: sum { (b[$0] - mean.y) * (b[$0] - mean.y) })
            )
        }
        let before = moments(data)
        #expect(before.covariance.conditionNumber! > 10)
        let centered = data.applying(.center, to: [0, 1])
        #expect(moments(centered).mean.length < 1e-12)
        let scaled = moments(data.applying(.scale, to: [0, 1])).covariance
        #expect(abs(scaled.xx - 1) < 1e-12 && abs(scaled.yy - 1) < 1e-12 && scaled.xy > 0.8)
        let turned = moments(data.applying(.decorrelate, to: [0, 1])).covariance
        #expect(abs(turned.xy) < 1e-12 && abs(turned.conditionNumber! / before.covariance.conditionNumber! - 1) < 1e-9)
        let white = moments(data.applying(.whiten, to: [0, 1])).covariance
        #expect(abs(white.xy) < 1e-12 && abs(white.xx - 1) < 1e-9 && abs(white.yy - 1) < 1e-9)
        #expect(data.sorted(by: 2).values[2] == data.values[2].sorted())
        #expect(data.shuffled(seed: 1).values[2].sorted() == data.values[2].sorted())
    }

    @Test(
        "bad data is said with its line",
        arguments: [
            ("", nil, "the file is empty"), ("a,b\n1,2\n3\n", 3, "1 numbers, where there are 2 before"),
            ("a,b\n1,2\n3,four\n", 3, "'four' is no number"), ("a,b\n1,nan\n", 2, "nan is not a finite number"),
            ("1,2\n3,4\n", 1, "the first line must name the columns"), ("a,b\n", nil, "there is no row of numbers"),
            ("a,\n1,2\n", 1, "column 2 has no name"),
            (
                "a,b\n0,5,1,5\n", 2,
                "4 numbers, where there are 2 before; a decimal comma needs columns separated by ';' or tabs"
            ),
            (
                "a;b\n1.234,5;2\n", 2,
                "'1.234,5' is no number: is the comma or the point the decimal sign?"
            ), ("a,b\n1,2\n,3\n", 3, "'' is no number"),
        ] as [(String, Int?, String)])
    func csv(text: String, line: Int?, message: String) {
        let mistake = #expect(throws: DataSet.Mistake.self) { _ = try DataSet(csv: text) }
        #expect(mistake?.message == message && mistake?.line == line)
    }

    @Test("good data is read, whatever its line ends and blanks")
    func goodCSV() throws {
        let data = try DataSet(csv: "x1, \"x2\" ,t\r\n1, 2,3\r\n\r\n-4e1,5,6")
        #expect(data.columns == ["x1", "x2", "t"] && data.values == [[1, -40], [2, 5], [3, 6]])
    }

    @Test(
        "what spreadsheets write is read, where it is certain",
        arguments: [
            "\u{FEFF}x1;x2;t\r\n0,5;-1,25e2;3\r\n1.5;2;3\r\n", "x1\tx2\tt\n0,5\t-125\t3\n1.5\t2\t3\n",
            "sep=;\nx1;x2;t\n0,5;-125;3\n1,5;2;3\n", "\u{FEFF}x1,x2,t\n0.5,-125,3\n1.5,2,3\n",
            "\"x1\";\"x2\";t\u{85}0,5;-125;3\u{2028}1,5;2;3",
        ])
    func spreadsheets(text: String) throws {
        let data = try DataSet(csv: text)
        #expect(data.columns == ["x1", "x2", "t"] && data.values == [[0.5, 1.5], [-125, 2], [3, 3]])
    }
}

@Suite("Surfaces through grids")
struct GridTests {
    private func grid(_ f: (Double, Double) -> Double, columns: Int = 25, rows: Int = 19) throws -> Grid {
        let losses = (0..<(columns * rows)).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            return f(-2 + 4 * Double(column) / Double(columns - 1), -1 + 3 * Double(row) / Double(rows - 1))
        }
        return try Grid(losses: losses, columns: columns, rows: rows, domain: Domain(x: -2...2, y: -1...2))
    }

    @Test("it goes through every number, is near what they are of, and has a continuous gradient")
    func interpolation() throws {
        let f = { (x: Double, y: Double) in sin(x) * y + 0.3 * x * x }
        let surface = Surface(name: "g", grid: try grid(f))
        var objective = Objective(surface)
        for index in 0..<25 {
            let x = -2 + 4 * Double(index) / 24
            #expect(abs(objective.loss(at: [x, 0.5]) - f(x, 0.5)) < 1e-12)
        }
        for point in [Point(0.123, 0.456), [-1.4, 1.3], [1.7, -0.6]] {
            #expect(abs(objective.loss(at: point) - f(point.x, point.y)) < 1e-3)
            let slope = Point(cos(point.x) * point.y + 0.6 * point.x, sin(point.x))
            #expect((objective.gradient(at: point) - slope).length < 2e-2)
            let h = 1e-6
            let numeric = (objective.loss(at: point + [h, 0]) - objective.loss(at: point - [h, 0])) / (2 * h)
            #expect(abs(objective.gradient(at: point).x - numeric) < 1e-7)
            let bend = (objective.gradient(at: point + [h, 0]).x - objective.gradient(at: point - [h, 0]).x) / (2 * h)
            #expect(abs(objective.hessian(at: point).xx - bend) < 1e-5)
        }
        // Across the lines of the grid nothing jumps.
        let edge = -2 + 4.0 * 10 / 24
        let jump = objective.gradient(at: [edge - 1e-9, 0.3]) - objective.gradient(at: [edge + 1e-9, 0.3])
        #expect(jump.length < 1e-6)
        #expect(objective.loss(at: [2.1, 0]).isNaN && objective.loss(at: [2, 2]).isFinite)
    }

    @Test("the three formats give the same grid")
    func formats() throws {
        let domain = Domain(x: 0...2, y: 0...1)
        let expected = try Grid(losses: [1, 2, 3, 4, 5, 6], columns: 3, rows: 2, domain: domain)
        #expect(try Grid(csv: "1,2,3\n4,5,6\n", domain: domain) == expected)
        #expect(try Grid(csv: "loss,y,x\n6,1,2\n1,0,0\n2,0,1\n3,0,2\n4,1,0\n5,1,1\n", domain: nil) == expected)
        for (type, isColumnwise) in [("<f8", false), ("<f8", true), ("<f4", false)] {
            var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
            var header = "{'descr': '\(type)', 'fortran_order': \(isColumnwise ? "True" : "False"), 'shape': (2, 3), }"
            while (header.utf8.count + 11) % 64 != 0 { header += " " }
            header += "\n"
            bytes += [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)] + Array(header.utf8)
            for number in isColumnwise ? [1.0, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6] {
                if type == "<f8" {
                    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += Array($0) }
                } else {
                    withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { bytes += Array($0) }
                }
            }
            #expect(try Grid(npy: bytes, domain: domain) == expected)
            for cut in [3, 9, 40, bytes.count - 1] {
                #expect(throws: DataSet.Mistake.self) { _ = try Grid(npy: Array(bytes[..<cut]), domain: domain) }
            }
        }
    }

    @Test(
        "what is no grid says why",
        arguments: [
            ("x,y,loss\n0,0,1\n1,0,2\n0,1,3\n", "there is no loss at (1.0, 1.0)"),
            ("x,y,loss\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n1,1,5\n", "there are two losses at (1.0, 1.0)"),
            ("x,y,loss\n0,0,1\n1,0,2\n", "2 different x and 1 different y"),
            ("x,y,loss\n0,0,1\n1,0,2\n5,0,3\n0,1,1\n1,1,1\n5,1,1\n", "x = 1.0 is off"), ("1,2\n", "at least 2 columns"),
            ("1,2\n3,x\n", "'x' is no number"), ("", "the file is empty"),
        ])
    func mistakes(text: String, message: String) {
        let mistake = #expect(throws: DataSet.Mistake.self) {
            _ = try Grid(csv: text, domain: Domain(x: 0...1, y: 0...1))
        }
        #expect(mistake?.message.contains(message) == true, "\(mistake?.message ?? "")")
    }
}
