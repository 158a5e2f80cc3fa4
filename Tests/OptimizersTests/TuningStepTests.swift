import Basics
import Hyperparameters
import Landscapes
import Optimizers
import Testing

@Suite("Tuning steps land on numbers that people say")
struct TuningStepTests {
    private typealias Step = Hyperparameter.Step

    /// Every hyperparameter and every parameter of a surface that there is, and ranges of all kinds.
    private static let all: [Hyperparameter] =
        OptimizerCatalog.declarations.flatMap(\.hyperparameters)
        + SurfaceCatalog.declarations.flatMap(\.parameters)
        + [
            Hyperparameter("k", default: 3), Hyperparameter("k", default: 0, range: -1...1),
            Hyperparameter("k", default: 0.2, range: 0...0.37), Hyperparameter("k", default: 25, range: -1e6...1e6),
            Hyperparameter("k", default: 7, range: 0.3...700, scale: .logarithmic),
            Hyperparameter("k", default: 0.1, range: -5...5, scale: .logarithmic),
            Hyperparameter("k", default: 0.5, range: -3...0.97, scale: .towardOne),
        ]

    private static func walk(_ hyperparameter: Hyperparameter, from value: Double, _ presses: Int, _ step: Step)
        -> [Double]
    {
        var walk = [value]
        for _ in 0..<abs(presses) {
            walk.append(hyperparameter.moved(walk[walk.count - 1], by: .presses(presses.signum(), step)))
        }
        return walk
    }

    /// The digits of a number, without its point, its power of ten and the zeros around.
    private static func digits(_ value: Double) -> String {
        let mantissa = "\(abs(value))".split(separator: "e")[0].filter { $0 != "." }
        let begin = mantissa.drop { $0 == "0" }
        return String(begin.reversed().drop { $0 == "0" }.reversed())
    }

