import Basics
import Expressions
import Hyperparameters
import Landscapes
import RealModule

/// What goes along an axis of a map: a hyperparameter, a parameter of the surface, or a coordinate of the start.
///
/// In a scene and on the command line it is written as `eta`, or with its ends as `eta=1e-4..1`.
public struct MapAxis: Hashable, Sendable {
    public enum Quantity: Hashable, Sendable {
        case hyperparameter(String)
        case parameter(String)
        /// A coordinate of the start, by its number.
        case start(Int)
    }

    public let quantity: Quantity
    /// From where to where it goes; `nil` about the value that the scene has.
    public var range: ClosedRange<Double>?

    public init(_ quantity: Quantity, range: ClosedRange<Double>? = nil) {
        self.quantity = quantity
        self.range = range
    }

    /// What it is called.
    public var name: String {
        switch quantity {
        case .hyperparameter(let name), .parameter(let name): name
        case .start(let index): index == 0 ? "x" : "y"
        }
    }

    /// What the field calls it, whatever a scene does.
    var symbol: String {
        switch quantity {
        case .hyperparameter(let name), .parameter(let name): Hyperparameter(name, default: 1).symbol
        case .start: name
        }
    }

    /// Reads `eta`, `eta=1e-4..1`, or, where a count is asked for, `eta=1e-4..1:200`.
    ///
    /// - Parameters:
    ///   - track: what the map is of.
    ///   - runs: the runs that it may be of: one of them must have it.
    /// - Returns: the axis, and how many values it has; `nil` if that is not said.
    /// - Throws: a ``Diagnostic`` whose place is one in `text`.
    public static func parse(
        _ text: String, on track: Scene.Track, runs: [Scene.Entry]
    ) throws(Diagnostic) -> (axis: MapAxis, count: Int?) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0].trimmed)
        func place(_ part: Substring) -> SourceLocation {
            SourceLocation(
                line: 1, column: text.distance(from: text.startIndex, to: part.startIndex) + 1, length: part.count)
        }
        guard let quantity = quantity(named: name, on: track, runs: runs) else {
            let all = names(on: track, runs: runs)
            throw Diagnostic(
                "there is no '\(name)' to go along an axis" + Suggestion.hint(for: name, among: all),
                at: place(parts[0].trimmed))
        }
        guard parts.count > 1 else { return (MapAxis(quantity), nil) }
        let sides = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let ends = sides[0].split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        func number(_ part: Substring) throws(Diagnostic) -> Double {
            let trimmed = part.trimmed
            guard let value = Double(trimmed), value.isFinite else {
                throw Diagnostic("a number is needed here, as in \(name)=0.001..1", at: place(trimmed))
            }
            return value
        }
        guard ends.count == 2, !ends[1].hasPrefix(".") else {
            throw Diagnostic("an axis goes from one number to another, as in \(name)=0.001..1", at: place(sides[0]))
        }
        let (low, high) = (try number(ends[0]), try number(ends[1]))
        guard low < high else {
            throw Diagnostic("it must go from a smaller number to a larger one", at: place(sides[0].trimmed))
        }
        var count: Int?
        if sides.count > 1 {
            let trimmed = sides[1].trimmed
            count = Int(trimmed, radix: 10)
            guard let count, (2...Limits.mapSide).contains(count) else {
                throw Diagnostic(
                    "how many values there are is a number from 2 to \(Limits.mapSide)", at: place(trimmed))
            }
        }
        let axis = MapAxis(quantity, range: low...high)
        // Each run that has it must be able to go there.
        for run in runs where axis.isOf(run) {
            do throws(Diagnostic) {
                _ = try axis.scaled(run, on: track)
            } catch {
                throw Diagnostic(error.message, at: place(sides[0].trimmed))
            }
        }
        return (axis, count)
    }

    private static func quantity(named name: String, on track: Scene.Track, runs: [Scene.Entry]) -> Quantity? {
        for run in runs {
            if let index = run.optimizer.hyperparameters.index(called: name) {
                return .hyperparameter(run.optimizer.hyperparameters[index].name)
            }
        }
        if let index = track.surface.parameters.index(called: name) {
            return .parameter(track.surface.parameters[index].name)
        }
        return ["x": .start(0), "w1": .start(0), "y": .start(1), "w2": .start(1)][name]
    }

    /// All that can go along an axis.
    private static func names(on track: Scene.Track, runs: [Scene.Entry]) -> [String] {
        var names: [String] = []
        let own = runs.flatMap(\.optimizer.hyperparameters).map(\.name)
        for name in own + track.surface.parameters.map(\.name) + ["x", "y"] where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// Whether a run has it.
    func isOf(_ run: Scene.Entry) -> Bool {
        guard case .hyperparameter(let name) = quantity else { return true }
        return run.optimizer.hyperparameters.contains { $0.name == name }
    }
}

