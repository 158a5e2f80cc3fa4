import Expressions
import Landscapes
import Optimizers

extension Scene {
    /// Reads a scene file.
    ///
    /// - Parameters:
    ///   - text: the YAML text.
    ///   - origin: what to call it in messages; a file's path, so that its programs run in its folder.
    ///   - allowsPrograms: whether optimizers that are programs may be started.
    /// - Throws: a ``Diagnostic`` with the place in `text`.
    public init(parsing text: String, origin: String, allowsPrograms: Bool = false) throws(Diagnostic) {
        var reader = SceneReader(text: text, origin: origin, allowsPrograms: allowsPrograms)
        self = try reader.read()
    }

    /// The most that a scene may ask for.
    public static let limits = (bytes: 1_000_000, steps: 1_000_000, panels: 16, runs: 64)
}

struct SceneReader {
    let text: String
    let origin: String
    private var surfaces: [Surface] = []
    private var optimizers: [any Optimizer] = []
    /// Those of the catalog that the scene has named so far: a rule is parsed once.
    private let catalog = CatalogCache()
    private var data: [DataReader.Named] = []
    private var steps = 200
    private var seed: UInt64 = 0

    private let allowsPrograms: Bool

    init(text: String, origin: String, allowsPrograms: Bool) {
        self.text = text
        self.origin = origin
        self.allowsPrograms = allowsPrograms
    }

    /// The folder of the scene's file.
    private var folder: String? {
        guard let slash = origin.lastIndex(of: "/") else { return nil }
        return slash == origin.startIndex ? "/" : String(origin[..<slash])
    }

    private static let keys = [
        "title", "about", "source", "steps", "rate", "pace", "seed", "data", "surfaces", "optimizers", "start", "view",
        "runs",
        "panels", "claims",
    ]

    mutating func read() throws(Diagnostic) -> Scene {
        let scene = try root().record("a scene", keys: Self.keys)
        let title = try scene["title"]?.line("'title'") ?? origin
        steps = try scene["steps"]?.integer("'steps'", in: 1...Scene.limits.steps) ?? steps
        let rate = try scene["rate"]?.number("'rate'") ?? 30
        guard rate > 0, rate <= 10_000 else { throw scene["rate"]!.error("'rate' must be above 0 and at most 10000") }
        seed = UInt64(try scene["seed"]?.integer("'seed'", in: 0...Int(Int32.max)) ?? 0)
        let files = SceneFiles(folder: folder)
        for (_, name, value) in try scene["data"]?.entries("'data'") ?? [] {
            data.append(try DataReader(files: files, seed: seed).read(name, value))
        }
        for (key, name, value) in try scene["surfaces"]?.entries("'surfaces'") ?? [] {
            surfaces.append(try readSurface(name, key: key, value))
        }
        for (key, name, value) in try scene["optimizers"]?.entries("'optimizers'") ?? [] {
            optimizers.append(try OptimizerReader.read(name, value, folder: folder, allowsPrograms: allowsPrograms))
        }
        var pace = Scene.Pace.steps
        if let field = scene["pace"] {
            let name = try field.line("'pace'")
            guard let known = Scene.Pace(rawValue: name) else {
                throw field.error("'pace' must be steps or evaluations, not '\(name)'")
            }
            pace = known
        }
        let panels = try readPanels(scene)
        let claims = try readClaims(scene["claims"], panels: panels)
        return Scene(
            title: title, about: try scene["about"]?.line("'about'") ?? "",
            source: try scene["source"]?.line("'source'") ?? "", steps: steps, rate: rate, pace: pace, panels: panels,
            claims: claims, origin: origin, text: text)
    }

    private func root() throws(Diagnostic) -> Field {
        guard text.utf8.count <= Scene.limits.bytes else {
            throw Diagnostic("the file is too large for a scene (more than \(Scene.limits.bytes) bytes)")
        }
        guard let root = try Field(parsing: text) else { throw Diagnostic("the file is empty") }
        return root
    }

    // MARK: Surfaces

