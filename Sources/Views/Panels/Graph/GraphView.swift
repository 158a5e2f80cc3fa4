import Basics
import Canvas
import Expressions
import Landscapes
import Racing
import Scenes

/// The computation graph of the loss where the focused run is.
struct GraphView: PanelView {
    let picture: ComputationGraph
    /// What is still to be made out of a large graph.
    private(set) var order: PanelOrder?
    private let track: Int
    private let surface: Surface
    private let area: Area
    private let glyphs: GlyphSet
    private var graph: PreparedGraph?
    private var plan: GraphPlan?
    private var pass: GraphPass?
    /// What stands at the nodes, and where that is so.
    private var shown: (place: Place, values: GraphWalk.Values)?

    /// All that the values depend on.
    private struct Place: Equatable {
        let point: Point
        let parameters: [Double]
        let batches: Batches?
        let step: Int
    }

    /// From so many operations on a graph is laid out on another core.
    private static let dear = 200

    init(_ picture: ComputationGraph, _ setting: PanelSetting, reusing previous: GraphView?) {
        self.picture = picture
        track = setting.track ?? 0
        surface = setting.surface
        area = setting.area
        glyphs = setting.glyphs
        if let previous, previous.track == track, previous.surface.formula == surface.formula {
            graph = previous.graph
            shown = previous.shown
            order = previous.order
            if graph != nil { lay(reusing: previous) }
            if graph != nil || order != nil { return }
        }
        let surface = surface
        let glyphs = glyphs
        if surface.graphSize ?? 0 > Self.dear, !setting.isPatient {
            order = PanelOrder { PreparedGraph(surface, glyphs: glyphs) }
        } else {
            graph = PreparedGraph(surface, glyphs: glyphs)
            lay(reusing: nil)
        }
    }

    mutating func adopt(_ result: any Sendable) {
        guard let graph = result as? PreparedGraph else { return }
        self.graph = graph
        order = nil
        lay(reusing: nil)
    }

    /// The part of the area that has the nodes, and the lines below them.
    private var parts: (rest: Area, bottom: Area) {
        area.split(bottom: area.height >= 12 ? 3 : area.height >= 8 ? 2 : area.height >= 5 ? 1 : 0)
    }

    private mutating func lay(reusing previous: GraphView?) {
        guard let graph else { return }
        pass = GraphPass(graph.walk, graph.layers, mode: picture.mode)
        if let previous, previous.picture.mode == picture.mode, previous.area.size == area.size,
            let plan = previous.plan, !plan.isFolded || previous.node == node
        {
            self.plan = plan
            return
        }
        let names = derivativeNames
        plan = GraphPlan(
            graph.layers, graph.walk, size: parts.rest.size, shape: glyphs.dots, labels: graph.widths,
            derivative: (names.map { glyphs.spelled($0).columnCount }.max() ?? 0, names.count), around: node)
    }

    /// What is looked at: the result, if nothing else.
    private var node: Int {
        guard let graph else { return 0 }
        return picture.node.flatMap { graph.walk.nodes.indices.contains($0) ? $0 : nil } ?? graph.walk.nodes.count - 1
    }

    /// What stands before each derivative of a node.
    private var derivativeNames: [String] {
        switch picture.mode {
        case .reverse: ["∂"]
        case .forward: graph?.labels.inputs.map { "∂" + $0 } ?? []
        }
    }

    // MARK: What the keys do

    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> ComputationGraph? {
        guard let graph, let pass else { return nil }
        var moved = picture
        switch move {
        case .step(let steps):
            let now = self.now(state)
            // Forward from where nothing is lit yet, and on to the race's next step once all is.
            guard steps > 0 ? now?.visited != pass.count : now.map({ $0.visited > 0 }) ?? false else { return nil }
            let visited = min(max((now?.visited ?? 0) + min(max(steps, -pass.count), pass.count), 0), pass.count)
            moved.pass = ComputationGraph.Pass(step: state.step, visited: visited)
            moved.node = visited > 0 ? pass.visits[visited - 1] : nil
        case .walk(let direction):
            moved.node = picture.node == nil ? node : graph.layers.neighbour(of: node, towards: direction, graph.walk)
        case .quantity:
            moved.mode = picture.mode == .reverse ? .forward : .reverse
            moved.pass = nil
        case .pan, .zoom, .drag, .arrows: return nil
        }
        return moved
    }

