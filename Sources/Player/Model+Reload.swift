import Racing
import Scenes
import Views

/// What has become of the file of a scene: it is one more event.
public struct Reload: Sendable {
    public let change: SceneChange
    /// Whether what was tuned is dropped.
    public let isFresh: Bool

    public init(_ change: SceneChange, isFresh: Bool = false) {
        self.change = change
        self.isFresh = isFresh
    }
}

extension Model {
    /// What the scene that is shown was read from.
    public var reading: SceneReading { stage.reading }

    /// The name of the file of the scene that is shown, without its folder.
    private var fileName: String { reading.origin.split(separator: "/").last.map { String($0) } ?? reading.origin }

    /// Takes what has become of the scene's file, unless another scene is shown by now, or another reading of it.
    public mutating func receive(_ reload: Reload) {
        guard reload.change.before == reading else { return }
        switch reload.change.outcome {
        case .same: state.mistake = nil
        case .missing:
            state.mistake = nil
            report("\(fileName) is gone; the scene goes on")
        case .mistake(let diagnostic, let line):
            state.mistake = SceneMistake(file: fileName, diagnostic: diagnostic, line: line)
        case .scene(let scene): take(scene, isFresh: reload.isFresh)
        }
    }

    /// Races on as the file says now. It is a change that can be taken back.
    private mutating func take(_ scene: Scene, isFresh: Bool) {
        let wasEdited = race.scene.text != reading.text
        stage.history.interrupt()
        (stage.dragged, stage.isPlacingStart, typed) = (nil, false, nil)
        changing("reading \(fileName) anew") { model in
            model.replace(scene: scene, tuning: isFresh ? Race(scene).tuning : nil)
            if isFresh { model.state.fairness = .own }
        }
        stage.reading = scene.reading
        deck = deck.replacing(place: sceneIndex, with: scene)
        thumbnails.remove(place: sceneIndex)
        state.mistake = nil
        report("read \(fileName) anew" + (wasEdited ? "; undo brings back what was changed here" : ""))
    }

    /// Notes what the scene's own file holds now: what was written is nothing new.
    mutating func note(_ text: String, writtenTo path: String) {
        guard path == reading.origin else { return }
        stage.reading = SceneReading(origin: path, text: text, files: race.scene.files)
        state.mistake = nil
    }
}
