import Canvas
import Racing

/// A line that says which run is which, and the step: for a panel alone.
enum Legend {
    static func draw(on painter: inout Painter, area: Area, _ moment: Moment, panel: Int) {
        let (race, state) = (moment.race, moment.state)
        let runs = race.runs(on: race.scene.panels[panel].track).filter { !state.hidden.contains($0.row) }
            .sorted { $0.row < $1.row }
        let names = runs.map { painter.width(of: $0.label) }
        let progress = "step \(state.step)/\(race.scene.steps)"
        let (all, beside) = (area.width - 1, area.width - 3 - painter.width(of: progress))
        // Names are worth more than the step, and the step more than wide gaps.
        func width(of name: Int, gap: Int) -> Int { 2 + name + gap }
        let fits = [(gap: 2, room: beside), (1, beside), (1, all)].first { gap, room in
            names.reduce(0) { $0 + width(of: $1, gap: gap) } <= room
        }
        let (gap, room) = fits ?? (1, all)
        if room == beside {
            painter.write(progress, right: area.maxX - 1, width: area.width - 2, y: area.y, ink: .muted)
        }
        // Where even that is too little they are cut to one length, and at last some are left out.
        let longest = (3...max(3, names.max() ?? 3)).last { length in
            names.reduce(0) { $0 + width(of: min($1, length), gap: gap) } <= room
        }
        var x = area.x + 1
        for (run, name) in zip(runs, names) {
            let name = min(name, longest ?? 3)
            guard x + 2 + name <= area.x + 1 + room else { break }
            painter.put(.head(run.row), x: x, y: area.y, ink: .run(run.row), style: .bold)
            painter.write(run.label, x: x + 2, y: area.y, ink: .run(run.row), width: name)
            x += width(of: name, gap: gap)
        }
    }
}
