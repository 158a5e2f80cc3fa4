import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// The runs as rows: key, head, name, hyperparameters as they are now, losses on each track, how they are doing.
///
/// Everything comes from the race itself, so that no caption can disagree with what runs.
enum RunTable {
    static let lossWidth = 13
    private static let etaWidth = 9
    private static let accuracyWidth = 10
    /// "test accuracy"
    private static let testAccuracyWidth = 15
    /// "diverged 12345"
    private static let stateWidth = 15
    /// "diverged at step 12345: η·λ = 2.25 > 2"
    private static let sentenceWidth = 40

    /// The columns that tables need.
    struct Widths {
        /// Everything.
        let full: Int
        /// All but how the runs are doing.
        let least: Int
        /// Names, learning rates and losses.
        let compact: Int
    }

    static func widths(of race: Race, glyphs: GlyphSet) -> Widths {
        let state = Columns(race, glyphs: glyphs, width: .max).state
        return Widths(
            full: state + stateWidth + 2, least: Columns(race, glyphs: glyphs, width: .max, isNarrow: true).state + 2,
            compact: Columns(race, glyphs: glyphs, width: 0).state + 2)
    }

    /// Whether every row races on one track only: then one column of losses serves all.
    static func hasOneLoss(_ race: Race) -> Bool { race.runs.count == race.scene.labels.count }

    /// Where the columns begin, from the table's inner left edge.
    private struct Columns {
        let name = 5
        let eta: Int
        let others: Int
        let losses: Int
        /// `nil` where no surface has an accuracy.
        let accuracy: Int?
        /// `nil` also where there is no room for them.
        let testLoss: Int?
        let testAccuracy: Int?
        let state: Int

        /// - Parameter width: the columns that there are: where they are too few, the other hyperparameters and the
        ///   accuracy are left out.
        init(_ race: Race, glyphs: GlyphSet, width: Int, isNarrow: Bool = false) {
            let names = race.labels.map { glyphs.spelled($0).columnCount }.max() ?? 0
            let now = race.now + 1
            func widest(_ text: (Run) -> String) -> Int {
                race.runs.map { run in
                    glyphs.spelled(RunTable.everywhere(run, race, on: glyphs, width: 22, text)).columnCount
                }.max() ?? 0
            }
            let texts = widest { RunTable.others($0, at: now) }
            let widestRates = min(max(etaWidth, widest { RunTable.rate($0, at: now) } + 1), 23)
            let lossColumns = (hasOneLoss(race) ? 1 : race.scene.tracks.count) * lossWidth + 1
            let hasAccuracy = race.surfaces.contains(where: \.hasAccuracy)
            func end(_ others: Int, _ values: Int, _ accuracy: Bool) -> Int {
                others + values + lossColumns + (accuracy ? RunTable.accuracyWidth : 0)
            }
            let wide = name + min(max(names, 4), 16) + 2
            let text = texts > 0 ? min(texts, 22) + 1 : 0
            // Rates on all tracks have to leave room for how the runs are doing.
            let isRoomy = !isNarrow && end(wide + widestRates, text, hasAccuracy) <= width - RunTable.stateWidth
            let rates = isRoomy ? widestRates : RunTable.etaWidth
            let isCompact = end(wide + rates, text, hasAccuracy) > width
            eta = isCompact ? name + min(max(names, 4), 12) + 1 : wide
            others = eta + (isCompact ? etaWidth : rates)
            losses = others + (isCompact ? 0 : text)
            accuracy = hasAccuracy && !isCompact ? losses + lossColumns : nil
            let hasTest = race.surfaces.contains(where: \.hasTest) && !isCompact
            var next = end(others, losses - others, accuracy != nil)
            // They do not drive out how the runs are doing.
            let stateRoom = next + stateWidth <= width ? stateWidth : 0
            func column(_ isWanted: Bool, _ columns: Int) -> Int? {
                guard isWanted, next + columns + stateRoom <= width else { return nil }
                defer { next += columns }
                return next
            }
            testLoss = column(hasTest, lossWidth)
            testAccuracy = column(testLoss != nil && hasAccuracy, testAccuracyWidth)
            state = next
        }
    }

    static func draw(on painter: inout Painter, area: Area, _ moment: Moment) {
        let (race, state) = (moment.race, moment.state)
        painter.box(
            area, title: "Runs",
            note: state.fairness == .best ? "best η: \(RateSweep.criterion)" : "loss at this step")
        let inner = area.inset(by: 1)
        let columns = Columns(race, glyphs: painter.glyphs, width: inner.width)
        drawHeader(on: &painter, inner, columns, race: race, state: state)
        for row in race.scene.labels.indices {
            drawRow(row, on: &painter, inner, y: inner.y + 1 + line(of: row, state.guessing), columns, moment)
        }
    }

