import Landscapes
import Racing
import Scenes

/// Where the run that a slice is of stands at a moment.
struct SliceStand: Sendable {
    /// What tells one stand from another. A point would not do: one that is no number is not even equal to itself.
    struct Place: Equatable, Sendable {
        let row: Int
        let step: Int
        let isLast: Bool
        let revision: Int
    }

    let place: Place
    let point: Point
    let loss: Double
    /// Where the run goes next, if that is known.
    let next: Point?

    init(_ run: Run, at step: Int, revision: Int) {
        let trajectory = run.trajectory
        let step = min(step, trajectory.count - 1)
        let isLast = step + 1 == trajectory.count
        place = Place(row: run.row, step: step, isLast: isLast, revision: revision)
        (point, loss) = (trajectory.points[step], trajectory.losses[step])
        next = isLast ? nil : trajectory.points[step + 1]
    }
}

/// What is to be found out for a slice: it may be answered on another core.
struct SliceQuestion: Sendable {
    let picture: Slice
    let surface: Surface
    let stand: SliceStand
    let columns: Int
    /// The curve that is there already.
    let known: SliceResult?
    /// What is known of the surface where the run stands.
    var tangent: Tangent?

    /// The losses that are to be shown; `nil` where there is no line.
    func order(_ tangent: Tangent) -> SliceOrder? {
        SliceLine(picture, through: stand.point, tangent, next: stand.next, minima: surface.minima).map {
            SliceOrder(line: $0, columns: columns, revision: stand.place.revision)
        }
    }

    func answer(_ objective: inout Objective) -> SliceAnswer {
        let tangent = tangent ?? Tangent(&objective, at: stand.point)
        var result: SliceResult?
        if let order = order(tangent) {
            result = order == known?.order ? known : SliceResult(order: order, losses: order.losses(&objective))
        }
        return SliceAnswer(place: stand.place, tangent: tangent, result: result)
    }
}

struct SliceAnswer: Sendable {
    let place: SliceStand.Place
    let tangent: Tangent
    /// `nil` where there is no line through the stand.
    let result: SliceResult?
}

/// The losses of a curve.
struct SliceResult: Sendable {
    let order: SliceOrder
    let losses: [Double]
}
