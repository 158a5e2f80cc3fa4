import Basics
import Expressions
import Racing
import Scenes

extension Command {
    /// What changes the scene, in the scene file's words.
    static let scene: [Command] = [
        Command("loss", "FORMULA [; k = 3]", "this panel's loss; what stands behind ';' gets a slider") {
            (model, text) throws(Diagnostic) in
            let parts = try text.required("the formula of x and y").split { $0 == ";" }
            let parameters = try parameters(parts.dropFirst())
            try model.edit { (scene, model) throws(Diagnostic) in
                let track = model.race.scene.tracks[model.track]
                let view = model.screen.domain(ofPanel: model.state.panel) ?? track.view
                scene.setLoss(track: model.track, parts[0], parameters: parameters, domain: view.rounded)
            }
        },
        Command("surface", "NAME", "this panel's surface, as in 'valley(kappa: 1000)'", completing: .surfaces) {
            (model, text) throws(Diagnostic) in
            let name = try text.required("the surface's name")
            try model.edit { (scene, model) throws(Diagnostic) in scene.setSurface(track: model.track, name) }
        },
        Command(
            "run", "OPTIMIZER [eta=0.1] [label=…], or a rule: v = 0.9*v - eta*g; w = w + v; eta = 0.01", "one more run",
            completing: .optimizers
        ) { (model, text) throws(Diagnostic) in
            let text = try text.required("an optimizer's name, or a rule")
            if isRule(text) { return try model.addRule(text) }
            let parts = text.split(most: 2) { $0.isWhitespace }
            let fields = parts.count > 1 ? try parts[1].fields("eta=0.1") : []
            try model.edit { (scene, model) throws(Diagnostic) in
                scene.addRun(track: model.track, parts[0].unquoted, fields)
            }
            model.focus(row: model.race.scene.labels.count - 1)
        },
        Command("drop", "RUN", "leaves out a run", completing: .runs) { (model, text) throws(Diagnostic) in
            let name = try text.required("the run's label")
            try model.edit { (scene, model) throws(Diagnostic) in
                try scene.removeRun(model.known(name), tracks: model.tunedTracks)
            }
        },
        Command(
            "set", "[RUN] eta=0.1 alpha=ramp(0.5, 0.99, 100)",
            "a run's values, or without a name the focused one's and its surface's; a number moves the slider",
            completing: .runs
        ) { (model, text) throws(Diagnostic) in
            var words = try text.required("a key with a value, as in eta=0.1").words
            let name = words[0].assignment == nil ? words.removeFirst() : nil
            guard let first = words.first else {
                throw PlacedText("", column: text.column + text.text.count).error(
                    "a key with a value is missing, as in eta=0.1")
            }
            try model.set(name, try text.tail(from: first).fields("eta=0.1"))
        },
        Command("start", "X Y", "where this panel's runs start") { (model, text) throws(Diagnostic) in
            let (x, y) = try text.pair("a start is two numbers, as in -2 1")
            try model.edit { (scene, model) throws(Diagnostic) in scene.setStart(track: model.track, x: x, y: y) }
        },
        Command("batch", "ROWS", "how many rows of the data the focused run sees at a step") {
            (model, text) throws(Diagnostic) in
            let rows = try text.required("how many rows")
            let label = PlacedText(model.race.scene.labels[model.state.row], column: rows.column)
            let field = (key: PlacedText("batch", column: rows.column), value: rows)
            try model.edit { (scene, model) throws(Diagnostic) in
                try scene.setRun(label, tracks: model.tunedTracks, [field])
            }
        },
        whole("steps", "how many steps the race has"), whole("rate", "how many steps a second it takes"),
        whole("seed", "what all randomness comes from"), whole("pace", "what a step is: steps or evaluations"),
        whole("title", "what the scene is called"), whole("about", "what it says to the audience"),
        Command("claim", "SENTENCE: FORMULA", "one more claim") { (model, text) throws(Diagnostic) in
            let parts = text.split(most: 2) { $0 == ":" }
            guard parts.count == 2, !parts[0].text.isEmpty, !parts[1].text.isEmpty else {
                throw text.error("a claim is a sentence, ':' and a formula, as in Adam is near: final(adam, loss) < 1")
            }
            try model.edit { (scene, model) throws(Diagnostic) in
                scene.addClaim(parts[0].unquoted, holds: parts[1], track: model.track)
            }
        },
        Command("moment", "STEP [SENTENCE]", "says something at a step") { (model, text) throws(Diagnostic) in
            let parts = try text.required("the step, as in 40 Here it turns").split(most: 2) { $0.isWhitespace }
            let sentence = parts.count > 1 && !parts[1].text.isEmpty ? parts[1] : nil
            try model.setMoment(parts[0], sentence)
        },
        Command("panel", "surface=NAME, or kind=chart …", "one more panel", completing: .panels) {
            (model, text) throws(Diagnostic) in
            let text = try text.required("what it shows, as in surface=saddle")
            // A surface's name will do.
            let fields =
                text.assignment == nil && !text.text.contains("=")
                ? [(key: PlacedText("surface", column: text.column), value: text)] : try text.fields("surface=saddle")
            try model.edit { (scene, model) throws(Diagnostic) in scene.addPanel(fields) }
            model.focusPanel(by: model.race.scene.panels.count - 1 - model.state.panel)
        },
        Command("kind", "KIND", "how this panel shows its race", completing: .kinds) {
            (model, text) throws(Diagnostic) in
            let kind = try text.required("the kind")
            try model.edit { (scene, model) throws(Diagnostic) in scene.setKind(panel: model.state.panel, kind) }
        },
        Command("view", "-2..2 -1..3", "the part of the plane that this panel shows") {
            (model, text) throws(Diagnostic) in
            let (x, y) = try text.pair("a view is two ranges, as in -2..2 -1..3")
            try model.edit { (scene, model) throws(Diagnostic) in
                try scene.setView(panel: model.state.panel, x: x, y: y)
            }
        },
    ]

