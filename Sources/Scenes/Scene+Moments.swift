import Basics
import Expressions
import YAML

extension Scene {
    /// A step of the race at which there is something to be said.
    public struct Moment: Sendable, Equatable {
        public let step: Int
        /// The sentence; empty for a mark alone.
        public let text: String
        /// The label of the run that it is about, if it is about one.
        public let run: String?
        /// Whether the race stops there.
        public let pauses: Bool
    }

    /// What is said at a step: a sentence stands for two seconds, or until the next one.
    public func moment(at step: Int) -> Moment? {
        moments.last { $0.step <= step && step - $0.step <= Int(clamping: 2 * rate) }
    }
}

extension SceneReader {
    /// Reads the moments, and puts them in the order of their steps.
    func readMoments(_ field: Field?, tracks: [Scene.Track]) throws(Diagnostic) -> [Scene.Moment] {
        let items = try field?.list("'moments'") ?? []
        if let field, items.count > Limits.moments {
            throw field.error("a scene has at most \(Limits.moments) moments, not \(items.count)")
        }
        var moments: [Scene.Moment] = []
        for item in items {
            let record = try item.record("a moment", keys: Keys.moment, required: ["step"])
            let step = try record["step"]!.integer("'step'", in: 0...steps)
            guard !moments.contains(where: { $0.step == step }) else {
                throw record["step"]!.error("there is another moment at step \(step)")
            }
            var pauses = false
            if let field = record["pause"] {
                guard let flag = field.flag else { throw field.error("'pause' is true or false, not \(field.kind)") }
                pauses = flag
            }
            moments.append(
                Scene.Moment(
                    step: step, text: try record["say"]?.line("'say'") ?? "",
                    run: try record["run"].map { field throws(Diagnostic) in try label(field, tracks) },
                    pauses: pauses))
        }
        return moments.sorted { $0.step < $1.step }
    }

    /// The label of the run that is meant.
    private func label(_ field: Field, _ tracks: [Scene.Track]) throws(Diagnostic) -> String {
        let wanted = try field.line("'run'")
        let runs = tracks.flatMap(\.runs)
        if let run = runs.first(where: { Scene.isSame($0.label, wanted) }) { return run.label }
        if let run = runs.first(where: { Scene.isSame($0.optimizer.name, wanted) }) { return run.label }
        throw field.error("no run is called '\(wanted)'" + Suggestion.hint(for: wanted, among: runs.map(\.label)))
    }
}

extension SceneText {
    /// Says something at a step: in place of what is said there, if anything is.
    ///
    /// - Parameter text: the sentence; `nil` for a mark alone.
    public mutating func setMoment(step: PlacedText, text: PlacedText?) {
        let items = file.value["moments"]?.items ?? []
        let index = items.firstIndex { $0["step"]?.string == step.text } ?? items.count
        var pairs: [YAMLValue.Pair] = [.init("step", .scalar(step.text))]
        if let text { pairs.append(.init("say", .scalar(text.unquoted.text))) }
        let path: [PathStep] = ["moments", .item(index)]
        set(
            items.isEmpty ? ["moments"] : path, to: items.isEmpty ? .sequence([.mapping(pairs)]) : .mapping(pairs),
            order: Keys.scene)
        note(path + ["step"], step)
        if let text { note(path + ["say"], text) }
    }

    /// Says nothing at a step any more.
    public mutating func removeMoment(step: Int) {
        let items = file.value["moments"]?.items ?? []
        guard let index = items.firstIndex(where: { $0["step"]?.string == "\(step)" }) else { return }
        file.remove(items.count == 1 ? ["moments"] : ["moments", .item(index)])
    }
}