    /// How far the passes have come at this step; `nil` where they are through, as they are while the race goes on.
    private func now(_ state: ScreenState) -> ComputationGraph.Pass? {
        picture.pass.flatMap { $0.step == state.step && !state.isPlaying ? $0 : nil }
    }

    // MARK: Drawing

    func note(_ moment: Moment) -> String {
        let mode = "\(picture.mode.rawValue) mode"
        guard let run = run(moment.race, moment.state) else { return mode }
        let row = moment.race.surfaces[track].data == nil ? "" : "one row of \(rowCount(run)) · "
        return "\(row)\(run.label) · \(mode)"
    }

    private func rowCount(_ run: Run) -> Int {
        let all = surface.data?.rowCount ?? 0
        return min(run.batches?.size ?? all, all)
    }

    private func run(_ race: Race, _ state: ScreenState) -> Run? {
        race.run(row: state.row, orFirstOf: track)
    }

    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        guard let plan, let pass, graph != nil else {
            painter.write("…", x: area.x + area.width / 2, y: area.y + area.height / 2, ink: .muted)
            return true
        }
        let values = values(moment)
        let visited = now(moment.state)?.visited ?? pass.count
        let node = picture.node == nil ? nil : self.node
        drawLines(plan, pass, visited: visited, node: node, on: &painter)
        for spot in plan.spots {
            switch spot.content {
            case .bend: break
            case .fold:
                painter.put(
                    .ellipsis, x: area.x + spot.x + spot.width / 2, y: area.y + spot.y, ink: .text, style: .bold)
            case .node(let index):
                draw(index, at: spot, plan.style, values, visited: visited, isCurrent: index == node, on: &painter)
            }
        }
        drawSentences(values, visited: visited, on: &painter)
        return true
    }

    private mutating func values(_ moment: Moment) -> GraphWalk.Values {
        let run = run(moment.race, moment.state)
        let step = moment.state.step
        let points = run?.trajectory.points
        let place = Place(
            point: points.map { $0[min(step, $0.count - 1)] } ?? moment.race.starts[track],
            parameters: moment.race.surfaces[track].values, batches: run?.batches,
            step: run.map { $0.batches == nil ? 1 : $0.batchStep(after: step) } ?? 1)
        if let shown, shown.place == place { return shown.values }
        let values = graph!.graph.values(
            at: place.point, parameters: place.parameters, batches: place.batches, step: place.step)
        shown = (place, values)
        return values
    }

    private func drawLines(
        _ plan: GraphPlan, _ pass: GraphPass, visited: Int, node: Int?, on painter: inout Painter
    ) {
        let width = plan.size.width
        var masks = [UInt8](repeating: 0, count: width * plan.size.height)
        var levels = [UInt8](repeating: 0, count: masks.count)
        for line in plan.lines {
            let level = level(of: line, pass, visited: visited, node: node)
            for (cell, mask) in line.cells {
                masks[cell] |= mask
                levels[cell] = max(levels[cell], level)
            }
        }
        let inks: [Ink] = [.rule, .muted, .text, .accent]
        for (cell, mask) in masks.enumerated() where mask != 0 {
            let level = Int(clamping: levels[cell])
            painter.frame[area.x + cell % width, area.y + cell / width] = Cell(
                glyphs.dots.scalar(mask), ink: inks[level], style: level > 1 ? .bold : [])
        }
    }

    /// How bright a line is: dark, lit by the value on it, or one that the node which is looked at gets its value by (2)
    /// or its derivative (3).
    private func level(of line: GraphPlan.Line, _ pass: GraphPass, visited: Int, node: Int?) -> UInt8 {
        if let node {
            let hasDerivative = (0..<pass.sweeps).contains { pass.hasDerivative(node, sweep: $0, after: visited) }
            let comesFrom = line.targets.contains(node)
            let goesOn = line.sources.contains(node)
            if hasDerivative, picture.mode == .reverse ? goesOn : comesFrom { return 3 }
            if comesFrom, pass.hasValue(node, after: visited) { return 2 }
        }
        return line.sources.contains { pass.hasValue($0, after: visited) } ? 1 : 0
    }

    private func draw(
        _ index: Int, at spot: GraphPlan.Spot, _ style: GraphStyle, _ values: GraphWalk.Values, visited: Int,
        isCurrent: Bool, on painter: inout Painter
    ) {
        guard let graph, let pass else { return }
        let place = Area(x: area.x + spot.x, y: area.y + spot.y, width: spot.width, height: spot.height)
        let ground: Ink = isCurrent ? .selection : .ground
        let hasValue = pass.hasValue(index, after: visited)
        let bold: Cell.Style = hasValue ? .bold : []
        painter.frame.fill(place, with: Cell(" ", on: ground))
        let label = graph.labels.label(index)
        var (left, right, y) = (place.x, place.maxX, place.y)
        if style == .boxed {
            painter.box(place, ink: isCurrent ? .text : hasValue ? .muted : .rule, on: ground)
            painter.write(
                " \(label) ", x: place.x + 1, y: y, ink: hasValue ? .text : .muted, on: ground, style: bold,
                width: place.width - 2)
            if index == graph.walk.nodes.count - 1 {
                painter.write(
                    " loss ", right: place.maxX - 1, width: place.width - 2, y: place.maxY - 1, ink: .muted, on: ground)
            }
            (left, right, y) = (left + 2, right - 2, y + 1)
        } else {
            painter.write(
                label, x: left, y: y, ink: hasValue ? .text : .muted, on: ground, style: bold,
                width: style == .compact ? graph.widths[index] : place.width)
            if style != .compact { y += 1 }
        }
        func write(_ value: Double, _ y: Int, _ ink: Ink, _ style: Cell.Style, on painter: inout Painter) {
            let width = plan?.style.valueWidth ?? 7
            painter.write(
                Format.narrow(value, width: width), right: right, width: width, y: y, ink: ink, on: ground,
                style: style)
        }
        if hasValue { write(values.values[index], y, .text, bold, on: &painter) }
        for (sweep, name) in derivativeNames.enumerated() {
            y += 1
            guard pass.hasDerivative(index, sweep: sweep, after: visited) else { continue }
            painter.write(name, x: left, y: y, ink: .accent, on: ground)
            let derivative = picture.mode == .reverse ? values.adjoints[index] : values.tangents[sweep][index]
            write(derivative, y, .accent, bold, on: &painter)
        }
    }

    // MARK: Sentences

    /// What the node that is looked at is and how its derivative comes about, and what both modes cost.
    private func drawSentences(_ values: GraphWalk.Values, visited: Int, on painter: inout Painter) {
        guard let graph, let pass else { return }
        var rows = Array((parts.bottom.y..<parts.bottom.maxY).reversed())
        let (x, width) = (area.x, area.width)
        if rows.count != 1, let row = rows.first {
            painter.write(graph.labels.costs(width: width), x: x, y: row, ink: .muted, width: width)
            rows.removeFirst()
        }
        guard let row = rows.first else { return }
        guard picture.node != nil else {
            painter.write(legend, x: x, y: row, ink: .accent, width: width)
            return
        }
        let node = node
        guard pass.hasValue(node, after: visited) else { return }
        let value = graph.labels.sentence(valueOf: node, values)
        let end = painter.write(value, x: x, y: row, ink: .text, style: .bold, width: width)
        let swept = (0..<pass.sweeps).last { pass.hasDerivative(node, sweep: $0, after: visited) }
        guard let swept, end + 3 < x + width else { return }
        let derivative =
            picture.mode == .reverse
            ? graph.labels.sentence(adjointOf: node, values)
            : graph.labels.sentence(tangentOf: node, by: swept, values)
        painter.write(derivative, x: end + 3, y: row, ink: .accent, width: x + width - end - 3)
    }

    private var legend: String {
        switch picture.mode {
        case .reverse: return "∂ is ∂loss/∂node, from the loss back"
        case .forward:
            let names = derivativeNames
            return "\(names.first ?? "∂") is ∂node/\(names.first ?? "∂"), from the inputs on"
        }
    }
}
