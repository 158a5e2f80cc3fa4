import Expressions
import Landscapes
import Racing
import Scenes

extension Model {
    /// The scene with all that was tuned and moved, as a text that begins where it stands now.
    ///
    /// - Throws: why there is no such text.
    public func sceneAsItStands() throws(Diagnostic) -> SceneText {
        var text = try SceneText(race.scene)
        text.tune(
            race.tunedValues.map {
                SceneText.Setting(track: $0.track, run: $0.run, key: $0.hyperparameter, formula: $0.formula)
            })
        for (track, start) in race.starts.enumerated() where start != race.scene.tracks[track].start {
            text.moveStart(track: track, to: start)
        }
        for (track, surface) in race.surfaces.enumerated() { text.setParameters(track: track, to: surface.values) }
        var shown = text
        for (panel, picture) in stage.pictures.sorted(by: { $0.key < $1.key }) { shown.show(picture, panel: panel) }
        // Not every view can be said in a scene.
        if (try? shown.read()) != nil { text = shown }
        _ = try text.read()
        return text
    }
}

extension Domain {
    /// The same in numbers of few digits.
    var rounded: Domain {
        func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            let digit = Double.exponent(range.upperBound - range.lowerBound)
            func nearest(_ value: Double) -> Double { (value / digit).rounded() * digit }
            let (low, high) = (nearest(range.lowerBound), nearest(range.upperBound))
            return low < high ? low...high : range
        }
        return Domain(x: rounded(x), y: rounded(y))
    }
}

extension Double {
    /// A thousandth of a length, as a power of ten.
    fileprivate static func exponent(_ length: Double) -> Double {
        var digit = 1.0
        while digit > length / 1000, digit > 1e-100 { digit /= 10 }
        while digit * 10 < length / 1000 { digit *= 10 }
        return digit
    }
}