    @Test("a rate goes through 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8 of every decade")
    func rates() {
        let eta = Hyperparameter("eta", default: 0.01)
        #expect(
            Self.walk(eta, from: 0.05, 13, .plain)
                == [0.05, 0.063, 0.08, 0.1, 0.125, 0.16, 0.2, 0.25, 0.32, 0.4, 0.5, 0.63, 0.8, 1])
        #expect(Self.walk(eta, from: 1.03, -2, .plain) == [1.03, 1, 0.8])
        #expect(Self.walk(eta, from: 1.03, 1, .plain) == [1.03, 1.25])
        #expect(Self.walk(eta, from: 1.03, -3, .fine) == [1.03, 1, 0.99, 0.98])
        #expect(Self.walk(eta, from: 0.05, 2, .tenfold) == [0.05, 0.5, 5])
        let spoken = Set(["1", "125", "16", "2", "25", "32", "4", "5", "63", "8"])
        for value in Self.walk(eta, from: 0.123, 200, .plain).dropFirst()
            + Self.walk(eta, from: 0.123, -60, .plain).dropFirst()
        {
            #expect(value == 0 || spoken.contains(Self.digits(value)), "\(value)")
        }
    }

    @Test("a momentum goes through 0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999")
    func momenta() {
        let alpha = Hyperparameter("alpha", default: 0.9)
        let spoken = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999, 1]
        #expect(Self.walk(alpha, from: 0, 11, .plain) == spoken)
        #expect(Self.walk(alpha, from: 1, -11, .plain) == spoken.reversed())
        #expect(Self.walk(alpha, from: 0.97, 1, .plain) == [0.97, 0.98])
        #expect(Self.walk(alpha, from: 0.97, -1, .plain) == [0.97, 0.95])
        #expect(Self.walk(alpha, from: 0, 5, .tenfold) == [0, 0.9, 0.99, 0.999, 0.9999, 0.99999])
        #expect(Self.walk(alpha, from: 0.88, 4, .fine) == [0.88, 0.885, 0.89, 0.895, 0.9])
        #expect(Self.walk(alpha, from: 0, 3, .fine) == [0, 0.01, 0.02, 0.03])
    }

    @Test(
        "once on a number, so many presses up and as many down come back to it, whatever the step",
        arguments: UInt64(0)..<20)
    func backIsBack(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for hyperparameter in Self.all {
            for step in Step.allCases {
                let wild = Double.random(in: -3...3, using: &random)
                let start = hyperparameter.moved(
                    hyperparameter.defaultValue * wild, by: .presses(Bool.random(using: &random) ? 1 : -1, step))
                let count = Int.random(in: 1...40, using: &random)
                for sign in [1, -1] {
                    let there = Self.walk(hyperparameter, from: start, sign * count, step)
                    // At the end of the range it stays.
                    let moved = Set(there).count - 1
                    let back = Self.walk(hyperparameter, from: there[count], -sign * moved, step)
                    let isWhole = step != .tenfold || moved == count
                    if isWhole, there[count] != hyperparameter.range.upperBound,
                        there[count] != hyperparameter.range.lowerBound
                    {
                        #expect(back[moved] == start, "\(hyperparameter.name) \(step): \(there) \(back)")
                    }
                    for value in there { #expect(hyperparameter.range.contains(value)) }
                    #expect(there == (sign > 0 ? there.sorted() : there.sorted().reversed()))
                }
            }
        }
    }

    @Test("so many presses at once are as many one by one")
    func atOnce() {
        for hyperparameter in Self.all {
            for step in Step.allCases {
                for presses in [-30, -3, 0, 1, 17] {
                    let walk = Self.walk(hyperparameter, from: hyperparameter.defaultValue, presses, step)
                    let value = hyperparameter.moved(hyperparameter.defaultValue, by: .presses(presses, step))
                    #expect(walk[walk.count - 1] == value)
                }
            }
        }
    }

    @Test("a press moves to the nearest number in its direction: none is skipped, and fine ones lie between")
    func nearest() {
        for hyperparameter in Self.all where hyperparameter.range.lowerBound >= 0 {
            let low = max(hyperparameter.range.lowerBound, 1e-3)
            var fine = Self.walk(hyperparameter, from: low, 500, .fine)
            let plain = Self.walk(hyperparameter, from: low, 30, .plain).filter { $0 <= fine[fine.count - 1] }
            #expect(plain.dropFirst().allSatisfy { fine.contains($0) }, "\(hyperparameter.name)")
            fine.removeAll { $0 <= plain[0] || $0 > plain[plain.count - 1] }
            for value in fine where !plain.contains(value) {
                let up = hyperparameter.moved(value, by: .presses(1))
                let down = hyperparameter.moved(value, by: .presses(-1))
                #expect(up == plain.first { $0 > value })
                // What lies below where the walk began is on another list's edge.
                if let below = plain.last(where: { $0 < value }), below != plain[0] { #expect(down == below) }
            }
        }
    }

    @Test("the ends of a range are reached")
    func ends() {
        for hyperparameter in Self.all where hyperparameter.scale != .linear || hyperparameter.range.length < 100 {
            for step in Step.allCases {
                let presses = step == .tenfold ? 300 : 3000
                let down = hyperparameter.moved(hyperparameter.defaultValue, by: .presses(-presses, step))
                if hyperparameter.range.lowerBound > -1e9 { #expect(down == hyperparameter.range.lowerBound) }
                let up = hyperparameter.moved(hyperparameter.defaultValue, by: .presses(presses, step))
                if hyperparameter.range.upperBound < 1e9 { #expect(up == hyperparameter.range.upperBound) }
            }
            #expect(hyperparameter.moved(0, by: .to(.greatestFiniteMagnitude)) == hyperparameter.range.upperBound)
        }
        #expect(Hyperparameter("lambda", default: 0).moved(0, by: .presses(1)) == 1e-4)
    }

    @Test("to every place on a slider there is a number, and it stands there")
    func places() {
        for hyperparameter in Self.all where hyperparameter.range.length > 0 {
            for cell in 0..<24 {
                let place = Double(cell) / 23
                let value = hyperparameter.value(at: place)
                #expect(hyperparameter.range.contains(value))
                let isFar = abs(hyperparameter.position(of: value) - place) > 0.5 / 23
                let onTrack =
                    hyperparameter.scale == .linear
                    ? hyperparameter.range.length < 1e6
                    : hyperparameter.defaultValue > 0 && hyperparameter.range.lowerBound == 0
                        && hyperparameter.range.upperBound >= (hyperparameter.scale == .logarithmic ? 1e9 : 1)
                if onTrack { #expect(!isFar, "\(hyperparameter.name) \(place): \(value)") }
            }
        }
    }
}
