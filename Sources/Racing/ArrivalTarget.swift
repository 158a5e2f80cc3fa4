import Landscapes

/// What a run is to reach to have arrived: 1 % of the way from the start's loss to the lowest known minimum; without one,
/// the lowest tenth of the view. Sweeps, claims and maps go by it.
struct ArrivalTarget: Sendable {
    private let lowest: Double
    private let isMinimum: Bool

    init(on surface: Surface, view: Domain) {
        var objective = Objective(surface)
        if let lowest = surface.minima.map({ objective.loss(at: $0) }).min() {
            (self.lowest, isMinimum) = (lowest, true)
        } else {
            let losses = surface.losses(over: view, columns: 64, rows: 64).filter(\.isFinite).sorted()
            (lowest, isMinimum) = (losses.isEmpty ? -.infinity : losses[losses.count / 10], false)
        }
    }

    /// The loss that a run is to come down to.
    func loss(from first: Double) -> Double { isMinimum ? lowest + 0.01 * (first - lowest) : lowest }
}

/// The targets on a surface with other parameters, each found out once.
struct ArrivalTargets {
    let view: Domain
    private var known: [[Double]: ArrivalTarget] = [:]

    init(view: Domain) { self.view = view }

    mutating func target(on surface: Surface) -> ArrivalTarget {
        if let target = known[surface.values] { return target }
        let target = ArrivalTarget(on: surface, view: view)
        known[surface.values] = target
        return target
    }
}
