import Basics
import Expressions
import Landscapes
import YAML

/// What commands do to a scene's text.
extension SceneText {
    // MARK: Panels

    /// Where a panel stands in the list; a scene that has none, but surfaces only, gets one.
    private mutating func panelPath(_ index: Int) -> [PathStep] {
        if file.value["panels"] == nil {
            set(["panels"], to: .sequence(scene.tracks.map { .scalar($0.surface.name) }), order: Keys.scene)
        }
        return ["panels", .item(index)]
    }

    /// The same, where the panel is a mapping.
    mutating func panelRecord(_ index: Int) -> [PathStep] {
        let path = panelPath(index)
        if let name = file.value[path]?.string { set(path, to: .mapping(of: ["surface": .scalar(name)])) }
        return path
    }

    /// The panel that a track is declared in.
    func panel(ofTrack track: Int) -> Int {
        guard let items = file.value["panels"]?.items else { return track }
        let declaring = items.indices.filter { items[$0].string != nil || items[$0]["surface"] != nil }
        return declaring.indices.contains(track) ? declaring[track] : track
    }

    /// Shows another part of the plane in a panel.
    public mutating func setView(panel: Int, x: PlacedText, y: PlacedText) throws(Diagnostic) {
        let path = panelRecord(panel) + ["view"]
        let (across, up) = (try Self.range(x), try Self.range(y))
        set(path, to: .mapping(of: ["x": across, "y": up]), order: Keys.panel)
        note(path + ["x"], x)
        note(path + ["y"], y)
    }

    /// Shows another part of the plane in a panel.
    public mutating func setView(panel: Int, _ view: Domain) {
        set(panelRecord(panel) + ["view"], to: Self.value(of: view), order: Keys.panel)
    }

    /// `-2..2` as a list of two numbers.
    private static func range(_ word: PlacedText) throws(Diagnostic) -> YAMLValue {
        let parts = word.text.split(separator: "..", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw word.error("a range is written as in -2..2") }
        return .sequence(parts.map { .scalar(String($0)) })
    }

    static func value(of domain: Domain) -> YAMLValue {
        func list(_ range: ClosedRange<Double>) -> YAMLValue {
            .sequence([.scalar(number(range.lowerBound)), .scalar(number(range.upperBound))])
        }
        return .mapping(of: ["x": list(domain.x), "y": list(domain.y)])
    }

