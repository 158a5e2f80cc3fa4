import Foundation
import Testing

@testable import Landscapes

@Suite("The loss about a point as a quadratic")
struct LocalQuadraticTests {
    /// A quadratic with curvatures along axes turned by an angle.
    private func quadratic(_ first: Double, _ second: Double, turned: Double, at point: Point) -> LocalQuadratic {
        let (c, s) = (cos(turned), sin(turned))
        let hessian = Hessian(
            xx: first * c * c + second * s * s, xy: (first - second) * c * s, yy: first * s * s + second * c * c)
        let gradient = Point(hessian.xx * point.x + hessian.xy * point.y, hessian.xy * point.x + hessian.yy * point.y)
        return LocalQuadratic(at: point, gradient: gradient, hessian: hessian)
    }

    /// But for the one that has a kink where it is looked at.
    @Test(
        "it is the surface nearby, as differences have it",
        arguments: SurfaceCatalog.names.filter { $0 != "cross-in-tray" })
    func differences(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        var objective = Objective(surface)
        let domain = surface.domain
        for share in [0.31, 0.47, 0.73] {
            let point = Point(
                domain.x.lowerBound + share * domain.x.length, domain.y.upperBound - 0.9 * share * domain.y.length)
            let quadratic = LocalQuadratic(of: surface, at: point)
            guard quadratic.form != .undefined else { continue }
            let steps = [Point(1e-5 * domain.size.x, 0), Point(0, 1e-5 * domain.size.y)]
            for step in steps {
                let difference = objective.gradient(at: point + step) - objective.gradient(at: point - step)
                let hessian = quadratic.hessian
                let predicted =
                    2 * Point(hessian.xx * step.x + hessian.xy * step.y, hessian.xy * step.x + hessian.yy * step.y)
                let size = max(predicted.length, 1e-5 * quadratic.gradient.length)
                #expect((difference - predicted).length <= 1e-3 * size + 1e-12, "\(name) at \(point)")
            }
        }
    }

    @Test(
        "eigenvalues, eigenvectors, κ and the minimum of known quadratics", arguments: [(100, 1), (2, 2), (5, 0.01)],
        [0, 0.3, 1.2, 2.9])
    func known(curvatures: (Double, Double), turned: Double) throws {
        let quadratic = quadratic(curvatures.0, curvatures.1, turned: turned, at: [0.7, -1.1])
        #expect(quadratic.form == .bowl)
        #expect(abs(quadratic.curvatures.largest / curvatures.0 - 1) < 1e-9)
        #expect(abs(quadratic.curvatures.smallest / curvatures.1 - 1) < 1e-9)
        let (condition, minimum) = (try #require(quadratic.conditionNumber), try #require(quadratic.minimum))
        #expect(abs(condition / (curvatures.0 / curvatures.1) - 1) < 1e-9 && minimum.length < 1e-9)
        for (axis, curvature) in [
            (quadratic.axes.largest, curvatures.0), (quadratic.axes.smallest, curvatures.1),
        ] {
            let h = quadratic.hessian
            let product = Point(h.xx * axis.x + h.xy * axis.y, h.xy * axis.x + h.yy * axis.y)
            #expect((product - curvature * axis).length < 1e-9 * curvatures.0 && abs(axis.length - 1) < 1e-12)
        }
        // The ellipse through the point passes through it: it is a level curve.
        let height = try #require(quadratic.height)
        let axes = try #require(quadratic.halfAxes(height: height))
        for angle in stride(from: 0.0, to: 6.28, by: 0.1) {
            let place = cos(angle) * axes.largest + sin(angle) * axes.smallest
            let h = quadratic.hessian
            let loss = (h.xx * place.x * place.x + 2 * h.xy * place.x * place.y + h.yy * place.y * place.y) / 2
            #expect(abs(loss / height - 1) < 1e-9)
        }
    }

    @Test(
        "what it looks like",
        arguments: [
            (2, 1, LocalQuadratic.Form.bowl), (2, 0, .valley), (2, -1, .saddle), (0, -1, .hill), (-1, -2, .hill),
            (0, 0, .plane), (.nan, 1, .undefined), (1, 1e-12, .valley), (1, -1e-12, .valley),
        ])
    func forms(first: Double, second: Double, form: LocalQuadratic.Form) {
        let quadratic = LocalQuadratic(at: .zero, gradient: .zero, hessian: Hessian(xx: first, xy: 0, yy: second))
        #expect(quadratic.form == form)
        #expect((quadratic.minimum != nil) == (form == .bowl))
    }

    @Test("in one dimension the second weight does not count")
    func line() throws {
        let surface = try Surface(name: "s", formula: "3*(x - 1)^2", domain: Domain(x: -5...5, y: -5...5))
        let quadratic = LocalQuadratic(of: surface, at: [2, 7])
        #expect(quadratic.form == .bowl && quadratic.curvatures.smallest == 6 && quadratic.minimum == [1, 7])
        #expect(quadratic.height == 3)
    }

    @Test("steepest descent and the way to the minimum")
    func angles() throws {
        let straight = try #require(quadratic(1, 1, turned: 0, at: [3, 4]).angle(to: .zero))
        #expect(straight < 1e-6)
        // (1, 1) in a bowl of 100 and 1: the gradient is (100, 1).
        let angle = try #require(quadratic(100, 1, turned: 0, at: [1, 1]).angle(to: .zero))
        #expect(abs(angle - 44.4271) < 1e-3)
        #expect(quadratic(1, 1, turned: 0, at: .zero).angle(to: .zero) == nil)
    }
}
