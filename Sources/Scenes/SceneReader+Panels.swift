import Basics
import Expressions
import Landscapes

/// Reads what is raced on, and its pictures: a panel with a surface makes both, one that is `of` another a picture only.
extension SceneReader {
    func readPanels(_ scene: Field.Record) throws(Diagnostic) -> ([Scene.Track], [Scene.Panel]) {
        let wanted = try panelFields(scene)
        // First all tracks, as a panel may be of one that stands below.
        var tracks: [Scene.Track] = []
        var places: [Int?] = []
        for panel in wanted {
            guard let surface = panel.surface else {
                places.append(nil)
                continue
            }
            places.append(tracks.count)
            tracks.append(try readTrack(surface, panel: panel.record, scene, earlier: tracks))
        }
        var panels: [Scene.Panel] = []
        for (place, panel) in zip(places, wanted) {
            let track: Int
            if let place { track = place } else { track = try self.track(of: panel, tracks, before: panels) }
            panels.append(try readPanel(panel, track: track, tracks))
        }
        return (tracks, panels)
    }

    /// What stands in the list of panels.
    private struct PanelField {
        /// `nil` where the scene has none, but surfaces only.
        let field: Field?
        let record: Field.Record
        /// `nil` where it is a picture of another panel's track.
        let surface: Surface?
    }

    private func panelFields(_ scene: Field.Record) throws(Diagnostic) -> [PanelField] {
        let fields = try scene["panels"]?.list("'panels'", ofWords: true) ?? []
        let nothing = Field.Record(values: [:])
        if fields.isEmpty {
            guard !surfaces.isEmpty else {
                throw (scene["panels"] ?? scene["title"])?.error("a scene needs 'panels' or 'surfaces'")
                    ?? Diagnostic("a scene needs 'panels' or 'surfaces'")
            }
            return surfaces.map { PanelField(field: nil, record: nothing, surface: $0) }
        }
        guard fields.count <= Limits.panels else {
            throw scene["panels"]!.error("a scene has at most \(Limits.panels) panels")
        }
        var panels: [PanelField] = []
        for field in fields {
            guard !field.isNothing else {
                throw field.error("a panel must be a surface's name or a mapping, not nothing")
            }
            if field.node.scalar != nil {
                panels.append(PanelField(field: field, record: nothing, surface: try surface(named: field)))
                continue
            }
            let panel = try field.record("a panel", keys: Keys.panel)
            panels.append(
                PanelField(field: field, record: panel, surface: try readTrackSurface(panel, isShown: isPicture(panel)))
            )
            if panels.last?.surface == nil, !isPicture(panel) {
                throw field.error("a panel needs 'surface', or 'of' for one more picture of another panel's race")
            }
        }
        guard panels.contains(where: { $0.surface != nil }) else {
            throw fields[0].error("a scene needs a panel with a 'surface', of which others can be pictures")
        }
        return panels
    }

    /// Whether a panel without a surface says what it shows.
    private func isPicture(_ panel: Field.Record) -> Bool {
        panel["of"] != nil || panel["kind"] != nil || PictureKind.readable.contains { panel[$0.kind.name] != nil }
    }

    private func readTrackSurface(_ panel: Field.Record, isShown: Bool) throws(Diagnostic) -> Surface? {
        guard let field = panel["surface"] else {
            for key in Keys.track where isShown {
                if let field = panel[key] {
                    throw field.error("'\(key)' belongs to the panel with the 'surface'; this one is a picture of it")
                }
            }
            return nil
        }
        if let other = panel["of"] {
            throw other.error("a panel has a 'surface' of its own or is 'of' another's, not both")
        }
        var surface = try surface(named: field)
        var given: [Int: String] = [:]
        for (key, name, value) in try panel["parameters"]?.entries("'parameters'") ?? [] {
            let index = try parameter(of: surface, called: name, given: &given, at: key)
            surface = try self.surface(surface, setting: index, to: try value.number("'\(name)'"), at: value)
        }
        return surface
    }

    private func readTrack(
        _ surface: Surface, panel: Field.Record, _ scene: Field.Record, earlier: [Scene.Track]
    ) throws(Diagnostic) -> Scene.Track {
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
                ?? Diagnostic("a scene needs 'runs'", at: (scene["panels"] ?? scene["surfaces"])?.location)
        }
        let entries = try readRuns(runs, start: start, surface: surface)
        return Scene.Track(
            name: name,
            heading: try panel["title"].map { field throws(Diagnostic) in
                try readHeading(field, "'title'", of: entries, on: surface)
            } ?? Wording(panel["name"] == nil ? surface.title : name),
            shortHeading: try panel["short"].map { field throws(Diagnostic) in
                try readHeading(field, "'short'", of: entries, on: surface)
            }, surface: surface, view: view, start: start, runs: entries)
    }

    // MARK: Pictures

    /// The track that a panel without a surface is of: the one that it names, or that of the panel before it.
    private func track(
        of panel: PanelField, _ tracks: [Scene.Track], before panels: [Scene.Panel]
    ) throws(Diagnostic) -> Int {
        guard let field = panel.record["of"] else { return panels.last?.track ?? 0 }
        let wanted = try field.line("'of'")
        guard let index = tracks.firstIndex(where: { Scene.isSame($0.name, wanted) }) else {
            throw field.error(
                "there is no panel '\(wanted)' with a surface" + Suggestion.hint(for: wanted, among: tracks.map(\.name))
            )
        }
        return index
    }

    private func readPanel(
        _ panel: PanelField, track index: Int, _ tracks: [Scene.Track]
    ) throws(Diagnostic) -> Scene.Panel {
        let (record, track) = (panel.record, tracks[index])
        let kind = try kind(of: record)
        let own = kind.kind.keys.map(\.name)
        for key in Keys.pictures where !own.contains(key) {
            if let field = record[key] {
                let owners = PictureKind.all.filter { $0.keys.contains { $0.name == key } }.map { "'\($0.name)'" }
                throw field.error(
                    "a panel of kind '\(kind.kind.name)' has no '\(key)'; \(owners.joined(separator: " and ")) \(owners.count == 1 ? "has" : "have")"
                )
            }
        }
        let view = try record["view"].map { field throws(Diagnostic) in try readDomain(field, "'view'") } ?? track.view
        let picture = try kind.init(
            PictureFields(record: record, field: panel.field, track: track, view: view, reader: self))
        // What makes a track gives it the title.
        let over = panel.surface == nil ? record["title"] ?? record["name"] : nil
        func heading(_ field: Field?, _ what: String) throws(Diagnostic) -> Wording? {
            guard let field else { return nil }
            return try readHeading(field, what, of: track.runs, on: track.surface)
        }
        return Scene.Panel(
            heading: try heading(over, "'title'"), shortHeading: try heading(record["short"], "'short'"), track: index,
            picture: picture)
    }

    /// The kind that a panel names, or has the main key of.
    private func kind(of record: Field.Record) throws(Diagnostic) -> any ReadablePicture.Type {
        let implied = PictureKind.readable.filter { record[$0.kind.name] != nil }
        guard let field = record["kind"] else {
            if implied.count > 1 {
                throw record[implied[1].kind.name]!.error(
                    "a panel has one kind; '\(implied[0].kind.name)' is one already")
            }
            return implied.first ?? Contours.self
        }
        let name = try field.line("'kind'")
        guard let kind = PictureKind.readable.first(where: { $0.kind.name == name }) else {
            let known = PictureKind.all.map(\.name)
            throw field.error("unknown kind '\(name)'" + Suggestion.hint(for: name, among: known))
        }
        return kind
    }
}
