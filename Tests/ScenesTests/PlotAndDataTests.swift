import Expressions
import Landscapes
import Scenes
import Testing

/// What scenes say of plots and of data in panels, and what is said where they say it wrongly.
@Suite("Plots and data in scenes")
struct PlotAndDataTests {
    private static let head = """
        data:
          three: {columns: [a, b, t], rows: [[0, 1, 0], [2, 3, 1], [4, 8, 1]]}
          one: {columns: [t], rows: [[1], [2]]}
        surfaces:
          fit: {data: three, loss: (w1*a + w2*b - t)^2, accuracy: (w1*a > 0) == (t == 1), domain: {x: [-1, 1], y: [-1, 1]}}
          bare: {data: one, loss: (w1 - t)^2, domain: {x: [-1, 1], y: [-1, 1]}}
        runs: [{optimizer: momentum, eta: 0.1}, {optimizer: adam, label: quick}]
        panels: [fit, {surface: 'valley(kappa: 10)'}, bare,
        """

    private func scene(_ panel: String) throws -> Scene {
        try Scene(parsing: "\(Self.head)\n  \(panel)]", origin: "t")
    }

    @Test(
        "a plot knows its variable, the weights, the steps, and what can be tuned",
        arguments: [
            ("{of: valley, plot: {x: [-4, 4], curves: {one: sigmoid(x)}}}", "x", 1, false),
            ("{of: valley, plot: {w1: [0, 1], curves: {one: 'w1^2 + w2', two: kappa*w1}}}", "w1", 2, true),
            (
                "{of: fit, plot: {t: [1, 50], y: [0, 1], curves: {η: eta, decay: 0.1*cosine(), p: progress}}}", "t", 3,
                true
            ),
            ("{plot: {a: [-4, 4], curves: {f: slope(tanh(a)), g: alpha + beta1}, mark: w1 - w2}}", "a", 2, true),
            ("{plot: {eta: [0, 1], curves: {f: eta^2}}}", "eta", 1, true),
        ])
    func plots(panel: String, variable: String, count: Int, isMarked: Bool) throws {
        let plot = try #require(try scene(panel).panels[3].picture as? Plot)
        #expect(plot.variable == variable && plot.curves.count == count && (plot.mark != nil) == isMarked)
        #expect(plot.x == plot.own && (plot.y == nil) == !panel.contains("y:"))
    }

    @Test("a curve is what its formula says, and its slope is exact")
    func values() throws {
        let scene = try scene("{plot: {x: [-1, 1], curves: {f: w1*x^3 + eta, df: slope(w1*x^3 + eta)}}}")
        let plot = try #require(scene.panels[3].picture as? Plot)
        let places = (0..<300).map { Double($0) / 100 - 1.5 }
        func given(_ name: PictureName) -> PictureFormula.Given {
            switch name {
            case .axis: .each(places)
            case .weight: .same(2)
            default: .same(0.5)
            }
        }
        for (curve, expected) in zip(
            plot.curves, [{ 2 * $0 * $0 * $0 + 0.5 }, { 6 * $0 * $0 }] as [(Double) -> Double])
        {
            var evaluator = curve.formula.evaluator()
            let values = evaluator.values(count: places.count, given)
            for (place, value) in zip(places, values) { #expect(abs(value - expected(place)) < 1e-12) }
        }
        #expect(plot.curves[1].formula.inputs == [.axis(0), .weight(0)])
    }

    @Test("data stand in the plane of their inputs, by the target's classes, unless the scene says otherwise")
    func data() throws {
        let usual = try #require(try scene("{of: fit, kind: data}").panels[3].picture as? Scatter)
        #expect((usual.across, usual.up, usual.group) == (0, 1, 2))
        // What is classified rightly tells where it is classified otherwise.
        #expect(usual.boundary?.inputs == [.axis(0), .weight(0)])
        #expect(usual.view == usual.range && usual.range.x.contains(0) && usual.range.x.contains(4))
        let own = try #require(
            try scene("{of: fit, data: [b, t], class: a, boundary: b - w2, view: {x: [0, 1], y: [2, 3]}}").panels[3]
                .picture as? Scatter)
        #expect((own.across, own.up, own.group) == (1, 2, 0) && own.boundary?.inputs == [.axis(0), .weight(1)])
        #expect(own.view == Domain(x: 0...1, y: 2...3) && own.range != own.view)
    }

    @Test("a picture of data is there where there are data with two columns, and only there")
    func standard() throws {
        let tracks = try scene("bowl").tracks
        #expect(tracks.map { PictureKind.picture(of: $0, kind: "data") != nil } == [true, false, false, false])
        #expect(tracks.allSatisfy { PictureKind.picture(of: $0, kind: "plot") == nil })
    }

