import Basics
import Expressions

extension Scene {
    /// The runs that a label means or, if no run has it, an optimizer's name: on each of some tracks the one that has it.
    ///
    /// - Throws: a ``Diagnostic`` if there is none, or more than one on a track.
    public func runs(
        called name: PlacedText, on searched: [Int]
    ) throws(Diagnostic) -> [(track: Int, run: Int)] {
        let wanted = name.unquoted.text
        var places: [(track: Int, run: Int)] = []
        for track in searched {
            let runs = tracks[track].runs
            let named = runs.indices.filter { runs[$0].optimizer.name == wanted.lowercased() }
            guard let index = tracks[track].run(labelled: wanted) ?? (named.count == 1 ? named[0] : nil) else {
                if named.count > 1 {
                    let labels = named.map { "'\(runs[$0].label)'" }.joined(separator: " and ")
                    throw name.error("which one? \(labels) are runs of \(wanted)")
                }
                continue
            }
            places.append((track, index))
        }
        guard !places.isEmpty else {
            throw name.error("there is no run '\(wanted)'" + Suggestion.hint(for: wanted, among: labels))
        }
        return places
    }
}