extension MapAxis {
    /// The axis for one run.
    ///
    /// - Throws: a ``Diagnostic`` without a place, if the run has no such thing, or none in that range.
    public func scaled(_ run: Scene.Entry, on track: Scene.Track) throws(Diagnostic) -> ScaledAxis {
        switch quantity {
        case .hyperparameter(let name):
            guard let index = run.optimizer.hyperparameters.firstIndex(where: { $0.name == name }) else {
                throw Diagnostic("\(run.label) has no \(name)")
            }
            var schedule = run.schedules[index]
            return try scaled(
                run.optimizer.hyperparameters[index], .hyperparameter(index), about: schedule.value(at: 1), decades: 2)
        case .parameter(let name):
            guard let index = track.surface.parameters.firstIndex(where: { $0.name == name }) else {
                throw Diagnostic("'\(track.name)' has no \(name)")
            }
            return try scaled(
                track.surface.parameters[index], .parameter(index), about: track.surface.values[index], decades: 1)
        case .start(let index):
            let range = range ?? (index == 0 ? track.view.x : track.view.y)
            let limits = -1e100...1e100
            guard limits.contains(range.lowerBound), limits.contains(range.upperBound) else {
                throw Diagnostic(
                    "a start is from \(limits.lowerBound.spelledShort) to \(limits.upperBound.spelledShort)")
            }
            return ScaledAxis(
                place: .start(index), name: name, symbol: name, scale: .linear, range: range, limits: limits)
        }
    }

    private func scaled(
        _ declaration: Hyperparameter, _ place: ScaledAxis.Place, about value: Double, decades: Double
    ) throws(Diagnostic) -> ScaledAxis {
        let wanted = range ?? Self.range(of: declaration, about: value, decades: decades)
        if let objection = declaration.scale.objection(to: wanted) {
            throw Diagnostic("\(name) cannot go from \(wanted.lowerBound) to \(wanted.upperBound): \(objection)")
        }
        guard declaration.range.contains(wanted.lowerBound), declaration.range.contains(wanted.upperBound) else {
            throw Diagnostic(declaration.rangeDescription)
        }
        return ScaledAxis(
            place: place, name: declaration.name, symbol: declaration.symbol, scale: declaration.scale, range: wanted,
            limits: declaration.range)
    }

    /// Whole decades about a rate, three decades towards 1, or what a number may be; always within that.
    private static func range(
        of declaration: Hyperparameter, about value: Double, decades: Double
    ) -> ClosedRange<Double> {
        let all = declaration.range
        var (low, high) = (all.lowerBound, all.upperBound)
        switch declaration.scale {
        case .logarithmic:
            let middle = [value, declaration.defaultValue].first { $0 > 0 && $0.isFinite } ?? 0.01
            let decade = Double.log10(middle).rounded(.down)
            (low, high) = (max(Double.exp10(decade - decades), low), min(Double.exp10(decade + decades + 1), high))
        case .towardOne:
            low = max(low, 0)
            high = min(high, 1 - (1 - low) / 1000)
        case .linear where all.length >= 1e6:
            let middle = value.isFinite ? min(max(value, low), high) : declaration.defaultValue
            let reach = max(abs(middle), 1)
            (low, high) = (max(low, middle - reach), min(high, middle + reach))
        case .linear: break
        }
        return low < high ? low...high : all
    }
}
