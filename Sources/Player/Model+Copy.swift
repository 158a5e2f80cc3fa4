import Basics
import Expressions
import Optimizers
import Racing
import Views

extension Model {
    /// Copies the focused run, as a line of a scene and as one of PyTorch; both are shown too, as not every terminal lets
    /// a program copy.
    mutating func copyRun() {
        guard let index = race.index(row: state.row, near: track) else { return }
        let run = race.runs[index]
        let place = index - race.runs(on: run.track).startIndex
        var lines: [String] = []
        do throws(Diagnostic) {
            lines.append(try sceneAsItStands().line(ofRun: place, track: run.track))
        } catch {
            return report(error.message)
        }
        let pytorch = OptimizerCatalog.pytorch(run.optimizer)?.line(
            run.optimizer.hyperparameters, values: run.hyperparameters(at: 1), isScheduled: run.isVarying)
        if let pytorch { lines.append(pytorch) }
        requests.append(.copy(lines.joined(separator: "\n")))
        if pytorch == nil { lines.append("(PyTorch has nothing that makes these steps)") }
        let message = "copied " + lines.joined(separator: "  ")
        if message.columnCount + 2 <= size.width {
            report(message)
        } else {
            state.card = Card(title: "Copied: \(run.label)", lines: lines)
        }
    }
}
