import Basics
import Testing

@testable import Expressions

@Suite("Derivatives are exact")
struct DerivativeTests {
    @Test("values of random expressions equal those worked out by hand", arguments: UInt64(0)..<200)
    func values(seed: UInt64) throws {
        let expression = RandomExpression.smooth(seed: seed)
        let compiled = try Compiled(expression.text)
        for (x, y) in points(seed: seed) {
            let expected = expression.value(x, y)
            #expect(abs(compiled(x, y)[0] - expected) <= 1e-12 * max(1, abs(expected)), "\(expression)")
        }
    }

    @Test("gradients of random expressions equal differences of values", arguments: UInt64(0)..<200)
    func gradients(seed: UInt64) throws {
        let expression = RandomExpression.smooth(seed: seed)
        let compiled = try Compiled(expression.text)
        for (x, y) in points(seed: seed) {
            let exact = compiled(x, y)
            check(exact[1], difference { compiled(x + $0, y)[0] }, expression)
            check(exact[2], difference { compiled(x, y + $0)[0] }, expression)
        }
    }

    @Test(
        "Hessians of random expressions equal differences of gradients, and are symmetric", arguments: UInt64(0)..<200)
    func hessians(seed: UInt64) throws {
        let expression = RandomExpression.smooth(seed: seed)
        let compiled = try Compiled(expression.text)
        for (x, y) in points(seed: seed) {
            let exact = compiled(x, y)
            check(exact[3], difference { compiled(x + $0, y)[1] }, expression)
            check(exact[6], difference { compiled(x, y + $0)[2] }, expression)
            #expect(abs(exact[4] - exact[5]) <= 1e-9 * max(1, abs(exact[4])), "\(expression)")
        }
    }

    @Test(
        "closed forms of every function's derivative at 0.3",
        arguments: [
            ("abs(x)", 1), ("sqrt(x)", 0.5 / 0.3.squareRoot()), ("exp(x)", 1.3498588075760032), ("log(x)", 1 / 0.3),
            ("log10(x)", 1 / 0.3 / 2.302585092994046), ("sin(x)", 0.955336489125606), ("cos(x)", -0.29552020666133955),
            ("tan(x)", 1 / (0.955336489125606 * 0.955336489125606)), ("asin(x)", 1.0482848367219182),
            ("acos(x)", -1.0482848367219182),
            ("atan(x)", 1 / 1.09), ("sinh(x)", 1.04533851412886), ("cosh(x)", 0.3045202934471426),
            ("tanh(x)", 0.9151369618266293), ("sigmoid(x)", 0.24445831169074586), ("softplus(x)", 0.574442516811659),
            ("relu(x)", 1), ("relu(-x)", 0), ("sign(x)", 0), ("floor(x)", 0), ("min(x, 1)", 1), ("max(x, 1)", 0),
            ("pow(x, 3)", 0.27), ("x^2.5", 0.41079191812887456), ("2^x", 0.6931471805599453 * 1.2311444133449163),
            ("hypot(x, 0.4)", 0.6),
            ("1/x", -1 / 0.09), ("x^-2", -2 / 0.027), ("x^x", -0.2039728043259359 * 0.6968453019359491),
            ("if(x > 0, x^2, 7*x)", 0.6),
            ("max(x, x)", 1), ("x > 0", 0),
        ] as [(String, Double)])
    func closedForms(text: String, derivative: Double) throws {
        let exact = try Compiled(text)(0.3, 0)[1]
        #expect(abs(exact - derivative) <= 1e-14 * max(1, abs(derivative)))
    }

    @Test("what an if did not choose adds nothing, infinite or not")
    func maskedBranches() throws {
        #expect(try Compiled("if(x > 0, sqrt(x), 0)")(0, 0)[1] == 0)
        #expect(try Compiled("if(x > 0, x*log(x), 2*x)")(0, 0)[1] == 2)
        #expect(try Compiled("if(x > 0, 1/x, x)")(-1, 0)[1] == 1)
        #expect(try Compiled("if(x > 0, sqrt(x), 0)")(0, 0)[3] == 0)
    }

    @Test("kinks have the slope that PyTorch gives them")
    func kinks() throws {
        #expect(try Compiled("abs(x)")(0, 0)[1] == 0)
        #expect(try Compiled("relu(x)")(0, 0)[1] == 0)
        #expect(try Compiled("max(x, y)")(1, 1)[1...2] == [0.5, 0.5])
        #expect(try Compiled("relu(x)")(.nan, 0)[0].isNaN)
        #expect(try Compiled("max(x, y)")(.nan, 1)[0].isNaN)
    }

    // MARK: Helpers

    private func points(seed: UInt64) -> [(Double, Double)] {
        var generator = SeededRandom(seed: seed &+ 1000)
        return (0..<5).map { _ in (.random(in: -2...2, using: &generator), .random(in: -2...2, using: &generator)) }
    }

    /// The derivative at 0 by Richardson's extrapolation of central differences.
    private func difference(_ function: (Double) -> Double) -> Double {
        func central(_ h: Double) -> Double { (function(h) - function(-h)) / (2 * h) }
        let h = 1e-3
        return (4 * central(h / 2) - central(h)) / 3
    }

    private func check(_ exact: Double, _ difference: Double, _ expression: RandomExpression) {
        #expect(abs(exact - difference) <= 2e-6 * max(1, abs(exact)), "\(expression): \(exact), \(difference)")
    }
}
