import Basics
import Canvas
import Landscapes
import Optimizers
import Racing
import RealModule

/// What the theory of quadratics says of the focused run: curvatures, the best learning rate, the rate of convergence.
struct TheoryDrawer: DrawerView {
    let title = "Theory"

    private var theory: Theory?
    private var domain: Domain?
    /// What is said in place of it.
    private var excuse = ""
    /// Of what it is said.
    private var subject: (run: Int, step: Int, revision: Int)?
    /// The linear steps of the runs that were asked for, made once.
    private var steps: [Int: LinearStep?] = [:]

    /// What may be done between two frames, in evaluations of a small formula.
    private static let budget = 15_000

    static func height(_ race: Race, width: Int, glyphs: GlyphSet) -> Int { 4 }

    func note(_ moment: Moment) -> String {
        guard theory != nil, let index = moment.focusedRun else { return "" }
        let run = moment.race.runs[index]
        let name = run.label + (moment.place(of: run).map { " on \($0)" } ?? "")
        return run.batches == nil ? "the local quadratic of \(name)" : "\(name), all rows, without noise"
    }

    mutating func prepare(_ moment: Moment) {
        guard let index = moment.focusedRun else {
            (theory, subject, excuse) = (nil, nil, "no run is in the focus")
            return
        }
        let (race, step) = (moment.race, moment.state.step)
        let run = race.runs[index]
        let surface = race.surfaces[run.track]
        domain = run.track == moment.state.track(in: race) ? moment.domain : nil
        // A program may still be on its way to the step.
        let now = (run: index, step: min(step, run.trajectory.count), revision: race.revision)
        if let subject, subject == now { return }
        guard moment.isPatient || Theory.cost(on: surface) <= Self.budget else {
            (theory, subject, excuse) = (nil, nil, "there is too much data to find curvatures at every step")
            return
        }
        let known = steps[index] ?? LinearStep(run.optimizer)
        steps[index] = .some(known)
        theory = Theory(
            of: run, on: surface, at: step, step: known, after: subject?.run == index ? theory : nil)
        excuse = theory == nil ? "\(run.label) has left the finite numbers" : ""
        subject = now
    }

    func draw(on painter: inout Painter, area: Area, _ moment: Moment) {
        guard let theory else {
            painter.write(excuse, x: area.x, y: area.y, ink: .muted, width: area.width)
            return
        }
        for (row, line) in TheoryWords(theory).lines.prefix(area.height).enumerated() {
            painter.write(line.text, x: area.x, y: area.y + row, ink: line.ink, width: area.width)
        }
    }

    // MARK: On the landscape

    /// The size of the picture in shares of the view: of an ellipse's longer half, or of an axis.
    private static let sizes = 0.2...0.4

    /// The ellipse on which the local quadratic is as high as at the run's place, unless that cannot be read; and the
    /// eigenvectors, as long as 1/√λ. About its minimum, where that is in sight, else about the run's place.
    var annotations: [Annotation] {
        guard let theory, let domain, !theory.quadratic.isOneDimensional else { return [] }
        let quadratic = theory.quadratic
        let curvatures = quadratic.curvatures
        func share(_ one: Point, _ other: Point) -> Double {
            let extent = (one * one + other * other) / (domain.size * domain.size)
            return max(extent.x, extent.y).squareRoot()
        }
        func arrow(_ center: Point, _ axis: Point, _ label: String) -> Annotation {
            Annotation(shape: .arrow(from: center, to: center + axis), ink: .mark, label: label)
        }
        switch quadratic.form {
        case .bowl:
            guard let minimum = quadratic.minimum, let height = quadratic.height,
                let unit = quadratic.halfAxes(height: 1)
            else { return [] }
            let size = share(unit.largest, unit.smallest)
            let wanted = size * max(height, 0).squareRoot()
            let scale = min(max(wanted, Self.sizes.lowerBound), Self.sizes.upperBound) / size
            guard scale.isFinite else { return [] }
            let center = domain.contains(minimum) ? minimum : quadratic.point
            guard domain.contains(center) else { return [] }
            let (first, second) = (scale * unit.largest, scale * unit.smallest)
            let ellipse = (0...72).map { index in
                let angle = Double(index) * Double.pi / 36
                return center + Double.cos(angle) * first + Double.sin(angle) * second
            }
            return [
                Annotation(shape: .curve(ellipse), ink: .mark), arrow(center, second, "λ₂"),
                arrow(center, first, "λ₁"),
            ]
        case .saddle, .hill, .valley:
            let longest = [curvatures.largest, curvatures.smallest].map(abs).filter { $0 > 0 }.min() ?? 1
            func length(_ curvature: Double) -> Double { curvature == 0 ? 1 : (longest / abs(curvature)).squareRoot() }
            let axes = quadratic.axes
            // Downhill, where a slope says which side that is.
            let isUphill = (quadratic.gradient * axes.smallest).sum() > 0
            let first = length(curvatures.largest) * axes.largest
            let second = length(curvatures.smallest) * (isUphill ? -axes.smallest : axes.smallest)
            let scale = Self.sizes.upperBound / 2 / max(share(first, .zero), share(second, .zero))
            guard scale.isFinite, domain.contains(quadratic.point) else { return [] }
            return [arrow(quadratic.point, scale * first, "λ₁"), arrow(quadratic.point, scale * second, "λ₂")]
        case .plane, .undefined: return []
        }
    }
}
