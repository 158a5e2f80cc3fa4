import Hyperparameters
import Basics
import Expressions
import Landscapes
import Optimizers

extension SceneReader {
    func readRuns(_ field: Field, start: Point, surface: Surface) throws(Diagnostic) -> [Scene.Entry] {
        if let optimizers = field.node.mapping {
            let first = optimizers.first?.key.scalar?.string ?? "sgd"
            throw field.error(
                "'runs' must be a list, not a mapping; write each run as {optimizer: \(first == "optimizer" ? "sgd" : first), eta: 0.1}"
                    + " after a '-'")
        }
        let fields = try field.list("'runs'", ofWords: true)
        guard !fields.isEmpty else { throw field.error("'runs' must name at least one optimizer") }
        guard fields.count <= Limits.runs else {
            throw field.error("a panel has at most \(Limits.runs) runs")
        }
        var runs: [Scene.Entry] = []
        for field in fields {
            let run = try readRun(field, start: start, surface: surface)
            guard !runs.contains(where: { Scene.isSame($0.label, run.label) }) else {
                throw field.error("there is a run '\(run.label)' already; give this one a 'label' of its own")
            }
            runs.append(run)
        }
        return runs
    }

    private func readRun(_ field: Field, start: Point, surface: Surface) throws(Diagnostic) -> Scene.Entry {
        guard !field.isNothing, field.node.sequence == nil else {
            throw field.error("a run must be an optimizer's name or {optimizer: sgd, eta: 0.1}, not \(field.kind)")
        }
        if field.node.scalar != nil {
            let optimizer = try optimizer(named: field)
            return Scene.Entry(
                label: optimizer.label, optimizer: optimizer,
                schedules: optimizer.hyperparameters.map { Schedule($0.defaultValue) }, start: start)
        }
        let entries = try field.entries("a run")
        guard let name = entries.first(where: { $0.name == "optimizer" }) else {
            throw missingOptimizer(field, entries)
        }
        let optimizer = try optimizer(named: name.value)
        let hyperparameters = optimizer.hyperparameters
        let (record, values) = try readRecord(entries, of: optimizer)
        var batches = try readBatches(record, surface: surface)
        let rows = surface.data?.rowCount ?? 1
        let stepsPerEpoch = batches.map { (rows + $0.size - 1) / $0.size } ?? 1
        var schedules: [Schedule] = []
        for (hyperparameter, value) in zip(hyperparameters, values) {
            if let field = value {
                schedules.append(try readSchedule(field, hyperparameter, stepsPerEpoch: stepsPerEpoch))
            } else {
                schedules.append(Schedule(hyperparameter.defaultValue))
            }
        }
        var start = start
        if let field = record["start"] { start = try readPoint(field, "'start'") }
        if let field = record["weights"] { batches = try readWeights(field, record, batches, start: start, surface) }
        let run = Scene.Entry(
            label: optimizer.label, optimizer: optimizer, schedules: schedules,
            given: Set(values.indices.filter { values[$0] != nil }), start: start, batches: batches)
        return try record["label"].map { field throws(Diagnostic) in
            try run.labelled(readLabel(field, of: run, on: surface))
        } ?? run
    }

    /// Which rows a run sees at each step; `nil` for all.
    private func readBatches(_ record: Field.Record, surface: Surface) throws(Diagnostic) -> Batches? {
        guard let given = Keys.batches.lazy.compactMap({ record[$0] }).first else { return nil }
        guard let rows = surface.data?.rowCount else {
            throw given.error("surface '\(surface.name)' has no data that a run could see in batches")
        }
        let size = try record["batch"]?.integer("'batch'", in: 1...1_000_000) ?? rows
        var batches = Batches(size: min(size, rows), seed: seed)
        if let field = record["shuffle"] {
            let text = try field.line("'shuffle'")
            guard ["true", "false"].contains(text) else {
                throw field.error("'shuffle' is true or false, not \(field.kind)")
            }
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

    /// What a run draws its rows by.
    private func readWeights(
        _ field: Field, _ record: Field.Record, _ batches: Batches?, start: Point, _ surface: Surface
    ) throws(Diagnostic) -> Batches? {
        guard record["batch"] != nil, var batches else {
            throw field.error("by 'weights' rows are drawn for batches: say how many a step sees, as in batch: 1")
        }
        if let other = record["shuffle"] {
            throw other.error("rows that are drawn by 'weights' are in no order: leave 'shuffle' out")
        }
        let (text, place) = try field.embedded("'weights'", as: "a formula of a row, as in loss or if(t > 0, 3, 1)")
        do throws(Diagnostic) {
            batches.weights = try surface.rowWeights(text)
        } catch {
            throw place.located(error)
        }
        var objective = Objective(surface)
        if let mistake = objective.selectBatch(batches, step: 1, at: start) {
            throw Diagnostic("\(mistake); so it is at the start", at: place.whole)
        }
        return batches
    }

    private func readSchedule(
        _ field: Field, _ hyperparameter: Hyperparameter, stepsPerEpoch: Int
    ) throws(Diagnostic) -> Schedule {
        guard field.node.sequence == nil else {
            let name = hyperparameter.name
            throw field.error(
                "'\(name)' is one number for both weights; one for each is a rule's, as in w = w - [\(name)1, \(name)2]*g"
            )
        }
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
        throw field.error("unknown optimizer '\(name)'" + optimizerHint(name))
    }
}

/// The catalog's optimizers, each made once for a scene.
final class CatalogCache {
    private var made: [String: any Optimizer] = [:]

    func optimizer(named name: String) -> (any Optimizer)? {
        if let known = made[name] { return known }
        made[name] = OptimizerCatalog.optimizer(named: name)
        return made[name]
    }
}
