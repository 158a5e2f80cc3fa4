import Basics
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
}

struct SceneReader {
    let text: String
    let origin: String
    var surfaces: [Surface] = []
    var optimizers: [any Optimizer] = []
    /// Those of the catalog that the scene has named so far: a rule is parsed once.
    let catalog = CatalogCache()
    var data: [DataReader.Named] = []
    var steps = 200
    var seed: UInt64 = 0

    let allowsPrograms: Bool
    let files: SceneFiles

    init(text: String, origin: String, allowsPrograms: Bool) {
        self.text = text
        self.origin = origin
        self.allowsPrograms = allowsPrograms
        files = SceneFiles(besides: origin)
    }

    /// The folder of the scene's file.
    var folder: String? { files.folder }

    mutating func read() throws(Diagnostic) -> Scene {
        let root = try root()
        do throws(Diagnostic) {
            return try read(root)
        } catch {
            throw root.misreading(near: error) ?? error
        }
    }

    private mutating func read(_ root: Field) throws(Diagnostic) -> Scene {
        let scene = try root.record("a scene", keys: Keys.scene)
        let title = try scene["title"]?.line("'title'") ?? origin
        steps = try scene["steps"]?.integer("'steps'", in: 1...Limits.steps) ?? steps
        let rate = try scene["rate"]?.number("'rate'") ?? 30
        guard Limits.rate.contains(rate) else {
            throw (scene["rate"] ?? root).error(
                "'rate' is from \(Limits.rate.lowerBound) to \(Int(clamping: Limits.rate.upperBound)) steps a second")
        }
        seed = UInt64(clamping: try scene["seed"]?.integer("'seed'", in: 0...Int(clamping: Int32.max)) ?? 0)
        for (_, name, value) in try scene["data"]?.entries("'data'") ?? [] {
            data.append(try DataReader(files: files, seed: seed).read(name, value))
        }
        for (key, name, value) in try declarations(scene["surfaces"], "surfaces", "{own: {loss: …}}", usedIn: "panels")
        {
            surfaces.append(try readSurface(name, key: key, value))
        }
        for (_, name, value) in try declarations(scene["optimizers"], "optimizers", "{own: {rule: …}}", usedIn: "runs")
        {
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
        let (tracks, panels) = try readPanels(scene)
        try checkSize(of: tracks, at: scene["steps"] ?? scene["panels"] ?? root)
        let claims = try readClaims(scene["claims"], tracks: tracks)
        let guess = try readGuess(scene["guess"], tracks: tracks)
        let moments = try readMoments(scene["moments"], tracks: tracks)
        return Scene(
            title: title, about: try scene["about"]?.line("'about'") ?? "",
            source: try scene["source"]?.line("'source'") ?? "",
            notes: try scene["notes"]?.lines("'notes'") ?? [], steps: steps, rate: rate, pace: pace, tracks: tracks,
            panels: panels, claims: claims, guess: guess, moments: moments, seed: seed, origin: origin, text: text,
            files: files.read,
            allowsPrograms: allowsPrograms)
    }

    /// What a scene brings along by name. Who names built-in ones there is told where they belong.
    private func declarations(
        _ field: Field?, _ key: String, _ example: String, usedIn other: String
    ) throws(Diagnostic) -> [(key: Field, name: String, value: Field)] {
        guard let field else { return [] }
        guard field.node.mapping != nil else {
            throw field.error(
                "'\(key)' are those of your own by name, as in \(example), not \(field.kind); built-in ones stand in '\(other)'"
            )
        }
        return try field.entries("'\(key)'")
    }

    private func root() throws(Diagnostic) -> Field {
        guard let root = try Field(parsing: text) else { throw Diagnostic("the file is empty") }
        return root
    }

    /// Checks that the race can be run, and kept, in reasonable time.
    private func checkSize(of tracks: [Scene.Track], at field: Field) throws(Diagnostic) {
        let runs = tracks.map(\.runs.count).reduce(0, +)
        guard steps * runs <= Limits.stepsInAll else {
            throw field.error("\(runs) runs of \(steps) steps are more than \(Limits.stepsInAll) steps in all")
        }
        let costs = tracks.flatMap { track in
            track.runs.map { $0.optimizer.stepCost(evaluation: track.surface.cost) }
        }
        if let most = costs.max(), most > Limits.evaluationsInStep {
            throw field.error(
                "a step of one run takes \(most) evaluations of a small formula, more than "
                    + "\(Limits.evaluationsInStep): make the data or formulas smaller")
        }
        let work = costs.reduce(0, +)
        guard Double(steps) * Double(work) <= Double(Limits.evaluationsInAll) else {
            let (found, most) = (steps * work / 1_000_000, Limits.evaluationsInAll / 1_000_000)
            throw field.error(
                "this race takes \(found) million evaluations of a small formula, more than \(most) million: "
                    + "make it shorter, or the data or formulas")
        }
    }
}
