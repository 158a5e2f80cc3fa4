import ArgumentParser
import Basics
import Canvas
import Racing
import Recording
import Scenes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

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

    @Flag(help: "Replace the file if it is there already; without --resume begin anew.")
    var force = false

    @Option(help: ArgumentHelp("Make one of so many parts, as in 3/64.", valueName: "k/n"))
    var shard: Shard?

    @Flag(help: "Put the parts of a sweep together, and make sure that they are one.")
    var merge = false

    @Flag(help: "For every run of the scene the width, in decades of the learning rate, of what works.")
    var fair = false

    @Option(help: "How many cores to use. (default: all that it may run on)")
    var cores: Int?

    @OptionGroup(title: "Scenes") var access: SceneOptions

    @OptionGroup(title: "Look") var characters: CharacterOptions

    func validate() throws {
        if let cores, cores < 1 { throw ValidationError("--cores is a number from 1 on") }
        if let steps, steps < 1 { throw ValidationError("--steps is a number from 1 on") }
        if resume || shard != nil, output == nil || output == "-" {
            throw ValidationError("\(resume ? "--resume" : "--shard") needs a file: add -o")
        }
        if merge || fair, shard != nil || resume { throw ValidationError("--shard and --resume are of one sweep") }
        if merge || fair, cores != nil { throw ValidationError("--cores is for a sweep that is made") }
        if merge, fair { throw ValidationError("--merge and --fair are two commands") }
        if merge, x != nil || y != nil || runName != nil || track != nil || steps != nil {
            throw ValidationError("the parts know what they are of; leave --x, --y, --run, --track and --steps out")
        }
        if fair, x != nil || y != nil || runName != nil || track != nil || steps != nil {
            throw ValidationError(
                "--fair is of all runs of a scene, and their learning rates; leave --x, --y, --run, --track and --steps out"
            )
        }
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
        // A job that is begun again finds its part done.
        if !force, resume, shard != nil, Files.exists(output), !Files.isFolder(output) {
            return try SweepFile.expect(output, toBe: heading, cells)
        }
        try SweepFile.check(output, mayReplace: force)
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
            plan, heading, cells: (cells.lowerBound + rows.count)..<cells.upperBound,
            cores: cores ?? ProcessInfo.processInfo.activeProcessorCount)
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
        if let output, output != "-" { try SweepFile.check(output, mayReplace: force) }
        let parts = try inputs.map { (name: $0, part: try SweepFile.part($0)) }
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
        try SweepFile.write(bytes, to: path, mayReplace: force)
    }
}
