import Landscapes

/// Where a run has been: element 0 is the start, element n the place after n steps.
public struct Trajectory: Sendable, Equatable {
    public private(set) var points: [Point] = []
    public private(set) var losses: [Double] = []
    /// How often the surface had been evaluated for the optimizer by then.
    public private(set) var evaluations: [Int] = []

    /// The share of data that is classified rightly, where the surface says what is right; else empty.
    public private(set) var accuracies: [Double] = []

    /// The loss and the accuracy over the rows that test, where the surface has such; else empty.
    public private(set) var testLosses: [Double] = []
    public private(set) var testAccuracies: [Double] = []

    /// The velocity that the optimizer had by then, where it has one; else empty.
    public private(set) var velocities: [Point] = []

    public init() {}

    public var count: Int { points.count }

    public mutating func append(
        _ point: Point, loss: Double, evaluations count: Int = 0, accuracy: Double? = nil, testLoss: Double? = nil,
        testAccuracy: Double? = nil, velocity: Point? = nil
    ) {
        points.append(point)
        losses.append(loss)
        evaluations.append(count)
        if let accuracy { accuracies.append(accuracy) }
        if let testLoss { testLosses.append(testLoss) }
        if let testAccuracy { testAccuracies.append(testAccuracy) }
        if let velocity { velocities.append(velocity) }
    }

    /// The first `count` elements.
    public func prefix(_ count: Int) -> Trajectory {
        var prefix = self
        prefix.points = Array(points.prefix(count))
        prefix.losses = Array(losses.prefix(count))
        prefix.accuracies = Array(accuracies.prefix(count))
        prefix.testLosses = Array(testLosses.prefix(count))
        prefix.testAccuracies = Array(testAccuracies.prefix(count))
        prefix.velocities = Array(velocities.prefix(count))
        prefix.evaluations = Array(evaluations.prefix(count))
        return prefix
    }

    public mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        losses.removeAll(keepingCapacity: true)
        evaluations.removeAll(keepingCapacity: true)
        accuracies.removeAll(keepingCapacity: true)
        testLosses.removeAll(keepingCapacity: true)
        testAccuracies.removeAll(keepingCapacity: true)
        velocities.removeAll(keepingCapacity: true)
    }
}
