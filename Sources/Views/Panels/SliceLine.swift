import Basics
import Landscapes
import RealModule
import Scenes

/// A line through the plane, and which part of it is shown.
struct SliceLine: Equatable, Sendable {
    /// Where the line's numbers begin, and the way of length 1 along which they grow.
    let origin: Point
    let direction: Point
    let range: ClosedRange<Double>

    func point(at place: Double) -> Point { origin + place * direction }

    /// The place of a point, or of the one on the line that is nearest to it.
    func place(of point: Point) -> Double {
        let way = (point - origin) * direction
        return way.x + way.y
    }
}

/// What gradient and curvature at a point say of the loss along a direction.
struct Tangent: Equatable, Sendable {
    let loss: Double
    let gradient: Point
    let hessian: Hessian

    init(_ objective: inout Objective, at point: Point) {
        loss = objective.observedLoss(at: point)
        gradient = objective.gradient(at: point)
        hessian = objective.hessian(at: point)
    }

    func slope(along direction: Point) -> Double { gradient.x * direction.x + gradient.y * direction.y }

    func curvature(along direction: Point) -> Double {
        hessian.xx * direction.x * direction.x + 2 * hessian.xy * direction.x * direction.y
            + hessian.yy * direction.y * direction.y
    }

    /// How far gradient descent with the rate 1/λ goes along a direction, to the bottom of the parabola; twice as far the
    /// loss is again what it was. `nil` where nothing curves upwards, or nothing falls.
    func best(along direction: Point) -> Double? {
        let curvature = curvature(along: direction)
        let best = -slope(along: direction) / curvature
        return curvature > 0 && best != 0 && best.isFinite ? best : nil
    }
}

extension SliceLine {
    /// The line of a picture through a point.
    ///
    /// - Parameter next: where the run goes from there, if that is known.
    init?(_ slice: Slice, through point: Point, _ tangent: Tangent, next: Point?, minima: [Point]) {
        guard point.isFinite else { return nil }
        let diagonal = slice.view.size.length
        var shown: ClosedRange<Double>
        switch slice.line {
        case .x: (origin, direction, shown) = (Point(0, point.y), Point(1, 0), slice.view.x)
        case .y: (origin, direction, shown) = (Point(point.x, 0), Point(0, 1), slice.view.y)
        case .minimum:
            let nearest = minima.min { ($0 - point).length < ($1 - point).length } ?? point
            let distance = (nearest - point).length
            let isThere = distance < 1e-12 * diagonal
            (origin, direction) = (point, isThere ? Point(1, 0) : (nearest - point) / distance)
            let reach = Ticks.step(isThere ? diagonal / 4 : 1.2 * distance) ?? diagonal
            shown = (-0.3 * reach)...reach
        case .gradient:
            let size = tangent.gradient.length
            let way = size > 0 && size.isFinite ? -tangent.gradient / size : tangent.hessian.largestAxis
            (origin, direction) = (point, way.isFinite ? way : Point(1, 0))
            // Twice to the bottom of the parabola, and the next step, have room; round, so that it seldom changes.
            var reach = tangent.best(along: direction).map { 2.4 * abs($0) } ?? 0
            if let next, next.isFinite { reach = max(reach, 1.2 * abs(Self.dot(next - point, direction))) }
            if reach == 0 || reach > diagonal { reach = diagonal / 2 }
            reach = Ticks.step(max(reach, 1e-12 * diagonal)) ?? diagonal
            shown = (-0.4 * reach)...reach
        }
        // The keys: about the run's point, or the middle where the line stands still.
        let anchor = slice.line == .x || slice.line == .y ? shown.middle : 0
        let scale = Double.pow(1.5, Double(-slice.zoom))
        let shift = Double(slice.pan) * shown.length * scale / 8
        let low = anchor + (shown.lowerBound - anchor) * scale + shift
        let high = anchor + (shown.upperBound - anchor) * scale + shift
        guard low < high, (high - low).isFinite else { return nil }
        range = low...high
    }

    private static func dot(_ one: Point, _ other: Point) -> Double { one.x * other.x + one.y * other.y }
}

/// The losses along a line: a value for each column of dots.
struct SliceOrder: Equatable, Sendable {
    let line: SliceLine
    let columns: Int
    /// Which surface it is.
    let revision: Int

    func place(_ column: Int) -> Double {
        line.range.value(at: (Double(column) + 0.5) / Double(columns))
    }

    func losses(_ objective: inout Objective) -> [Double] {
        (0..<columns).map { objective.observedLoss(at: line.point(at: place($0))) }
    }
}
