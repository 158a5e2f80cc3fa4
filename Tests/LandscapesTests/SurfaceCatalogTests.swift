import Testing

@testable import Landscapes

@Suite("The catalog's surfaces are what they say")
struct SurfaceCatalogTests {
    @Test("known minima are stationary, and low", arguments: SurfaceCatalog.names)
    func minima(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        var objective = Objective(surface)
        for minimum in surface.minima {
            #expect(objective.gradient(at: minimum).length < 1e-6)
            #expect(abs(objective.loss(at: minimum)) < 1e-12)
            let (largest, smallest) = objective.hessian(at: minimum).eigenvalues
            #expect(smallest > 0 && largest >= smallest)
            #expect(surface.domain.contains(minimum))
        }
        #expect(surface.domain.contains(surface.start))
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