    private func readSurface(_ name: String, key: Field, _ field: Field) throws(Diagnostic) -> Surface {
        let record = try field.record(
            "surface '\(name)'",
            keys: [
                "title", "about", "source", "parameters", "loss", "data", "accuracy", "grid", "domain", "minima",
                "start",
            ])
        guard (record["loss"] == nil) != (record["grid"] == nil) else {
            throw field.error("surface '\(name)' needs either 'loss' or 'grid'")
        }
        let domain = try record["domain"].map { field throws(Diagnostic) in try readDomain(field, "'domain'") }
        var minima: [Point] = []
        for minimum in try record["minima"]?.list("'minima'") ?? [] {
            minima.append(try readPoint(minimum, "a minimum"))
        }
        let start = try record["start"].map { field throws(Diagnostic) in try readPoint(field, "'start'") }
        let title = try record["title"]?.line("'title'")
        let about = try record["about"]?.line("'about'") ?? ""
        let source = try record["source"]?.line("'source'") ?? ""
        if let grid = record["grid"] {
            for key in ["parameters", "data", "accuracy"] where record[key] != nil {
                throw record[key]!.error("a surface from a grid has no '\(key)'")
            }
            return Surface(
                name: name, title: title, about: about, source: source,
                grid: try GridReader.read(grid, SceneFiles(folder: folder), domain: domain), domain: domain,
                minima: minima, start: start)
        }
        guard let domain else { throw field.error("surface '\(name)' needs 'domain'") }
        let parameters = try OptimizerReader.readHyperparameters(record["parameters"], "'parameters'")
        let (formula, place) = try record["loss"]!.embedded("'loss'")
        guard let field = record["data"] else {
            if let accuracy = record["accuracy"] { throw accuracy.error("without 'data' there is no accuracy") }
            do throws(Diagnostic) {
                return try Surface(
                    name: name, title: title, about: about, source: source, formula: formula, domain: domain,
                    minima: minima, start: start, parameters: parameters)
            } catch {
                throw place.located(error)
            }
        }
        let named = try data(named: field)
        if let accuracy = record["accuracy"] { try checkAccuracy(accuracy, named, parameters) }
        do throws(Diagnostic) {
            return try Surface(
                name: name, title: title, about: about, source: source, formula: formula,
                accuracy: try record["accuracy"]?.string("'accuracy'"), data: named.data, inputs: named.inputs,
                domain: domain, minima: minima, start: start, parameters: parameters)
        } catch {
            throw place.located(error)
        }
    }

    /// Reads the condition once alone, so that what is wrong with it has its place.
    private func checkAccuracy(
        _ field: Field, _ named: DataReader.Named, _ parameters: [Hyperparameter]
    ) throws(Diagnostic) {
        let (text, place) = try field.embedded("'accuracy'")
        do throws(Diagnostic) {
            _ = try Surface(
                name: "", formula: "0*w1", accuracy: text, data: named.data, inputs: named.inputs,
                domain: Domain(x: 0...1, y: 0...1), parameters: parameters)
        } catch {
            throw place.located(error)
        }
    }

    private func data(named field: Field) throws(Diagnostic) -> DataReader.Named {
        let name = try field.line("'data'")
        guard let named = data.first(where: { $0.name == name }) else {
            throw field.error("there are no data '\(name)'" + Suggestion.hint(for: name, among: data.map(\.name)))
        }
        return named
    }

    private func readDomain(_ field: Field, _ what: String) throws(Diagnostic) -> Domain {
        let record = try field.record(what, keys: ["x", "y"], required: ["x", "y"])
        return Domain(x: try record["x"]!.range("'x'"), y: try record["y"]!.range("'y'"))
    }

    private func readPoint(_ field: Field, _ what: String) throws(Diagnostic) -> Point {
        let (x, y) = try field.pair(what)
        return Point(x, y)
    }

