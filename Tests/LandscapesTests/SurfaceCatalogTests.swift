import Testing

@testable import Landscapes

@Suite("The catalog's surfaces are what they say")
struct SurfaceCatalogTests {
    /// Where a minimum lies on a kink, or at the edge of the domain, the gradient is not 0 there.
    private static let kinked = ["ackley", "bukin-6", "eggholder"]

    @Test(
        "known minima are stationary, of the stated loss, and the lowest places around", arguments: SurfaceCatalog.names
    )
    func minima(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        let declaration = try #require(SurfaceCatalog.declarations.first { $0.name == name })
        var objective = Objective(surface)
        for minimum in surface.minima {
            let lowest = try #require(declaration.lowest)
            let loss = objective.loss(at: minimum)
            #expect(abs(loss - lowest) < 1e-12 * max(1, abs(lowest)), "\(loss) at \(minimum)")
            #expect(surface.domain.contains(minimum))
            if !Self.kinked.contains(name) {
                let (largest, smallest) = objective.hessian(at: minimum).eigenvalues
                #expect(objective.gradient(at: minimum).length < 1e-7 * max(1, largest))
                #expect(smallest > 0 && largest >= smallest)
            }
        }
        if let lowest = declaration.lowest {
            let losses = surface.losses(over: surface.domain, columns: 400, rows: 400)
            #expect(losses.allSatisfy { $0 >= lowest - 1e-9 })
        }
        #expect(surface.minima.isEmpty == (declaration.lowest == nil))
        #expect(surface.domain.contains(surface.start))
        #expect(objective.gradient(at: surface.start).isFinite && objective.gradient(at: surface.start) != .zero)
        #expect(!declaration.about.isEmpty && declaration.parameters.allSatisfy { !$0.help.isEmpty })
    }

    @Test("parameters change the surface, within their ranges, and its exact derivatives")
    func parameters() throws {
        let valley = try #require(SurfaceCatalog.surface(named: "valley"))
        var steep = Objective(valley.setting(0, to: 1000))
        #expect(steep.loss(at: [1, 1]) == 500.5 && steep.gradient(at: [1, 1]) == [1, 1000])
        #expect(steep.hessian(at: [0, 0]).conditionNumber == 1000)
        #expect(valley.setting(0, to: 1e9).values == [1e6] && valley.values == [100])
        #expect(valley.setting(0, to: 4).losses(over: Domain(x: 0...2, y: 0...2), columns: 1, rows: 1) == [2.5])
        let ellipse = try #require(SurfaceCatalog.surface(named: "ellipse")).setting(0, to: 0.5)
        var objective = Objective(ellipse)
        #expect(abs(objective.hessian(at: [3, 1]).conditionNumber! - 3) < 1e-12)
    }

    @Test("a grid of losses is the losses at its cells' middles", arguments: SurfaceCatalog.names)
    func grid(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        var objective = Objective(surface)
        let domain = Domain(x: -1...2, y: 0...1)
        let losses = surface.losses(over: domain, columns: 30, rows: 11)
        #expect(losses.count == 330)
        for (column, row) in [(0, 0), (29, 10), (7, 3), (14, 9)] {
            let point = Point(-1 + (Double(column) + 0.5) * 0.1, 1 - (Double(row) + 0.5) / 11)
            let expected = objective.loss(at: point)
            #expect(abs(losses[row * 30 + column] - expected) <= 1e-9 * max(1, abs(expected)))
        }
    }

    @Test("a place that was looked at before is told from another one, be it by the sign of 0")
    func again() throws {
        var objective = Objective(
            try Surface(
                name: "s", formula: "y^2 + if(1/x > 0, 1, 2) + if(1/y > 0, 10, 20)",
                domain: Domain(x: -1...1, y: -1...1)))
        for _ in 0..<2 {
            for (point, loss) in [
                (Point(0, 0), 11.0), (Point(-0.0, 0), 12), (Point(-0.0, -0.0), 22), (Point(0, -0.0), 21),
            ] {
                #expect(objective.loss(at: point) == loss)
            }
        }
    }

    @Test(
        "which losses are quadratics is seen from their operations",
        arguments: [
            ("0.5*(x^2 + 20*y^2)", true), ("x*y - 3*x + 2", true), ("(x - y)^2/3", true), ("hypot(1, 2)*x^2", true),
            ("x^3", false), ("x^2 + 0.01*log(x)", false), ("abs(x)*x", false), ("x^2*y", false),
            ("exp(0)*y^2 + x", true),
        ])
    func quadratics(formula: String, isOne: Bool) throws {
        let domain = Domain(x: -1...1, y: -1...1)
        #expect(try Surface(name: "s", formula: formula, domain: domain).isQuadratic == isOne)
    }

    @Test("a surface that is no surface says so")
    func errors() {
        let domain = Domain(x: -1...1, y: -1...1)
        #expect(throws: (any Error).self) { try Surface(name: "s", formula: "x + z", domain: domain) }
        #expect(throws: (any Error).self) { try Surface(name: "s", formula: "a = x", domain: domain) }
        #expect(throws: (any Error).self) { try Surface(name: "s", formula: "x = 2\nx", domain: domain) }
    }

    @Test("eigenvalues and condition number of a Hessian")
    func curvature() {
        let bowl = Hessian(xx: 2, xy: 1, yy: 2)
        #expect(bowl.eigenvalues == (3, 1))
        #expect(bowl.conditionNumber == 3)
        #expect(Hessian(xx: 2, xy: 0, yy: -2).conditionNumber == nil)
        #expect(abs(Point(3e200, 4e200).length / 5e200 - 1) < 1e-15)
        #expect(Point(.infinity, 0).length == .infinity)
    }
}
