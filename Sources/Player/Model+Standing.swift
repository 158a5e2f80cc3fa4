import Expressions
import Landscapes
import Racing
import Scenes

extension Stage {
    /// The scene with all that was tuned and moved, as a text that begins where it stands now.
    ///
    /// - Throws: why there is no such text.
    func sceneAsItStands() throws(Diagnostic) -> SceneText {
        var text = try SceneText(race.scene)
        text.tune(race.settings)
        for (track, start) in race.starts.enumerated() where start != race.scene.tracks[track].start {
            text.moveStart(track: track, to: start)
        }
        for (track, surface) in race.surfaces.enumerated() { text.setParameters(track: track, to: surface.values) }
        text.relabel(race.settings, surfaces: race.surfaces)
        var shown = text
        for (panel, picture) in pictures.sorted(by: { $0.key < $1.key }) { shown.show(picture, panel: panel) }
        // Not every view can be said in a scene.
        if (try? shown.read()) != nil { text = shown }
        _ = try text.read()
        return text
    }

    /// The scene as it stands, if it was changed since it was read and since it was saved; where one looks at it from is
    /// no change.
    fileprivate var change: Model.ChangedScene? {
        guard !history.isEmpty else { return nil }
        do throws(Diagnostic) {
            let text = try sceneAsItStands()
            return text.text == saved ? nil : Model.ChangedScene(origin: race.scene.origin, text: .success(text))
        } catch {
            return Model.ChangedScene(origin: race.scene.origin, text: .failure(error))
        }
    }
}

extension Model {
    /// A scene that was changed while it was played.
    public struct ChangedScene: Sendable {
        /// Where it was read.
        public let origin: String
        /// What it has become, or why that cannot be written.
        public let text: Result<SceneText, Diagnostic>
    }

    /// The scene with all that was tuned and moved, as a text that begins where it stands now.
    ///
    /// - Throws: why there is no such text.
    public func sceneAsItStands() throws(Diagnostic) -> SceneText { try stage.sceneAsItStands() }

    /// All scenes that were changed and not saved since, those of decks that were left too.
    public var changedScenes: [ChangedScene] { left + changesOfDeck }

    /// Those of the deck that is played, in its order.
    var changesOfDeck: [ChangedScene] {
        deck.slides.indices.compactMap { ($0 == sceneIndex ? stage : parked[$0])?.change }
    }
}

extension Race {
    /// What tuning has made of hyperparameters, as a scene says it.
    var settings: [SceneText.Setting] {
        tunedValues.map {
            SceneText.Setting(track: $0.track, run: $0.run, key: $0.hyperparameter, formula: $0.formula)
        }
    }
}

extension Domain {
    /// The same in numbers of few digits.
    var rounded: Domain {
        func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            let digit = Double.exponent(range.upperBound - range.lowerBound)
            // What is divided by a whole number has no digits that nobody asked for.
            let parts = (1 / digit).rounded()
            func nearest(_ value: Double) -> Double {
                digit < 1 ? (value * parts).rounded() / parts : (value / digit).rounded() * digit
            }
            let (low, high) = (nearest(range.lowerBound), nearest(range.upperBound))
            return low < high ? low...high : range
        }
        return Domain(x: rounded(x), y: rounded(y))
    }
}

extension Double {
    /// A hundredth of a length, as a power of ten.
    fileprivate static func exponent(_ length: Double) -> Double {
        var digit = 1.0
        while digit > length / 100, digit > 1e-100 { digit /= 10 }
        while digit * 10 < length / 100 { digit *= 10 }
        return digit
    }
}
