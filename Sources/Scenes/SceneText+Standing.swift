import Landscapes
import YAML

/// How a scene stands after it was tuned and looked at, written into its text.
extension SceneText {
    /// A hyperparameter of a run that is to be written.
    public struct Setting: Sendable, Equatable {
        public let track: Int
        public let run: Int
        public let key: String
        public let formula: String

        /// - Parameters:
        ///   - run: its place among the track's runs.
        ///   - key: the hyperparameter's name.
        public init(track: Int, run: Int, key: String, formula: String) {
            self.track = track
            self.run = run
            self.key = key
            self.formula = formula
        }
    }

    /// Gives runs the values that they were tuned to. Where panels share a list of runs that were not tuned alike, they
    /// get lists of their own.
    public mutating func tune(_ settings: [Setting]) {
        func values(_ track: Int) -> [[String]] {
            settings.filter { $0.track == track }.map { ["\($0.run)", $0.key, $0.formula] }
        }
        let sharing = scene.tracks.indices.filter { runsPath($0) == ["runs"] }
        let common = sharing.first.map(values) ?? []
        for track in sharing.dropFirst() where values(track) != common {
            guard let runs = file.value["runs"] else { continue }
            set(panelRecord(panel(ofTrack: track)) + ["runs"], to: runs, order: Keys.panel)
        }
        for setting in settings where setting.track == sharing.first || runsPath(setting.track) != ["runs"] {
            let path = runsPath(setting.track) + [.item(setting.run)]
            if let optimizer = file.value[path]?.string {
                set(path, to: .mapping(of: ["optimizer": .scalar(optimizer)]))
            }
            let key = spelling(of: setting.key, path, list: Array(path.dropLast()), index: setting.run)
            set(path + [.key(key)], to: .scalar(setting.formula))
        }
    }

    /// Starts a track's runs elsewhere; those with a start of their own as far from there.
    public mutating func moveStart(track: Int, to start: Point) {
        let offset = start - scene.tracks[track].start
        let panel: [PathStep] = ["panels", .item(panel(ofTrack: track))]
        if file.value[panel]?["start"] == nil, file.value["start"] != nil, scene.tracks.count == 1 {
            set(["start"], to: Self.value(of: start))
        } else {
            set(panelRecord(self.panel(ofTrack: track)) + ["start"], to: Self.value(of: start), order: Keys.panel)
        }
        for (index, run) in scene.tracks[track].runs.enumerated() {
            let path = runsPath(track) + [.item(index), "start"]
            if file.value[path] != nil { set(path, to: Self.value(of: run.start + offset)) }
        }
    }

    /// Gives a track's surface other values of its parameters.
    public mutating func setParameters(track: Int, to values: [Double]) {
        let surface = scene.tracks[track].surface
        for (index, parameter) in surface.parameters.enumerated() where values[index] != surface.values[index] {
            let path = panelRecord(panel(ofTrack: track)) + ["parameters"]
            if file.value[path]?.pairs?.isEmpty != false { set(path, to: .mapping([]), order: Keys.panel) }
            let spelled = file.value[path]?.pairs?.first { surface.parameters.index(called: $0.key) == index }?.key
            set(path + [.key(spelled ?? parameter.name)], to: .scalar(Self.number(values[index])))
        }
    }

    /// A run as a line of a scene, with all its values but what is off.
    ///
    /// - Parameter run: its place among the track's runs.
    public func line(ofRun run: Int, track: Int) -> String {
        let optimizer = scene.tracks[track].runs[run].optimizer
        let value = file.value[runsPath(track) + [.item(run)]]
        var pairs = value?.pairs ?? [.init("optimizer", .scalar(value?.string ?? optimizer.name))]
        for (index, hyperparameter) in optimizer.hyperparameters.enumerated() {
            let isGiven = pairs.contains { optimizer.hyperparameters.index(called: $0.key) == index }
            let isOff = hyperparameter.defaultValue == 0 && hyperparameter.range.lowerBound == 0
            if isGiven || isOff { continue }
            pairs.append(.init(hyperparameter.name, .scalar(Self.number(hyperparameter.defaultValue))))
        }
        return YAMLValue.mapping(pairs).flow
    }

    /// Shows a panel as the user has made it.
    public mutating func show(_ picture: any Picture, panel: Int) {
        let kind = type(of: picture).kind.name
        if kind != type(of: scene.panels[panel].picture).kind.name { setKind(panel: panel, PlacedText(kind)) }
        let track = scene.tracks[scene.panels[panel].track]
        switch picture {
        case let picture as Contours:
            if picture.view != track.view { setView(panel: panel, picture.view) }
        case let picture as Perspective:
            if picture.view != track.view { setView(panel: panel, picture.view) }
            let camera = picture.camera
            set(
                panelRecord(panel) + ["camera"],
                to: .mapping(of: [
                    "elevation": .scalar(Self.number(camera.elevation)),
                    "azimuth": .scalar(Self.number(camera.azimuth)),
                    "distance": .scalar(Self.number(camera.distance)),
                ]), order: Keys.panel)
        default: break
        }
    }
}