    /// Where a row stands: on its way to its own line while a guess is told.
    private static func line(of place: Int, _ guessing: Guessing?) -> Int {
        guard case .revealing(let share) = guessing?.phase, let row = guessing?.disguise.row(at: place) else {
            return place
        }
        // They arrive before they are named.
        let way = min(share / 0.8, 1)
        return place + Int(clamping: (Double(row - place) * way * way * (3 - 2 * way)).rounded())
    }

    /// The run whose row a line of the screen shows. There is a table only where all rows have room.
    static func row(y: Int, area: Area, race: Race) -> Int? {
        let row = y - area.inset(by: 1).y - 1
        return race.scene.labels.indices.contains(row) ? row : nil
    }

    private static func drawHeader(
        on painter: inout Painter, _ area: Area, _ columns: Columns, race: Race, state: ScreenState
    ) {
        painter.write("run", x: area.x + columns.name, y: area.y, ink: .muted)
        painter.write("η", x: area.x + columns.eta, y: area.y, ink: .muted)
        if let accuracy = columns.accuracy, columns.state <= area.width {
            painter.write("accuracy", x: area.x + accuracy, y: area.y, ink: .muted)
        }
        for (name, column) in [("test loss", columns.testLoss), ("test accuracy", columns.testAccuracy)] {
            if let column { painter.write(name, x: area.x + column, y: area.y, ink: .muted) }
        }
        if columns.state + stateWidth <= area.width {
            painter.write(
                state.fairness == .best && race.runs.contains { $0.sweep != nil } ? "decades of η" : "state",
                x: area.x + columns.state, y: area.y, ink: .muted)
        }
        if hasOneLoss(race) {
            let isOnly = race.scene.tracks.count == 1
            // No header but η's stands to its left.
            let left = columns.eta + painter.width(of: "η") + 1
            let room = min(lossWidth + 6, columns.losses + lossWidth - 1 - left)
            painter.write(
                painter.fitted(
                    isOnly ? race.title(ofTrack: 0) : "loss", or: isOnly ? race.short(ofTrack: 0) : nil, width: room),
                right: area.x + columns.losses + lossWidth - 1, width: room, y: area.y, ink: .muted)
            return
        }
        for index in race.scene.tracks.indices {
            let right = area.x + columns.losses + (index + 1) * lossWidth - 1
            guard right <= area.maxX else { break }
            let name = painter.fitted(
                race.title(ofTrack: index), or: race.short(ofTrack: index), width: lossWidth - 1)
            painter.write(
                name, right: right, width: lossWidth - 1, y: area.y,
                ink: index == state.track(in: race) ? .text : .muted)
        }
    }

    private static func drawRow(
        _ row: Int, on painter: inout Painter, _ area: Area, y: Int, _ columns: Columns, _ moment: Moment
    ) {
        let (race, state) = (moment.race, moment.state)
        guard let index = race.index(row: row, near: state.track(in: race)) else { return }
        let run = race.runs[index]
        let isFocused = row == state.row
        let isHidden = state.hidden.contains(row)
        let ground: Ink = isFocused ? .selection : .ground
        let style: Cell.Style = isFocused ? .bold : []
        let ink: Ink = isHidden ? .rule : .run(row)
        if isFocused {
            painter.frame.fill(Area(x: area.x, y: y, width: area.width, height: 1), with: Cell(" ", on: .selection))
        }
        if row < 9 { painter.write("\(row + 1)", x: area.x + 1, y: y, ink: .muted, on: ground) }
        if !isHidden { painter.put(.head(row), x: area.x + 3, y: y, ink: ink, on: ground, style: .bold) }
        painter.write(
            run.label, x: area.x + columns.name, y: y, ink: ink, on: ground, style: style,
            width: columns.eta - columns.name - 1)
        let width = columns.others - columns.eta - 1
        painter.write(
            everywhere(run, race, on: painter.glyphs, width: width) { rate($0, at: state.step + 1) },
            x: area.x + columns.eta, y: y, on: ground, style: style, width: width)
        if columns.losses > columns.others {
            let width = columns.losses - columns.others
            painter.write(
                everywhere(run, race, on: painter.glyphs, width: width - 1) { others($0, at: state.step + 1) },
                x: area.x + columns.others, y: y, ink: isFocused ? .text : .muted, on: ground, width: width)
        }
        for (index, run) in race.runs.enumerated() where run.row == row {
            let column = hasOneLoss(race) ? 0 : run.track
            let right = area.x + columns.losses + (column + 1) * lossWidth - 1
            guard right <= area.maxX else { continue }
            drawLoss(
                run, moment.statuses[index].condition, on: &painter, right: right, y: y, ground: ground,
                step: state.step)
        }
        func write(_ share: [Double], at column: Int?, room: Int) {
            guard let column, columns.state <= area.width, !share.isEmpty else { return }
            let text = Format.fixed(share[min(state.step, share.count - 1)] * 100, decimals: 1) + " %"
            painter.write(text, right: area.x + column + room, width: room, y: y, on: ground)
        }
        write(run.trajectory.accuracies, at: columns.accuracy, room: accuracyWidth - 2)
        write(run.trajectory.testAccuracies, at: columns.testAccuracy, room: testAccuracyWidth - 2)
        if let column = columns.testLoss, !run.trajectory.testLosses.isEmpty {
            let loss = run.trajectory.testLosses[min(state.step, run.trajectory.testLosses.count - 1)]
            painter.write(
                loss.isFinite ? Format.loss(loss) : "—", right: area.x + column + lossWidth - 2, width: lossWidth - 2,
                y: y, on: ground)
        }
        let room = area.width - columns.state
        guard room >= stateWidth else { return }
        let condition = moment.statuses[index].condition
        if let sweep = run.sweep, state.fairness == .best {
            drawSweep(sweep, on: &painter, x: area.x + columns.state, y: y, ground: ground, room: room)
            return
        }
        let text = isHidden ? "hidden" : room >= sentenceWidth ? condition.sentence : condition.word
        painter.write(
            text, x: area.x + columns.state, y: y, ink: isHidden ? .muted : condition.ink, on: ground,
            width: room)
    }