    /// A key of the scene as a whole.
    private static func whole(_ key: String, _ help: String) -> Command {
        Command(key, key.uppercased(), help) { (model, text) throws(Diagnostic) in
            let value = try text.required("'\(key)'")
            try model.edit { (scene, model) throws(Diagnostic) in scene.set(key, to: value) }
        }
    }

    /// `k = 3; m = 1`, as names with values.
    private static func parameters(
        _ parts: some Sequence<PlacedText>
    ) throws(Diagnostic) -> [(key: PlacedText, value: PlacedText)] {
        var parameters: [(key: PlacedText, value: PlacedText)] = []
        for part in parts where !part.text.isEmpty {
            guard let parameter = part.assignment, !parameter.value.text.isEmpty else {
                throw part.error("'\(part.text)' is no parameter with a value, as in k = 3")
            }
            parameters.append((parameter.name, parameter.value))
        }
        return parameters
    }

    /// Whether it assigns something, and so is no optimizer's name.
    private static func isRule(_ text: PlacedText) -> Bool {
        text.split { $0 == ";" }.first?.assignment != nil
    }
}

extension PlacedText {
    /// It from a word of it on.
    fileprivate func tail(from word: PlacedText) -> PlacedText {
        part(text.index(text.startIndex, offsetBy: word.column - column)..<text.endIndex)
    }
}

extension Model {
    /// Changes the scene's text, reads it again, and races on.
    mutating func edit(_ change: (inout SceneText, Model) throws(Diagnostic) -> Void) throws(Diagnostic) {
        var text = try SceneText(race.scene)
        try change(&text, self)
        let scene = try text.read()
        replace(scene: scene)
        if text.droppedClaims > 0 {
            report(
                "left out \(text.droppedClaims == 1 ? "a claim" : "\(text.droppedClaims) claims") that no longer made sense"
            )
        }
    }

    /// The tracks that tuning changes: all, or the one that is alone on the screen.
    var tunedTracks: [Int] { state.isSolo ? [track] : [track] + race.scene.tracks.indices.filter { $0 != track } }

    /// A run with a rule of its own. What is set to a number is a hyperparameter.
    fileprivate mutating func addRule(_ text: PlacedText) throws(Diagnostic) {
        var lines: [PlacedText] = []
        var hyperparameters: [(key: PlacedText, value: PlacedText)] = []
        var label = "Own"
        for part in text.split(where: { $0 == ";" }) where !part.text.isEmpty {
            guard let (name, value) = part.assignment else {
                throw part.error("'\(part.text)' is no line of a rule, as in w = w - 0.1*g")
            }
            if name.text == "label" {
                label = value.unquoted.text
            } else if Double(value.text) != nil {
                hyperparameters.append((name, value))
            } else {
                lines.append(part)
            }
        }
        let labels = race.scene.labels
        var (free, number) = (label, 2)
        while labels.contains(where: { Scene.isSame($0, free) }) {
            free = "\(label) \(number)"
            number += 1
        }
        try edit { (scene, model) throws(Diagnostic) in
            scene.addRule(track: model.track, lines, hyperparameters: hyperparameters, label: free)
        }
        focus(row: race.scene.labels.count - 1)
    }
}
