import ArgumentParser
import Basics
import Canvas
import Expressions
import Racing
import Recording
import Scenes

struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs one run with every pair of two values, on all cores.",
        discussion: """
            An axis is a hyperparameter, a parameter of the surface, or x or y of the start: its name, from where to \
            where, and how many values there are. Learning rates go by equal factors, momentum by equal factors of what \
            is missing to 1. A run has arrived when its loss has come down to 1 % of its height over the minimum, and \
            stays there.

              ravine sweep ellipse --run momentum --x eta=1e-4..1:200 --y alpha=0..0.999:100 -o map.csv
              ravine sweep ellipse --run momentum --x eta=1e-4..1:200 --y alpha=0..0.999:100 -o map.png
              ravine sweep adaptive-methods --fair      how wide the range of good learning rates is, for each run

            What is interrupted goes on with --resume. --shard 3/64 makes the third of 64 parts, on any machine, and \
            --merge puts them together: see docs/sweeps.md.
            """)

    @Argument(
        help: ArgumentHelp("A built-in scene's name, or a YAML file; with --merge the parts.", valueName: "scene"))
    var inputs: [String] = []

    @Option(
        name: .customLong("run"), help: "The run, by its label or its optimizer. (default: the scene's first)")
    var runName: String?

    @Option(help: "The panel's track that the run is on, where it is on several.")
    var track: String?

    @Option(help: ArgumentHelp("What goes along the first axis, as in eta=1e-4..1:200.", valueName: "axis"))
    var x: String?

    @Option(help: ArgumentHelp("What goes along the second axis, as in alpha=0..0.999:100.", valueName: "axis"))
    var y: String?

    @Option(help: "How many steps a run takes. (default: the scene's)")
    var steps: Int?

    @Option(
        name: [.short, .long],
        help:
            "The file; its ending says the format: .csv, .jsonl, .npy, or a picture: .png, .svg. (default: csv to standard output)"
    )
    var output: String?

    @Flag(help: "Go on with a sweep that was interrupted.")
    var resume = false

    @Flag(help: "Replace the file if it is there already, and begin anew.")
    var force = false

    @Option(help: ArgumentHelp("Make one of so many parts, as in 3/64.", valueName: "k/n"))
    var shard: Shard?

    @Flag(help: "Put the parts of a sweep together, and make sure that they are one.")
    var merge = false

    @Flag(help: "For every run of the scene the width, in decades of the learning rate, of what works.")
    var fair = false

    @Option(help: "How many cores to use. (default: all)")
    var cores: Int?

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var characters: CharacterOptions

    /// One of several parts.
    struct Shard: ExpressibleByArgument {
        let number: Int
        let count: Int

        init?(argument: String) {
            let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[0], radix: 10), let count = Int(parts[1], radix: 10),
                (1...100_000).contains(count), (1...count).contains(number)
            else { return nil }
            (self.number, self.count) = (number, count)
        }

        var defaultValueDescription: String { "\(number)/\(count)" }
    }

    func validate() throws {
        if let cores, cores < 1 { throw ValidationError("--cores is a number from 1 on") }
        if let steps, steps < 1 { throw ValidationError("--steps is a number from 1 on") }
        if resume, force { throw ValidationError("--resume goes on, and --force begins anew; choose one") }
        if resume || shard != nil, output == nil || output == "-" {
            throw ValidationError("\(resume ? "--resume" : "--shard") needs a file: add -o")
        }
        if merge || fair, shard != nil || resume { throw ValidationError("--shard and --resume are of one sweep") }
        if merge, fair { throw ValidationError("--merge and --fair are two commands") }
        if merge, x != nil || y != nil { throw ValidationError("the parts know their axes; leave --x and --y out") }
        if !merge, inputs.count > 1 {
            throw ValidationError("one scene is swept at a time; --merge takes several parts")
        }
        if merge, inputs.isEmpty { throw ValidationError("--merge needs the parts, as in --merge parts-*.csv") }
        if !merge, !fair, x == nil || y == nil {
            throw ValidationError("a sweep needs --x and --y, as in --x eta=1e-4..1:200 --y alpha=0..0.999:100")
        }
        if let output, output != "-", SweepFile(output) == nil {
            throw ValidationError(
                "'\(output)' must end in what it is to be: \(SweepFile.endings.joined(separator: ", "))")
        }
        if fair, let output, output != "-", !output.hasSuffix(".csv") {
            throw ValidationError("what --fair finds is a table; '\(output)' must end in .csv")
        }
        if shard != nil, let output, !output.hasSuffix(".csv") {
            throw ValidationError("parts are written as .csv, and merged to anything")
        }
    }

    func run() throws {
        if merge { return try mergeParts() }
        let scene = try SceneArgument.load(inputs.first ?? SceneLibrary.defaultName, access)
        if fair { return try FairTable(Race(scene)).write(to: output, mayReplace: force) }
        let (plan, heading) = try plan(scene)
        let cells =
            shard.map { SweepPart.cells(shard: $0.number, of: $0.count, in: heading.cellCount) }
            ?? 0..<heading.cellCount
        guard let output, output != "-" else {
            let rows = try sweep(plan, heading, cells, journal: nil)
            return try Output.write(SweepTable.csv.bytes(heading, rows))
        }
        // What could not be written in the end is known before anything is begun.
        if !force, SweepJournal.exists(output) {
            throw Failure("'\(output)' is there already; --force replaces it", status: 1)
        }
        var journal: SweepJournal? = try SweepJournal(
            for: output, heading, cells: cells, resumes: resume, replaces: force)
        let rows = try sweep(plan, heading, cells, journal: &journal)
        if shard != nil {
            try journal?.become(output)
        } else {
            try write(heading, rows, to: output)
            journal?.remove()
        }
    }

    // MARK: What is swept

    private func plan(_ scene: Scene) throws -> (MapPlan, SweepHeading) {
        let (track, index) = try find(scene)
        let entry = scene.tracks[track].runs[index]
        func axis(_ option: String, _ text: String) throws -> (ScaledAxis, Int) {
            do throws(Diagnostic) {
                let (axis, count) = try MapAxis.parse(text, on: scene.tracks[track], runs: [entry])
                return (try axis.scaled(entry, on: scene.tracks[track]), count ?? 100)
            } catch {
                let caret = error.location.map { place in
                    let before = String(repeating: " ", count: max(0, place.column - 1))
                    return "\n  \(text)\n  \(before)" + String(repeating: "^", count: max(1, place.length))
                }
                throw Failure("\(option): \(error.message)" + (caret ?? ""))
            }
        }
        let (first, columns) = try axis("--x", x!)
        let (second, rows) = try axis("--y", y!)
        guard first.place != second.place else {
            throw Failure("both axes are '\(first.name)'; a sweep needs two different ones")
        }
        guard columns * rows <= Limits.mapCells else {
            throw Failure("a sweep has at most \(Limits.mapCells) cells, and this one would have \(columns * rows)")
        }
        if let steps, steps > scene.steps {
            throw Failure("--steps is \(scene.steps) at most, as many as the scene has")
        }
        let race = Race(scene)
        let place = race.runs(on: track).startIndex + index
        do throws(Diagnostic) {
            let plan = try MapPlan(race, run: place, x: first, y: second, steps: steps)
            let heading = SweepHeading(
                race, plan, columns: columns, rows: rows, version: Ravine.configuration.version)
            return (plan, heading)
        } catch {
            throw Failure(error.message)
        }
    }

    private func find(_ scene: Scene) throws -> (track: Int, run: Int) {
        let tracks = scene.tracks.indices.filter { track == nil || Scene.isSame(scene.tracks[$0].name, track!) }
        guard !tracks.isEmpty else {
            throw Failure(
                "there is no track '\(track!)'" + Suggestion.hint(for: track!, among: scene.tracks.map(\.name)))
        }
        guard let run = runName else { return (tracks[0], 0) }
        var found: [(Int, Int)] = []
        for track in tracks {
            let runs = scene.tracks[track].runs
            let labelled = runs.indices.filter { Scene.isSame(runs[$0].label, run) }
            let named = runs.indices.filter { runs[$0].optimizer.name == run.lowercased() }
            found += (labelled.isEmpty ? named : labelled).map { (track, $0) }
        }
        if found.count > 1 {
            let places = found.map { "'\(scene.tracks[$0.0].runs[$0.1].label)' on '\(scene.tracks[$0.0].name)'" }
            throw Failure(
                "several runs are meant by '\(run)': \(places.joined(separator: ", ")); say --track, or its label")
        }
        guard let only = found.first else {
            let labels = tracks.flatMap { scene.tracks[$0].runs.map(\.label) }
            throw Failure("no run is called '\(run)'" + Suggestion.hint(for: run, among: labels))
        }
        return only
    }

    // MARK: The work

    private func sweep(_ plan: MapPlan, _ heading: SweepHeading, _ cells: Range<Int>, journal: SweepJournal?) throws
        -> [SweepRow]
    {
        var journal = journal
        return try sweep(plan, heading, cells, journal: &journal)
    }

    /// All rows, in the order of their cells.
    private func sweep(
        _ plan: MapPlan, _ heading: SweepHeading, _ cells: Range<Int>, journal: inout SweepJournal?
    ) throws -> [SweepRow] {
        let interruption = Interruption()
        var rows = journal?.rows ?? []
        let name = output.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "sweep"
        var progress = Progress(name, of: cells.count, unit: "cells", done: rows.count)
        let work = SweepWork(
            plan, heading, cells: (cells.lowerBound + rows.count)..<cells.upperBound, cores: cores ?? CoreCount.current)
        // Pieces come in no order, and are written in theirs.
        var waiting: [Int: [MapOutcome]] = [:]
        while true {
            let (pieces, isOver) = work.take()
            for piece in pieces { waiting[piece.first] = piece.outcomes }
            while let outcomes = waiting.removeValue(forKey: cells.lowerBound + rows.count) {
                let first = cells.lowerBound + rows.count
                let new = outcomes.enumerated().map { SweepRow(heading, cell: first + $0, $1) }
                try journal?.add(new)
                rows += new
            }
            progress.show(rows.count)
            if interruption.hasCome {
                work.cancel()
                progress.clear()
                let share = 100 * rows.count / max(1, cells.count)
                throw Failure(
                    journal == nil
                        ? "interrupted" : "interrupted at \(share) %; the same command with --resume goes on",
                    status: 130)
            }
            if isOver { break }
            WallClock.rest(milliseconds: 10)
        }
        progress.finish("\(name): \(rows.count) cells")
        return rows
    }

    // MARK: Files

    private func mergeParts() throws {
        var parts: [(name: String, part: SweepPart)] = []
        for name in inputs {
            do {
                let bytes = try Files.bytes(of: name, atMost: Limits.sweepBytes)
                parts.append((name, try SweepPart(String(decoding: bytes, as: UTF8.self))))
            } catch let failure as Files.Failure {
                throw Failure("cannot read '\(name)': \(failure.reason)")
            } catch let mistake as SweepPart.Mistake {
                throw Failure("'\(name)': \(mistake.message)", status: 1)
            }
        }
        let (heading, rows): (SweepHeading, [SweepRow])
        do throws(SweepPart.Mistake) {
            (heading, rows) = try SweepPart.merged(parts)
        } catch {
            throw Failure(error.message, status: 1)
        }
        try write(heading, rows, to: output ?? "-")
    }

    private func write(_ heading: SweepHeading, _ rows: [SweepRow], to path: String) throws {
        let format = SweepFile(path) ?? .table(.csv)
        let bytes = format.bytes(heading, rows, theme: characters.chosenTheme ?? .dark)
        do throws(Files.Failure) {
            var file = try OutputFile(path, mayReplace: force)
            do throws(Files.Failure) {
                try file.write(bytes)
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
        } catch {
            throw error.isThere
                ? Failure("'\(path)' is there already; --force replaces it", status: 1)
                : Failure("cannot write '\(path)': \(error.reason)")
        }
    }
}