    /// A bar as long as the range of learning rates that reach the target, two cells to the decade.
    private static func drawSweep(
        _ sweep: RateSweep.Result, on painter: inout Painter, x: Int, y: Int, ground: Ink, room: Int
    ) {
        let length = min(10, Int(clamping: (sweep.decades * 2).rounded(.up)))
        for column in 0..<length { painter.put(.sliderFill, x: x + column, y: y, ink: .good, on: ground) }
        let width = Format.short(sweep.decades)
        let steps = sweep.steps.map { ", \(Format.steps($0))" } ?? ", not reached"
        let text = width.count + steps.count + length < room ? width + steps : width
        painter.write(text, x: x + length + (length > 0 ? 1 : 0), y: y, on: ground, width: room - length - 1)
    }

    private static func drawLoss(
        _ run: Run, _ condition: Condition, on painter: inout Painter, right: Int, y: Int, ground: Ink, step: Int
    ) {
        if condition.isOver {
            let text = condition.word
            painter.write(
                text.count < lossWidth ? text : "diverged", right: right, width: lossWidth - 1, y: y, ink: .bad,
                on: ground)
            return
        }
        let loss = run.trajectory.losses[min(step, run.trajectory.count - 1)]
        // What a run left the numbers as is no loss. How it left them may still have to be found out.
        let isLost = !loss.isFinite
        let text =
            isLost ? (condition == .running ? "—" : condition.word) : Format.loss(loss)
        painter.write(text, right: right, width: lossWidth - 1, y: y, ink: isLost ? .muted : .text, on: ground)
        if isLost { return }
        let x = right - painter.width(of: text) - 2
        switch condition {
        case .converged: painter.put(.holds, x: x, y: y, ink: .good, on: ground)
        case .left: painter.put(.outside, x: x, y: y, ink: .muted, on: ground)
        case .running, .diverged, .failed: break
        }
    }

    // MARK: Values

    /// What a row's runs say: once where they say the same on all tracks, else one after the other in the tracks' order;
    /// where there is no room for that, what the focused one says.
    private static func everywhere(
        _ run: Run, _ race: Race, on glyphs: GlyphSet, width: Int, _ text: (Run) -> String
    ) -> String {
        let own = text(run)
        let all = alike(run, race).map(text)
        guard all.contains(where: { $0 != own }) else { return own }
        let joined = all.joined(separator: " | ")
        return glyphs.spelled(joined).columnCount <= width ? joined : own + " …"
    }

    /// The runs of a row with the same optimizer, in the tracks' order.
    private static func alike(_ run: Run, _ race: Race) -> [Run] {
        race.runs.filter { $0.row == run.row && $0.optimizer.name == run.optimizer.name }
    }

    /// The learning rate; nothing for who has none.
    private static func rate(_ run: Run, at t: Int) -> String {
        guard let eta = run.optimizer.hyperparameters.firstIndex(where: { $0.name == "eta" }) else { return "" }
        return Format.short(run.hyperparameter(eta, at: t))
    }

    /// The hyperparameters beside η, without ε and what is off.
    fileprivate static func others(_ run: Run, at t: Int) -> String {
        let values = run.hyperparameters(at: t)
        return run.optimizer.hyperparameters.indices.filter { index in
            !["eta", "epsilon", "epsilon_root"].contains(run.optimizer.hyperparameters[index].name)
                && !run.isOff(index)
        }.map { "\(run.optimizer.hyperparameters[$0].symbol) \(Format.short(values[$0]))" }.joined(separator: " ")
    }
}
