import Canvas
import Landscapes
import Optimizers
import Racing

/// The focused run's hyperparameters as sliders, in one line.
enum Sliders {
    static func draw(on painter: inout Painter, area: Area, race: Race, state: ScreenState) {
        guard let run = race.run(row: state.row, panel: state.panel) ?? race.runs.first(where: { $0.row == state.row })
        else { return }
        let end = area.maxX
        var x = painter.write(run.label, x: area.x + 1, y: area.y, ink: .run(run.row), style: .bold, width: 18) + 2
        let values = run.hyperparameters(at: max(1, state.step))
        let shown = run.optimizer.hyperparameters.indices
        let length = max(8, min(24, (end - x) / max(shown.count, 1) - 16))
        for index in shown {
            let hyperparameter = run.optimizer.hyperparameters[index]
            let value = Format.short(values[index])
            let width = painter.width(of: hyperparameter.symbol) + 1 + max(value.count, 5) + 1 + length + 3
            guard x + width <= end + 3 else { break }
            x = painter.write(hyperparameter.symbol, x: x, y: area.y, ink: .accent) + 1
            painter.write(value, x: x, y: area.y)
            x += max(value.count, 5) + 1
            draw(on: &painter, x: x, y: area.y, length: length, position: hyperparameter.position(of: values[index]))
            x += length + 3
        }
    }

    private static func draw(on painter: inout Painter, x: Int, y: Int, length: Int, position: Double) {
        let knob = Int((position * Double(length - 1)).rounded())
        for column in 0..<length {
            let symbol: Symbol = column == knob ? .sliderKnob : column < knob ? .sliderFill : .sliderTrack
            painter.put(symbol, x: x + column, y: y, ink: column > knob ? .rule : column == knob ? .text : .accent)
        }
    }
}
