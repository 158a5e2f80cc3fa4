import Canvas
import Landscapes
import Racing
import Views

extension Model {
    /// Does what the mouse asks for: a click on a landscape sets the start there, on a row focuses the run, on a chart
    /// goes to that step, on a slider sets it; dragging goes on with it; the wheel zooms.
    public mutating func point(_ pointer: Pointer) {
        if loop != nil { return pointer.action == .press ? stopLoop() : () }
        if let overview { return pointInOverview(pointer, overview) }
        if pointer.action != .drag { stage.history.interrupt() }
        changing(gesture: .drag) { $0.follow(pointer) }
    }

    private mutating func follow(_ pointer: Pointer) {
        typed = nil
        let target = screen.target(x: pointer.x, y: pointer.y, race, state)
        switch pointer.action {
        case .press:
            state.message = nil
            if state.isHelpShown || state.card != nil {
                (state.isHelpShown, state.card) = (false, nil)
                return
            }
            stage.dragged = target
            stage.pointed = SIMD2(pointer.x, pointer.y)
            follow(target)
        case .drag:
            let way = SIMD2(pointer.x, pointer.y) &- stage.pointed
            stage.pointed = SIMD2(pointer.x, pointer.y)
            // A view that can be dragged goes wherever the mouse does.
            if case .panel(let panel, .view) = stage.dragged {
                if let moved = screen.moved(.drag(way), panel: panel, race, state) { show(moved, panel: panel) }
                return
            }
            guard let dragged = stage.dragged, let target, Self.isSameKind(dragged, target) else { return }
            follow(target)
        case .release: stage.dragged = nil
        case .scrollUp, .scrollDown:
            if case .panel(let panel, _) = target {
                moveView(
                    .zoom(pointer.action == .scrollUp ? 1 : -1, at: SIMD2(pointer.x, pointer.y)), panel: panel)
            }
        }
    }

    private mutating func follow(_ target: Screen.Target?) {
        switch target {
        case .panel(let panel, let target):
            focus(panel: panel)
            switch target {
            case .point(let point): moveStart(to: point)
            case .step(let step): pause(at: step)
            case .values(let values): take(values, panel: panel)
            case .view: break
            }
        case .row(let place): focus(row: row(at: place))
        case .step(let step): pause(at: step)
        case .slider where isGuessing: refuseToTell()
        case .slider(let slider, let position): setSlider(slider, to: position)
        case nil: break
        }
    }

    private static func isSameKind(_ left: Screen.Target, _ right: Screen.Target) -> Bool {
        switch (left, right) {
        case (.panel(let left, .point), .panel(let right, .point)), (.panel(let left, .step), .panel(let right, .step)),
            (.panel(let left, .values), .panel(let right, .values)):
            left == right
        case (.slider(let left, _), .slider(let right, _)): left == right
        case (.step, .step), (.row, .row): true
        default: false
        }
    }

    private mutating func setSlider(_ slider: Tunable.ID, to position: Double) {
        guard let run = race.index(row: state.row, near: state.track(in: race)),
            let tunable = race.tunables(of: race.runs[run], at: stage.step).first(where: { $0.id == slider })
        else { return }
        state.slider = slider
        let value = tunable.declaration.value(at: position)
        if value != tunable.scheduled ?? tunable.value { tuneSlider(by: .to(value)) }
    }
}