    /// A surface by its name, with values of its parameters as in `valley(kappa: 1000)`.
    private func surface(named field: Field) throws(Diagnostic) -> Surface {
        let text = try field.line("'surface'")
        let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].trimmingSuffix(while: \.isWhitespace)
        guard
            var surface = surfaces.first(where: { $0.name == name }) ?? SurfaceCatalog.surface(named: String(name))
        else {
            let known = surfaces.map(\.name) + SurfaceCatalog.names
            throw field.error("unknown surface '\(name)'" + Suggestion.hint(for: String(name), among: known))
        }
        guard parts.count > 1 else { return surface }
        guard parts[1].last == ")" else { throw field.error("a ')' is missing, as in \"valley(kappa: 100)\"") }
        for setting in parts[1].dropLast().split(separator: ",") {
            let words = setting.split(maxSplits: 1) { ":=".contains($0) }.map {
                String($0.trimmingPrefix(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace))
            }
            guard words.count == 2 else {
                throw field.error("'\(setting)' is no parameter with a value, as in \"valley(kappa: 100)\"")
            }
            surface = try self.surface(surface, setting: words[0], to: try number(words[1], field), at: field)
        }
        return surface
    }

    private func number(_ text: String, _ field: Field) throws(Diagnostic) -> Double {
        do throws(Diagnostic) {
            let schedule = try Schedule(formula: text, steps: 1)
            guard let value = schedule.constant, value.isFinite else { throw Diagnostic("'\(text)' is no number") }
            return value
        } catch {
            throw field.error(error.message)
        }
    }

    private func surface(
        _ surface: Surface, setting name: String, to value: Double, at field: Field
    ) throws(Diagnostic) -> Surface {
        guard let index = surface.parameters.firstIndex(where: { $0.name == name }) else {
            let known = surface.parameters.map(\.name)
            throw field.error(
                "surface '\(surface.name)' has no parameter '\(name)'" + Suggestion.hint(for: name, among: known))
        }
        let parameter = surface.parameters[index]
        guard parameter.range.contains(value) else {
            throw field.error("\(name) = \(value) is out of range; \(parameter.rangeDescription)")
        }
        return surface.setting(index, to: value)
    }

    // MARK: Panels

    private func readPanels(_ scene: Field.Record) throws(Diagnostic) -> [Scene.Panel] {
        var panels: [Scene.Panel] = []
        let fields = try scene["panels"]?.list("'panels'") ?? []
        if fields.isEmpty {
            guard !surfaces.isEmpty else {
                throw (scene["panels"] ?? scene["title"])?.error("a scene needs 'panels' or 'surfaces'")
                    ?? Diagnostic("a scene needs 'panels' or 'surfaces'")
            }
            for surface in surfaces {
                panels.append(try readPanel(surface, panel: Field.Record(values: [:]), scene, earlier: panels))
            }
            return panels
        }
        guard fields.count <= Scene.limits.panels else {
            throw scene["panels"]!.error("a scene has at most \(Scene.limits.panels) panels")
        }
        for field in fields {
            if field.node.scalar != nil {
                let surface = try surface(named: field)
                panels.append(try readPanel(surface, panel: Field.Record(values: [:]), scene, earlier: panels))
                continue
            }
            let panel = try field.record(
                "a panel", keys: ["surface", "parameters", "name", "title", "start", "view", "runs"],
                required: ["surface"])
            var surface = try surface(named: panel["surface"]!)
            for (_, name, value) in try panel["parameters"]?.entries("'parameters'") ?? [] {
                surface = try self.surface(surface, setting: name, to: try value.number("'\(name)'"), at: value)
            }
            panels.append(try readPanel(surface, panel: panel, scene, earlier: panels))
        }
        return panels
    }

    private func readPanel(
        _ surface: Surface, panel: Field.Record, _ scene: Field.Record, earlier: [Scene.Panel]
    ) throws(Diagnostic) -> Scene.Panel {
        let wanted = try panel["name"]?.line("'name'") ?? surface.name
        if panel["name"] != nil, earlier.contains(where: { Scene.isSame($0.name, wanted) }) {
            throw panel["name"]!.error("there is a panel '\(wanted)' already")
        }
        var name = wanted
        var number = 2
        while earlier.contains(where: { Scene.isSame($0.name, name) }) {
            name = "\(wanted)-\(number)"
            number += 1
        }
        var start = surface.start
        if let field = panel["start"] ?? scene["start"] { start = try readPoint(field, "'start'") }
        var view = surface.domain
        if let field = panel["view"] ?? scene["view"] { view = try readDomain(field, "'view'") }
        guard let runs = panel["runs"] ?? scene["runs"] else {
            throw panel["surface"]?.error("the panel has no runs: write 'runs' here or for the whole scene")
                ?? Diagnostic("a scene needs 'runs'", at: scene["surfaces"]?.location)
        }
        return Scene.Panel(
            name: name, title: try panel["title"]?.line("'title'") ?? (panel["name"] == nil ? surface.title : name),
            surface: surface, view: view, start: start, runs: try readRuns(runs, start: start, surface: surface))
    }

    // MARK: Runs

    private func readRuns(_ field: Field, start: Point, surface: Surface) throws(Diagnostic) -> [Scene.Run] {
        let fields = try field.list("'runs'")
        guard !fields.isEmpty else { throw field.error("'runs' must name at least one optimizer") }
        guard fields.count <= Scene.limits.runs else {
            throw field.error("a panel has at most \(Scene.limits.runs) runs")
        }
        var runs: [Scene.Run] = []
        for field in fields {
            let run = try readRun(field, start: start, surface: surface)
            guard !runs.contains(where: { Scene.isSame($0.label, run.label) }) else {
                throw field.error("there is a run '\(run.label)' already; give this one a 'label' of its own")
            }
            runs.append(run)
        }
        return runs
    }

    private func readRun(_ field: Field, start: Point, surface: Surface) throws(Diagnostic) -> Scene.Run {
        if field.node.scalar != nil {
            let optimizer = try optimizer(named: field)
            return Scene.Run(
                label: optimizer.label, optimizer: optimizer,
                schedules: optimizer.hyperparameters.map { Schedule($0.defaultValue) }, start: start)
        }
        let entries = try field.entries("a run")
        guard let name = entries.first(where: { $0.name == "optimizer" }) else {
            throw field.error("a run needs 'optimizer'")
        }
        let optimizer = try optimizer(named: name.value)
        let hyperparameters = optimizer.hyperparameters
        let keys =
            ["optimizer", "label", "start", "batch", "shuffle", "jitter", "dropout"] + hyperparameters.map(\.name)
        let record = try field.record("a run of \(optimizer.label)", keys: keys)
        let batches = try readBatches(record, surface: surface)
        let rows = surface.data?.rowCount ?? 1
        let stepsPerEpoch = batches.map { (rows + $0.size - 1) / $0.size } ?? 1
        var schedules: [Schedule] = []
        for hyperparameter in hyperparameters {
            if let field = record[hyperparameter.name] {
                schedules.append(try readSchedule(field, hyperparameter, stepsPerEpoch: stepsPerEpoch))
            } else {
                schedules.append(Schedule(hyperparameter.defaultValue))
            }
        }
        var start = start
        if let field = record["start"] { start = try readPoint(field, "'start'") }
        return Scene.Run(
            label: try record["label"]?.line("'label'") ?? optimizer.label, optimizer: optimizer, schedules: schedules,
            start: start, batches: batches)
    }

    /// Which rows a run sees at each step; `nil` for all.
    private func readBatches(_ record: Field.Record, surface: Surface) throws(Diagnostic) -> Batches? {
        let keys = ["batch", "shuffle", "jitter", "dropout"]
        guard let given = keys.lazy.compactMap({ record[$0] }).first else { return nil }
        guard let rows = surface.data?.rowCount else {
            throw given.error("surface '\(surface.name)' has no data that a run could see in batches")
        }
        let size = try record["batch"]?.integer("'batch'", in: 1...1_000_000) ?? rows
        var batches = Batches(size: min(size, rows), seed: seed)
        if let field = record["shuffle"] {
            let text = try field.line("'shuffle'")
            guard ["true", "false"].contains(text) else { throw field.error("'shuffle' is true or false") }
            batches.isReshuffled = text == "true"
        }
        batches.jitter = try record["jitter"]?.number("'jitter'") ?? 0
        batches.dropout = try record["dropout"]?.number("'dropout'") ?? 0
        guard batches.jitter >= 0 else { throw record["jitter"]!.error("'jitter' is a standard deviation, at least 0") }
        guard (0..<1).contains(batches.dropout) else {
            throw record["dropout"]!.error("'dropout' is a share, from 0 to below 1")
        }
        return batches
    }

    private func readSchedule(
        _ field: Field, _ hyperparameter: Hyperparameter, stepsPerEpoch: Int
    ) throws(Diagnostic) -> Schedule {
        let (text, place) = try field.embedded("'\(hyperparameter.name)'")
        let schedule: Schedule
        do throws(Diagnostic) {
            schedule = try Schedule(formula: text, steps: steps, stepsPerEpoch: stepsPerEpoch)
        } catch {
            throw place.located(error)
        }
        if let value = schedule.constant, !hyperparameter.range.contains(value) {
            throw field.error("\(hyperparameter.name) = \(value) is out of range; \(hyperparameter.rangeDescription)")
        }
        return schedule
    }

    private func optimizer(named field: Field) throws(Diagnostic) -> any Optimizer {
        let name = try field.line("an optimizer's name")
        if let own = optimizers.first(where: { $0.name == name }) { return own }
        if let known = catalog.optimizer(named: name.lowercased()) { return known }
        let names = optimizers.map(\.name) + OptimizerCatalog.names
        throw field.error("unknown optimizer '\(name)'" + Suggestion.hint(for: name, among: names))
    }
}

/// The catalog's optimizers, each made once for a scene.
private final class CatalogCache {
    private var made: [String: any Optimizer] = [:]

    func optimizer(named name: String) -> (any Optimizer)? {
        if let known = made[name] { return known }
        made[name] = OptimizerCatalog.optimizer(named: name)
        return made[name]
    }
}