    /// A number as people write it.
    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(clamping: value))" : "\(value)"
    }

    /// Shows a panel in another kind.
    public mutating func setKind(panel: Int, _ kind: PlacedText) {
        let path = panelRecord(panel)
        // Keys of other kinds would be wrong.
        for key in Keys.pictures where file.value[path]?[key] != nil { file.remove(path + [.key(key)]) }
        set(path + ["kind"], to: kind, order: Keys.panel)
    }

    /// One more panel.
    public mutating func addPanel(_ fields: [(key: PlacedText, value: PlacedText)]) {
        let path = panelPath(file.value["panels"]?.items?.count ?? scene.panels.count)
        // Claims say which track they are about where there are several.
        if scene.tracks.count == 1, fields.contains(where: { $0.key.text == "surface" }) {
            for index in (file.value["claims"]?.items ?? []).indices {
                let claim: [PathStep] = ["claims", .item(index)]
                guard file.value[claim]?["track"] == nil, file.value[claim]?["panel"] == nil else { continue }
                set(claim + ["track"], to: .scalar(scene.tracks[0].name), order: ["claim", "track", "holds"])
            }
        }
        set(path, to: .mapping(fields.map { .init($0.key.text, Self.value(of: $0.value)) }))
        note(path, fields)
    }

    private mutating func note(_ path: [PathStep], _ fields: [(key: PlacedText, value: PlacedText)]) {
        for field in fields {
            note(path + [.key(field.key.text)], isKey: true, field.key)
            note(path + [.key(field.key.text)], field.value)
        }
    }

    // MARK: What is raced on

    /// Races on another surface: where it is from, it starts and is shown as it says itself.
    public mutating func setSurface(track: Int, _ name: PlacedText) {
        let path = panelRecord(panel(ofTrack: track))
        set(path + ["surface"], to: name)
        let bare = name.unquoted.text.prefix { $0 != "(" }
        let known = SurfaceCatalog.surface(named: String(bare.trimmingSuffix(while: \.isWhitespace)))
        replaceSurface(path, track: track, title: known?.title, domain: known?.domain, start: known?.start)
    }

    /// Races on a formula; its parameters get sliders.
    ///
    /// - Parameter domain: the part of the plane that is shown.
    public mutating func setLoss(
        track: Int, _ formula: PlacedText, parameters: [(key: PlacedText, value: PlacedText)], domain: Domain
    ) {
        let name = free("loss", among: file.value["surfaces"])
        let path: [PathStep] = ["surfaces", .key(name)]
        var surface: [YAMLValue.Pair] = [.init("loss", .scalar(formula.text))]
        if !parameters.isEmpty {
            surface.append(
                .init("parameters", .mapping(parameters.map { .init($0.key.text, .scalar($0.value.text)) })))
        }
        surface.append(.init("domain", Self.value(of: domain)))
        add(name, .mapping(surface), to: "surfaces")
        note(path + ["loss"], formula)
        note(path + ["parameters"], parameters)
        let panel = panelRecord(panel(ofTrack: track))
        set(panel + ["surface"], to: .scalar(name))
        replaceSurface(panel, track: track, title: Wording.quoting(formula.text), domain: nil, start: nil)
    }

    /// What was said of the surface before holds no more; claims know the track by its name.
    private mutating func replaceSurface(
        _ path: [PathStep], track: Int, title: String?, domain: Domain?, start: Point?
    ) {
        for key in ["parameters", "view", "title", "short"] + (start == nil ? [] : ["start"])
        where file.value[path]?[key] != nil { file.remove(path + [.key(key)]) }
        if file.value[path]?["name"] == nil {
            set(path + ["name"], to: .scalar(scene.tracks[track].name), order: Keys.panel)
        }
        if let title { set(path + ["title"], to: .scalar(title), order: Keys.panel) }
        if let domain, file.value["view"] != nil {
            set(path + ["view"], to: Self.value(of: domain), order: Keys.panel)
        }
        if let start, file.value["start"] != nil {
            set(path + ["start"], to: Self.value(of: start), order: Keys.panel)
        }
    }

    static func value(of point: Point) -> YAMLValue {
        .sequence([.scalar(number(point.x)), .scalar(number(point.y))])
    }

    /// A name that is not taken yet.
    private func free(_ name: String, among taken: YAMLValue?) -> String {
        var (free, number) = (name, 2)
        while taken?[free] != nil {
            free = "\(name)-\(number)"
            number += 1
        }
        return free
    }

    /// Adds something by name to a mapping of the scene's.
    private mutating func add(_ name: String, _ value: YAMLValue, to key: String) {
        if file.value[key]?.pairs?.isEmpty == false {
            set([.key(key), .key(name)], to: value)
        } else {
            set([.key(key)], to: .mapping([.init(name, value)]), order: Keys.scene)
        }
    }

    /// Starts a track's runs elsewhere.
    public mutating func setStart(track: Int, x: PlacedText, y: PlacedText) {
        let path = panelRecord(panel(ofTrack: track)) + ["start"]
        set(path, to: .sequence([.scalar(x.text), .scalar(y.text)]), order: Keys.panel)
        note(path + [0], x)
        note(path + [1], y)
    }

    // MARK: The scene as a whole

    /// Sets one of the scene's own keys, as `steps` or `seed`.
    public mutating func set(_ key: String, to word: PlacedText) {
        set([.key(key)], to: word, order: Keys.scene)
    }

    /// One more claim.
    public mutating func addClaim(_ sentence: PlacedText, holds formula: PlacedText, track: Int) {
        var pairs: [YAMLValue.Pair] = [.init("claim", .scalar(sentence.text))]
        if scene.tracks.count > 1 { pairs.append(.init("track", .scalar(scene.tracks[track].name))) }
        pairs.append(.init("holds", .scalar(formula.text)))
        let path: [PathStep] = ["claims", .item(file.value["claims"]?.items?.count ?? 0)]
        if file.value["claims"]?.items?.isEmpty == false {
            set(path, to: .mapping(pairs))
        } else {
            set(["claims"], to: .sequence([.mapping(pairs)]), order: Keys.scene)
        }
        note(path + ["claim"], sentence)
        note(path + ["holds"], formula)
    }

    // MARK: Runs

    /// Where the list of a track's runs stands.
    func runsPath(_ track: Int) -> [PathStep] {
        let path: [PathStep] = ["panels", .item(panel(ofTrack: track)), "runs"]
        return file.value[path] == nil ? ["runs"] : path
    }

    /// One more run: its optimizer and its keys.
    public mutating func addRun(track: Int, _ optimizer: PlacedText, _ fields: [(key: PlacedText, value: PlacedText)]) {
        let list = runsPath(track)
        let path = list + [.item(file.value[list]?.items?.count ?? 0)]
        if fields.isEmpty {
            set(path, to: .scalar(optimizer.text))
            note(path, optimizer)
        } else {
            let pairs = fields.map { YAMLValue.Pair($0.key.text, Self.value(of: $0.value)) }
            set(path, to: .mapping([.init("optimizer", .scalar(optimizer.text))] + pairs))
            note(path + ["optimizer"], optimizer)
            note(path, fields)
        }
    }

    /// One more run, with a rule of its own in lines, of which each is noted at its place.
    public mutating func addRule(
        track: Int, _ lines: [PlacedText], hyperparameters: [(key: PlacedText, value: PlacedText)], label: String
    ) {
        let name = free("own", among: file.value["optimizers"])
        let path: [PathStep] = ["optimizers", .key(name)]
        var optimizer: [YAMLValue.Pair] = [.init("label", .scalar(label))]
        if !hyperparameters.isEmpty {
            let pairs = hyperparameters.map { YAMLValue.Pair($0.key.text, .scalar($0.value.text)) }
            optimizer.append(.init("hyperparameters", .mapping(pairs)))
        }
        optimizer.append(.init("rule", .scalar(lines.map(\.text).joined(separator: "\n") + "\n")))
        add(name, .mapping(optimizer), to: "optimizers")
        note(path + ["hyperparameters"], hyperparameters)
        note(path + ["rule"], lines: lines)
        let list = runsPath(track)
        set(list + [.item(file.value[list]?.items?.count ?? 0)], to: .scalar(name))
    }

    /// Leaves out the runs of a name.
    public mutating func removeRun(_ name: PlacedText, tracks: [Int]) throws(Diagnostic) {
        for (list, index) in try runs(called: name, tracks) {
            guard (file.value[list]?.items?.count ?? 0) > 1 else {
                throw name.error("'\(name.unquoted.text)' is the last run; a race needs one")
            }
            file.remove(list + [.item(index)])
        }
        // Claims about it are left out; what else goes wrong is the command's doing.
        note(["runs"], name)
    }

    /// Gives the runs of a name a hyperparameter, or another of a run's keys.
    public mutating func setRun(
        _ name: PlacedText, tracks: [Int], _ fields: [(key: PlacedText, value: PlacedText)]
    ) throws(Diagnostic) {
        for (list, index) in try runs(called: name, tracks) {
            let path = list + [.item(index)]
            if let optimizer = file.value[path]?.string {
                set(path, to: .mapping(of: ["optimizer": .scalar(optimizer)]))
            }
            for field in fields {
                let key = spelling(of: field.key.text, path, list: list, index: index)
                set(path + [.key(key)], to: field.value)
                note(path + [.key(key)], isKey: true, field.key)
            }
        }
    }

    /// A hyperparameter as the run spells it: by its name or its symbol.
    func spelling(of key: String, _ path: [PathStep], list: [PathStep], index: Int) -> String {
        let track = scene.tracks.indices.first { runsPath($0) == list } ?? 0
        let runs = scene.tracks[track].runs
        guard runs.indices.contains(index) else { return key }
        let hyperparameters = runs[index].optimizer.hyperparameters
        guard let wanted = hyperparameters.index(called: key) else { return key }
        let pairs = file.value[path]?.pairs ?? []
        return pairs.first { hyperparameters.index(called: $0.key) == wanted }?.key ?? key
    }

    /// Where the runs of a name stand.
    private func runs(called name: PlacedText, _ tracks: [Int]) throws(Diagnostic) -> [(list: [PathStep], index: Int)] {
        var places: [(list: [PathStep], index: Int)] = []
        for (track, index) in try scene.runs(called: name, on: tracks) {
            let list = runsPath(track)
            if !places.contains(where: { $0.list == list }) { places.append((list, index)) }
        }
        return places
    }
}
