import Basics
import Hyperparameters
import Scenes

/// What a sweep is of: two parts of one sweep have the same heading.
public struct SweepHeading: Equatable, Sendable {
    public let version: String
    /// The scene by its text and all that the text names.
    public let scene: String
    public let title: String
    public let track: String
    public let run: String
    public let steps: Int
    public let x: Axis
    public let y: Axis

    /// An axis with so many values, both ends among them.
    public struct Axis: Equatable, Sendable {
        public let name: String
        public let symbol: String
        public let scale: Hyperparameter.Scale
        public let range: ClosedRange<Double>
        public let count: Int

        public init(_ axis: ScaledAxis, count: Int) {
            (name, symbol, scale, range) = (axis.name, axis.symbol, axis.scale, axis.range)
            self.count = count
        }

        public func value(_ index: Int) -> Double {
            scale.value(at: count > 1 ? Double(index) / Double(count - 1) : 0, in: range)
        }
    }

    public init(_ race: Race, _ plan: MapPlan, columns: Int, rows: Int, version: String) {
        self.version = version
        let scene = race.scene
        self.scene = "\(scene.reading.fingerprint)"
        title = Self.line(scene.title)
        track = Self.line(scene.tracks[plan.run.track].name)
        run = Self.line(plan.run.label)
        steps = plan.steps
        x = Axis(plan.x, count: columns)
        y = Axis(plan.y, count: rows)
    }

    public var cellCount: Int { x.count * y.count }

    /// The values of a cell: the first axis goes fastest.
    public func values(ofCell cell: Int) -> (x: Double, y: Double) {
        (x.value(cell % x.count), y.value(cell / x.count))
    }

    /// A heading's texts are lines of a file.
    private static func line(_ text: String) -> String {
        String(text.map { $0.endsLine || $0 == "\t" ? " " : $0 })
    }
}

extension SweepHeading {
    static let mark = "# ravine sweep"

    /// The lines that a part of a sweep begins with.
    var lines: [String] {
        func text(_ axis: Axis) -> String {
            [
                axis.name, axis.symbol, axis.scale.rawValue, axis.range.lowerBound.spelled,
                axis.range.upperBound.spelled,
                "\(axis.count)",
            ].joined(separator: "\t")
        }
        return [
            Self.mark, "# version\t\(version)", "# scene\t\(scene)", "# title\t\(title)", "# track\t\(track)",
            "# run\t\(run)", "# steps\t\(steps)", "# x\t\(text(x))", "# y\t\(text(y))",
        ]
    }

    /// Reads them again; `nil` if they are no heading.
    init?(lines: [Substring]) {
        guard lines.first == Self.mark[...] else { return nil }
        var values: [Substring: [String]] = [:]
        for line in lines.dropFirst() {
            let parts = line.dropFirst(2).split(separator: "\t", omittingEmptySubsequences: false)
            guard line.hasPrefix("# "), parts.count > 1 else { return nil }
            values[parts[0]] = parts.dropFirst().map(\.printable)
        }
        // What others wrote into a file reaches terminals and other files' headers.
        func isName(_ text: String) -> Bool {
            !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        func axis(_ key: Substring) -> Axis? {
            guard let parts = values[key], parts.count == 6, isName(parts[0]),
                let scale = Hyperparameter.Scale(rawValue: parts[2]),
                let low = Double(parts[3]), let high = Double(parts[4]), low < high,
                scale.objection(to: low...high) == nil, let count = Int(parts[5], radix: 10),
                (2...Limits.mapSide).contains(count)
            else { return nil }
            return Axis(name: parts[0], symbol: parts[1], scale: scale, range: low...high, count: count)
        }
        guard let version = values["version"]?[0], let scene = values["scene"]?[0], let title = values["title"]?[0],
            let track = values["track"]?[0], let run = values["run"]?[0],
            let steps = values["steps"].flatMap({ Int($0[0], radix: 10) }), (1...Limits.steps).contains(steps),
            let x = axis("x"), let y = axis("y"),
            x.count * y.count <= Limits.mapCells
        else { return nil }
        (self.version, self.scene, self.title, self.track, self.run) = (version, scene, title, track, run)
        (self.steps, self.x, self.y) = (steps, x, y)
    }
}

extension SweepHeading.Axis {
    fileprivate init(name: String, symbol: String, scale: Hyperparameter.Scale, range: ClosedRange<Double>, count: Int)
    {
        (self.name, self.symbol, self.scale, self.range, self.count) = (name, symbol, scale, range, count)
    }
}
