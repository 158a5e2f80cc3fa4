import Canvas
import Landscapes
import Racing
import Views

extension Model {
    /// Does what the mouse asks for: a click on a landscape sets the start there, on a row focuses the run, on the chart
    /// goes to that step, on a slider sets it; dragging goes on with it; the wheel zooms.
    public mutating func point(_ pointer: Pointer) {
        let target = screen.target(x: pointer.x, y: pointer.y, race, state)
        switch pointer.action {
        case .press:
            state.message = nil
            if state.isHelpShown {
                state.isHelpShown = false
                return
            }
            stage.dragged = target
            follow(target)
        case .drag:
            guard let dragged = stage.dragged, let target, Self.isSameKind(dragged, target) else { return }
            follow(target)
        case .release: stage.dragged = nil
        case .scrollUp, .scrollDown:
            if case .landscape(let panel, let point) = target {
                zoom(panel: panel, by: pointer.action == .scrollUp ? 1 : -1, about: point)
            }
        }
    }

    private mutating func follow(_ target: Screen.Target?) {
        switch target {
        case .landscape(let panel, let point):
            state.panel = panel
            moveStart(panel: panel, to: point)
        case .row(let row): focus(row: row)
        case .step(let step): pause(at: step)
        case .slider(let slider, let position): setSlider(slider, to: position)
        case nil: break
        }
    }

    private static func isSameKind(_ left: Screen.Target, _ right: Screen.Target) -> Bool {
        switch (left, right) {
        case (.landscape(let left, _), .landscape(let right, _)): left == right
        case (.slider(let left, _), .slider(let right, _)): left == right
        case (.step, .step), (.row, .row): true
        default: false
        }
    }

    private mutating func setSlider(_ slider: Tunable.ID, to position: Double) {
        guard let run = race.index(row: state.row, near: state.panel),
            let tunable = race.tunables(of: race.runs[run], at: state.step).first(where: { $0.id == slider })
        else { return }
        state.slider = slider
        let presses = tunable.declaration.presses(from: tunable.value, to: position)
        if presses != 0 { tuneSlider(presses: presses) }
    }
}