    @Test(
        "mistakes are explained where they were made",
        arguments: [
            ("{kind: plot}", 10, "a plot needs 'plot', as in plot: {x: [-4, 4], curves: {sigmoid: sigmoid(x)}}"),
            (
                "{plot: sigmoid(x)}", 10,
                "'plot' must be a variable with its range and curves, as in {x: [-4, 4], curves: {sigmoid: sigmoid(x)}}"
            ),
            (
                "{plot: {curves: {f: x}}}", 10,
                "a plot needs its variable with a range, as in {x: [-4, 4], curves: {sigmoid: sigmoid(x)}}; 'y' is the values' range"
            ),
            (
                "{plot: {x: [0, 1], curve: {f: x}}}", 22,
                "a plot has one variable, which is 'x', and no 'curve'; did you mean 'curves'?"
            ),
            ("{plot: {x: [0, 1]}}", 10, "a plot needs 'curves', as in {x: [-4, 4], curves: {sigmoid: sigmoid(x)}}"),
            (
                "{plot: {x: [1, 0], curves: {f: x}}}", 14,
                "'x' must be two numbers, the smaller one first, as in [-4, 2]"
            ),
            (
                "{plot: {pi: [0, 1], curves: {f: 1}}}", 11,
                "a plot's variable cannot be called 'pi', which is a constant; choose another name"
            ),
            ("{plot: {x: [0, 1], curves: {f: x + u}}}", 38, "unknown name 'u'"),
            ("{plot: {x: [0, 1], curves: {f: slope()}}}", 34, "'slope' takes 1 argument, not 0"),
            (
                "{plot: {x: [0, 1], curves: {f: mean(x)}}}", 34,
                "'mean' is over rows of data, and a picture's formula is of one place"
            ),
            (
                "{view: {x: [0, 1], y: [0, 1]}, plot: {x: [0, 1], curves: {f: x}}}", 10,
                "a plot has no 'view'; its ranges stand beside its curves, as in {x: [-4, 4], curves: {sigmoid: sigmoid(x)}}"
            ),
            (
                "{of: valley, kind: data}", 22,
                "surface 'valley' has no data to be shown; 'of' names the panel whose surface has them"
            ),
            (
                "{of: valley, data: [a, b]}", 22,
                "surface 'valley' has no data to be shown; 'of' names the panel whose surface has them"
            ),
            ("{of: bare, kind: data}", 20, "a data panel shows two columns, and the data of 'bare' have one"),
            (
                "{of: fit, data: three}", 19,
                "'data' of a panel are two columns of its surface's data, as in [a, b], not 'three'"
            ),
            ("{of: fit, data: [a, b, t]}", 19, "'data' of a panel are two columns, as in [a, b], not 3"),
            ("{of: fit, data: [a, c]}", 23, "there is no column 'c'; there is a, b, t"),
            ("{of: fit, data: [a, a]}", 23, "both axes are 'a'"),
            ("{of: fit, data: [a, b], class: u}", 34, "there is no column 'u'; there is a, b, t"),
            ("{of: fit, data: [a, b], boundary: w1*a + w3}", 44, "unknown name 'w3'"),
            ("{of: fit, kind: contours, boundary: a}", 39, "a panel of kind 'contours' has no 'boundary'; 'data' has"),
            (
                "{of: fit, kind: chart, plot: {x: [0, 1], curves: {f: x}}}", 32,
                "a panel of kind 'chart' has no 'plot'; 'plot' has"
            ),
        ])
    func mistakes(panel: String, column: Int, message: String) {
        let error = #expect(throws: Diagnostic.self, "\(panel)") { _ = try scene(panel) }
        let said = error?.message ?? ""
        #expect(said == message || said.hasPrefix(message + "; "), "\(said)")
        #expect(error?.location?.line == 9 && error?.location?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("what a picture draws in every frame is small, and there are not too many of it")
    func limits() throws {
        let sum = (0..<1200).map { "sin(x*\($0))" }.joined(separator: " + ")
        let large = #expect(throws: Diagnostic.self) { try scene("{plot: {x: [0, 1], curves: {f: \(sum)}}}") }
        #expect(large?.message.hasPrefix("the formula of a picture has at most 1000 operations") == true)
        let dear = #expect(throws: Diagnostic.self) { try scene("{chart: '\(sum)'}") }
        #expect(dear?.message.hasPrefix("the formula of a picture has at most 1000 operations") == true)
        let many = (0..<17).map { "f\($0): x" }.joined(separator: ", ")
        let error = #expect(throws: Diagnostic.self) { try scene("{plot: {x: [0, 1], curves: {\(many)}}}") }
        #expect(error?.message == "a plot has at most 16 curves")
    }
}
