import Landscapes

/// Where a run is to stay, and from where on it has diverged.
struct Bounds: Sendable {
    let view: Domain
    private let surroundings: Domain?

    /// How many times as large as the view its surroundings are: rules with a memory are thrown out of the view and come
    /// back, hardly ever from farther away.
    private static let times = 10.0

    init(_ view: Domain) {
        self.view = view
        surroundings = view.stretched(by: Self.times, about: view.middle)
    }

    /// Whether a place is so far out that nobody comes back from it whose loss is no number there.
    func isFar(_ point: Point) -> Bool { !point.isFinite || surroundings?.contains(point) == false }

    /// Whether a place with a finite loss is out of the view, higher than the start, and nowhere to come back from: far
    /// out, or past what theory says is stable.
    func isDiverged(at point: Point, _ loss: Double, start: Double, isPastLimit: @autoclosure () -> Bool) -> Bool {
        guard !view.contains(point), loss > start else { return false }
        return isFar(point) || isPastLimit()
    }

    /// Whether who has come to a place, or a loss, that is no finite number has diverged: unless it rolled down to where
    /// numbers end.
    ///
    /// - Parameter before: the last loss that was a number.
    func isDiverged(endingAt point: Point, _ loss: Double, after before: Double, start: Double) -> Bool {
        let isLower = before < start || loss == -.infinity
        return view.contains(point) || !isLower
    }
}
