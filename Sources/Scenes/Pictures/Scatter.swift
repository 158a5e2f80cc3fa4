import Expressions
import Landscapes

/// The rows of a surface's data in the plane of two of their columns, with the line where the run that is looked at
/// decides otherwise.
public struct Scatter: Picture {
    public static let kind = PictureKind(
        "data", about: "the rows of the data in the plane of two columns",
        keys: [
            ("data", "the two columns, as in [x1, x2]"), ("class", "the column that tells classes apart"),
            ("boundary", "a formula of columns and weights that changes sign where the decision does"),
        ])

    /// The columns to the right and upwards.
    public let across: Int
    public let up: Int
    /// The column whose values are the classes; `nil` if all rows are of one.
    public let group: Int?
    /// A formula of ``PictureName/axis(_:)``, weights and parameters: above 0 on one side of the boundary.
    public let boundary: PictureFormula?
    /// What shows all rows.
    public let range: Domain
    /// The part of the plane that is shown.
    public var view: Domain

    public init?(standardFor track: Scene.Track) {
        guard let data = track.surface.data, let (across, up) = Self.axes(of: track.surface, data),
            let range = Self.range(of: data, across, up)
        else { return nil }
        let group = Self.group(of: track.surface, data, across, up)
        self.init(
            across: across, up: up, group: group,
            boundary: Self.boundary(of: track.surface, data, across, up, group), range: range, view: range)
    }

    private init(across: Int, up: Int, group: Int?, boundary: PictureFormula?, range: Domain, view: Domain) {
        self.across = across
        self.up = up
        self.group = group
        self.boundary = boundary
        self.range = range
        self.view = view
    }

    public func title(of track: Scene.Track) -> String { "Data · \(track.title)" }

    // MARK: What stands for what nobody said

    /// The first two inputs; of one input only, that and the target.
    private static func axes(of surface: Surface, _ data: DataSet) -> (Int, Int)? {
        var columns = surface.inputColumns
        columns += data.columns.indices.filter { !surface.inputColumns.contains($0) }
        return columns.count < 2 ? nil : (columns[0], columns[1])
    }

    /// The last column that is neither an input nor on an axis.
    private static func group(of surface: Surface, _ data: DataSet, _ across: Int, _ up: Int) -> Int? {
        data.columns.indices.last { !surface.inputColumns.contains($0) && $0 != across && $0 != up }
    }

    /// Where the surface takes a row for one of another class: its condition for being right, were all rows of the
    /// largest class.
    private static func boundary(
        of surface: Surface, _ data: DataSet, _ across: Int, _ up: Int, _ group: Int?
    ) -> PictureFormula? {
        guard let text = surface.accuracy, let group, let largest = data.values[group].max() else { return nil }
        return try? formula(text, surface, data, across, up, [group: largest])
    }

    /// The columns' ranges with a margin; `nil` if that cannot be shown.
    private static func range(of data: DataSet, _ across: Int, _ up: Int) -> Domain? {
        func range(_ column: Int) -> ClosedRange<Double>? {
            let values = data.values[column]
            guard let low = values.min(), let high = values.max() else { return nil }
            let margin = high > low ? 0.05 * (high - low) : max(1, abs(low) / 10)
            return margin.isFinite ? (low - margin)...(high + margin) : nil
        }
        guard let x = range(across), let y = range(up) else { return nil }
        let domain = Domain(x: x, y: y)
        return domain.isShowable ? domain : nil
    }

    /// - Parameter fixed: values of columns that are not on an axis; other ones are at their mean.
    private static func formula(
        _ text: String, _ surface: Surface, _ data: DataSet, _ across: Int, _ up: Int, _ fixed: [Int: Double] = [:]
    ) throws(Diagnostic) -> PictureFormula {
        var names: [(name: String, meaning: PictureName)] = [
            (data.columns[across], .axis(0)), (data.columns[up], .axis(1)),
        ]
        let named = try Syntax(parsing: text).names
        for (index, column) in data.columns.enumerated() where named.contains(column) {
            let mean = data.values[index].reduce(0, +) / Double(max(data.rowCount, 1))
            names.append((column, .number(fixed[index] ?? mean)))
        }
        names += [("w1", .weight(0)), ("w2", .weight(1)), ("x", .weight(0)), ("y", .weight(1))]
        for (index, parameter) in surface.parameters.enumerated() { names.append((parameter.name, .parameter(index))) }
        return try PictureFormula(text, names: names, varying: [.axis(0), .axis(1)])
    }
}

extension Scatter: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        let (record, surface) = (fields.record, fields.track.surface)
        func error(_ key: String, _ message: String) -> Diagnostic {
            (record[key] ?? record["kind"] ?? fields.field)?.error(message) ?? Diagnostic(message)
        }
        guard let data = surface.data else {
            throw error(
                record["kind"] == nil ? "data" : "kind",
                "surface '\(surface.name)' has no data to be shown; 'of' names the panel whose surface has them")
        }
        guard let (first, second) = Self.axes(of: surface, data) else {
            throw error("data", "a data panel shows two columns, and the data of '\(surface.name)' have one")
        }
        var axes = [first, second]
        if let field = record["data"] {
            let example = "[\(data.columns[first]), \(data.columns[second])]"
            guard field.node.sequence != nil else {
                throw field.error(
                    "'data' of a panel are two columns of its surface's data, as in \(example), not \(field.kind)")
            }
            let items = try field.list("'data'")
            guard items.count == 2 else {
                throw field.error("'data' of a panel are two columns, as in \(example), not \(items.count)")
            }
            axes = []
            for item in items { axes.append(try Self.column(item, of: data)) }
            guard axes[0] != axes[1] else { throw items[1].error("both axes are '\(data.columns[axes[0]])'") }
        }
        guard let range = Self.range(of: data, axes[0], axes[1]) else {
            throw error("data", "these columns cannot be shown: their numbers must lie within 1e100")
        }
        var group = Self.group(of: surface, data, axes[0], axes[1])
        if let field = record["class"] { group = try Self.column(field, of: data) }
        var boundary = Self.boundary(of: surface, data, axes[0], axes[1], group)
        if let field = record["boundary"] {
            let (text, place) = try field.embedded("'boundary'")
            do throws(Diagnostic) {
                boundary = try Self.formula(text, surface, data, axes[0], axes[1])
            } catch {
                throw place.located(error)
            }
        }
        // With a surface the panel's view is that of the weights.
        let isOfData = record["surface"] == nil && record["view"] != nil
        self.init(
            across: axes[0], up: axes[1], group: group, boundary: boundary, range: range,
            view: isOfData ? fields.view : range)
    }

    private static func column(_ field: Field, of data: DataSet) throws(Diagnostic) -> Int {
        let name = try field.line("a column's name")
        guard let index = data.columns.firstIndex(of: name) else {
            throw field.error("there is no column '\(name)'" + Suggestion.hint(for: name, among: data.columns))
        }
        return index
    }
}

extension Syntax {
    /// All that is named in it.
    fileprivate var names: Set<String> {
        Set(nodes.compactMap { if case .name(let name) = $0.kind { name } else { nil } })
    }
}
