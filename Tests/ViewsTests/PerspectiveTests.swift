import Basics
import Canvas
import Landscapes
import Racing
import Scenes
import Testing

@testable import Views

@Suite("Landscapes in perspective")
struct PerspectiveTests {
    private static let inner = Area(x: 1, y: 1, width: 78, height: 40)

    private func setting(
        _ surface: Surface, runs: Int = 1, area: Area = inner, glyphs: GlyphSet = .braille, isPatient: Bool = true
    ) -> PanelSetting {
        PanelSetting(
            track: 0, surface: surface, runCount: runs, area: area, glyphs: glyphs, isPatient: isPatient)
    }

    private func relief(
        _ formula: String, _ camera: Camera, vertical: ClosedRange<Double>? = nil, size: Size = inner.size
    ) throws -> SeenRelief {
        let domain = Domain(x: -1...1, y: -1...1)
        let surface = try Surface(name: "s", formula: formula, domain: domain)
        let mesh = ReliefMesh(surface.lattice(over: domain, columns: 81, rows: 81), of: surface, vertical: vertical)
        let projection = Projection(camera, size: size)
        return SeenRelief(
            mesh: mesh, projection: projection, raster: DepthRaster(of: mesh, seenBy: projection, size: size))
    }

    // MARK: Where things are

    @Test("heads are where matplotlib puts them, but for one scale and shift", arguments: MatplotlibHeads.scenes)
    func matplotlib(scene name: String) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        race.advance(to: 198)
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        let view = PerspectiveView(picture, setting(race.surfaces[0], runs: race.runs.count), reusing: nil)
        let heads = MatplotlibHeads.all.filter { $0.scene == name }
        #expect(heads.count > 20)
        let places = try heads.map { head in
            let run = try #require(race.runs.first { $0.label == head.run })
            let index = head.step
            return view.dots(run.trajectory.points[index], loss: run.trajectory.losses[index])
        }
        // The scale and shift of least squares; matplotlib's y goes up.
        let theirs = heads.map { SIMD2($0.x, -$0.y) }
        func mean(_ points: [SIMD2<Double>]) -> SIMD2<Double> { points.reduce(.zero, +) / Double(points.count) }
        let (ours0, theirs0) = (mean(places), mean(theirs))
        let products = zip(places, theirs).map { (($0 - ours0) * ($1 - theirs0)).sum() }.reduce(0, +)
        let scale = products / theirs.map { (($0 - theirs0) * ($0 - theirs0)).sum() }.reduce(0, +)
        #expect(scale > 0)
        for (place, other) in zip(places, theirs) {
            let error = place - (ours0 + scale * (other - theirs0))
            // A cell is two dots wide and four high: half a cell would do.
            #expect(abs(error.x) < 1e-3 && abs(error.y) < 1e-3, "\(error)")
        }
    }

    @Test("the head that is drawn is in the cell of its place", arguments: MatplotlibHeads.scenes)
    func drawnHead(scene name: String) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: name)))
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        var count = 0
        for step in [0, 20, 40, 90] {
            race.advance(to: step)
            var view = PerspectiveView(picture, setting(race.surfaces[0], runs: race.runs.count), reusing: nil)
            for run in race.runs {
                var state = ScreenState()
                (state.step, state.row) = (step, run.row)
                let (point, loss) = (run.trajectory.points[step], run.trajectory.losses[step])
                guard picture.view.contains(point) else { continue }
                let frame = draw(&view, race, state)
                let dots = view.dots(point, loss: loss)
                let cell = frame[1 + Int(dots.x / 2), 1 + Int(dots.y / 4)]
                #expect(cell.scalar == GlyphSet.braille.scalar(.head(run.row)), "\(run.label) at step \(step)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    private func draw(_ view: inout PerspectiveView, _ race: Race, _ state: ScreenState) -> Frame {
        var painter = Painter(size: Size(width: 80, height: 42), glyphs: .braille, hiding: nil)
        let isComplete = view.draw(on: &painter, Moment(race: race, state: state, statuses: [], isPatient: true))
        #expect(isComplete)
        return painter.frame
    }

    // MARK: What is seen

    @Test("a plane is seen whole, as far away as it is, brighter the more it faces the light")
    func plane() throws {
        let relief = try relief("0.3*x + 0.2*y", Camera(elevation: 40, azimuth: -60), vertical: -1...1)
        var covered = 0
        for y in 0..<relief.raster.height {
            for x in 0..<relief.raster.width where relief.raster.isCovered(x, y) {
                covered += 1
                // Back along the ray through the middle of the dot.
                let depth = relief.raster.depths[y * relief.raster.width + x]
                let projection = relief.projection
                let share = depth / (projection.scale * projection.distance)
                let right = (Double(x) + 0.5 - projection.middle.x) * share
                let up = (projection.middle.y - Double(y) - 0.5) * share
                let place =
                    Projection.center + right * projection.right + up * projection.up
                    + (projection.distance - depth) * projection.towards
                let height = 0.5 + 0.5 * (0.3 * (2 * place.x - 1) + 0.2 * (2 * place.y - 1))
                #expect(abs(place.z - height) < 1e-3)
            }
        }
        let corners = [Place(0, 0, 0.25), Place(1, 0, 0.55), Place(1, 1, 0.75), Place(0, 1, 0.45)].map {
            relief.projection.dots($0).dots
        }
        let area = (0..<4).map { index in
            let (a, b) = (corners[index], corners[(index + 1) % 4])
            return (a.x * b.y - a.y * b.x) / 2
        }.reduce(0, +)
        #expect(abs(Double(covered) - abs(area)) < 0.02 * abs(area), "\(covered) of \(area)")
        let lights = Set(relief.raster.lights.filter { $0 > 0 }.map { ($0 * 1e6).rounded() })
        #expect(lights.count == 1)
    }

    @Test("the surface is cut where it leaves the losses that are shown")
    func cut() throws {
        let relief = try relief("x^2 + y^2", Camera(elevation: 90, azimuth: -90), vertical: 0...0.49)
        for y in 0..<relief.raster.height {
            for x in 0..<relief.raster.width {
                let dots = SIMD2(Double(x) + 0.5, Double(y) + 0.5) - relief.projection.middle
                // Seen from above, the cut is a circle of radius 0.35 at the top of the cube.
                let radius = (dots * dots).sum().squareRoot() / relief.projection.scale * 9.5 / 10
                if radius < 0.34 { #expect(relief.raster.isCovered(x, y)) }
                if radius > 0.36 { #expect(!relief.raster.isCovered(x, y)) }
            }
        }
    }

    @Test(
        "what has no loss is a hole, and a wall without end is cut, whatever it is",
        arguments: ["log(x)", "1/x^2", "1e300*x", "0*x/0", "3"])
    func holes(formula: String) throws {
        for vertical in [nil, -1...1] as [ClosedRange<Double>?] {
            let relief = try relief(formula, Camera(elevation: 20, azimuth: 10), vertical: vertical)
            #expect(relief.mesh.range.lowerBound < relief.mesh.range.upperBound)
            for (depth, light) in zip(relief.raster.depths, relief.raster.lights) where depth < .infinity {
                #expect(depth > 8 && depth < 12 && light >= 0 && light <= 1)
            }
        }
    }

    @Test("a trail is hidden behind a hill, and seen faintly there by x-ray", arguments: [false, true])
    func hidden(isXRay: Bool) throws {
        let relief = try relief("exp(-9*(x^2 + y^2))", Camera(elevation: 12, azimuth: -90))
        // From behind the hill to the side of it.
        for (y, isSeen) in [(0.5, false), (-0.5, true)] {
            let place = relief.mesh.place([0, y], loss: 0.105)
            let (dots, depth) = relief.projection.dots(place)
            #expect(relief.raster.isVisible(dots, depth: depth) == isSeen)
        }
        let text = """
            steps: 4
            surfaces: {hill: {loss: "exp(-9*(x^2 + y^2)) + 0*x", domain: {x: [-1, 1], y: [-1, 1]}}}
            optimizers: {east: {rule: "w = w + 0.2"}}
            start: [-0.4, 0.1]
            panels: [{surface: hill, kind: perspective, camera: {elevation: 12, azimuth: -90}, x-ray: \(isXRay)}]
            runs: [east]
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 4)
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        #expect(picture.isXRay == isXRay)
        var trails = SurfaceTrails(size: Self.inner.size, shape: .braille, runCount: 1, isXRay: isXRay)
        var isComplete = trails.update(race.runs[...], to: 4, revision: 0, trails: .bold, isPatient: true, on: relief)
        #expect(trails.seen.contains { $0 != 0 })
        #expect(trails.hidden.contains { $0 != 0 } == isXRay)
        // Looking back in time takes away what was drawn since.
        isComplete =
            trails.update(race.runs[...], to: 0, revision: 0, trails: .bold, isPatient: true, on: relief) && isComplete
        #expect(isComplete)
        #expect(!(trails.seen + trails.hidden).contains { $0 != 0 })
    }

    @Test("a frame costs as much at every step: what was drawn is kept")
    func cost() throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "long-valley-3d")))
        race.advance(to: 150)
        let relief = try relief("5*x^2 - y^2", Camera(), vertical: -5...5)
        var trails = SurfaceTrails(size: Self.inner.size, shape: .braille, runCount: race.runs.count, isXRay: true)
        var calls = 0
        // Without patience it comes in pieces, and ends where patience comes at once.
        while !trails.update(race.runs[...], to: 150, revision: 0, trails: .bold, isPatient: false, on: relief) {
            calls += 1
        }
        #expect(calls < 50)
        var patient = SurfaceTrails(size: Self.inner.size, shape: .braille, runCount: race.runs.count, isXRay: true)
        let isComplete = patient.update(
            race.runs[...], to: 150, revision: 0, trails: .bold, isPatient: true, on: relief)
        #expect(isComplete && trails.seen == patient.seen && trails.hidden == patient.hidden)
    }

    @Test("a run that is lower than any node of the mesh is on the floor, not gone")
    func floor() throws {
        let text = """
            {steps: 90, panels: [{surface: bowl, kind: perspective}], start: [1, 1], runs: [{optimizer: sgd, eta: 0.1}]}
            """
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 90)
        #expect(race.runs[0].trajectory.losses[90] < 1e-6)
        for hasFloor in [false, true] {
            var picture = try #require(race.scene.panels[0].picture as? Perspective)
            picture.hasFloor = hasFloor
            var screen = Screen(
                of: race, size: Size(width: 100, height: 30), glyphs: .braille, hints: [], solo: 0,
                pictures: [0: picture])
            var state = ScreenState()
            state.step = 90
            let frame = screen.frame(race, state)
            let heads = frame.cells.indices.count {
                frame.cells[$0].scalar == GlyphSet.braille.scalar(.head(0)) && $0 % 100 < 65 && $0 / 100 < 28
            }
            #expect(heads == 1, "\n\(frame.text)")
        }
    }

    @Test("an angle that rounds to nothing has no sign")
    func signs() throws {
        let text = """
            {steps: 1, panels: [{surface: bowl, kind: perspective, camera: {elevation: -0.4, azimuth: -0.3}}], runs: [sgd]}
            """
        let race = Race(try Scene(parsing: text, origin: "t"))
        var screen = Screen(of: race, size: Size(width: 100, height: 30), glyphs: .braille, hints: [])
        #expect(screen.frame(race, ScreenState()).text.contains(" 0° 0° "))
    }

    // MARK: Whatever there is

    @Test("every surface is drawn from everywhere, in any size", arguments: SurfaceCatalog.names)
    func everywhere(name: String) throws {
        let surface = try #require(SurfaceCatalog.surface(named: name))
        var generator = SeededRandom(seed: UInt64(name.utf8.reduce(0) { $0 + Int($1) }))
        let text = "{steps: 30, panels: [{surface: \(name), kind: perspective}], runs: [adam, sgd]}"
        var race = Race(try Scene(parsing: text, origin: "t"))
        race.advance(to: 30)
        race.toggleSwarm(row: 0, track: 0)
        for index in 0..<3 {
            var picture = Perspective(view: surface.domain)
            picture.camera = Camera(
                elevation: [-90, 90, .random(in: -90...90, using: &generator)].randomElement(using: &generator)!,
                azimuth: .random(in: -360...360, using: &generator),
                distance: .random(in: 2...30, using: &generator))
            picture.hasFloor = index % 2 == 0
            picture.isXRay = index % 3 == 0
            let size = [(1, 1), (4, 3), (40, 12), (78, 30), (150, 9)].randomElement(using: &generator)!
            let glyphs = GlyphSet.allCases.randomElement(using: &generator)!
            let area = Area(x: 1, y: 1, width: size.0, height: size.1)
            var view = PerspectiveView(
                picture, setting(race.surfaces[0], runs: 2, area: area, glyphs: glyphs), reusing: nil)
            for style in PerspectiveView.styles.indices {
                var painter = Painter(size: Size(width: size.0 + 2, height: size.1 + 2), glyphs: glyphs, hiding: nil)
                var state = ScreenState()
                state.step = 30
                state.styles = ["perspective": style]
                let isComplete = view.draw(
                    on: &painter, Moment(race: race, state: state, statuses: [], isPatient: true))
                #expect(isComplete)
                // Nothing is drawn outside, and nothing that the terminal has not got.
                for y in 0..<(size.1 + 2) {
                    for x in 0..<(size.0 + 2) where x == 0 || y == 0 || x == size.0 + 1 || y == size.1 + 1 {
                        #expect(painter.frame[x, y] == .blank)
                    }
                }
                if glyphs == .ascii { #expect(painter.frame.cells.allSatisfy { $0.scalar.isASCII }) }
            }
        }
    }

    @Test("where there are no colours the light is hatched", arguments: GlyphSet.allCases)
    func hatching(glyphs: GlyphSet) throws {
        var race = Race(try #require(try SceneLibrary.scene(named: "long-valley-3d")))
        race.advance(to: 0)
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        var view = PerspectiveView(picture, setting(race.surfaces[0], runs: 7, glyphs: glyphs), reusing: nil)
        var painter = Painter(size: Size(width: 80, height: 42), glyphs: glyphs, hiding: nil)
        _ = view.draw(on: &painter, Moment(race: race, state: ScreenState(), statuses: [], isPatient: true))
        let text = painter.frame.text
        #expect(
            !text.unicodeScalars.contains {
                (0x2580...0x2590).contains($0.value) || (0x2594...0x259F).contains($0.value)
            })
        let hatches: [Character] = glyphs == .braille ? ["░", "▒", "▓"] : [",", ":", ";"]
        for hatch in hatches { #expect(text.count { $0 == hatch } > 20, "\(hatch)") }
    }

    // MARK: Moves

    @Test("presses and the mouse turn the camera as far as it goes, and the mesh stays")
    func moves() throws {
        let race = Race(try #require(try SceneLibrary.scene(named: "long-valley-3d")))
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        let view = PerspectiveView(picture, setting(race.surfaces[0]), reusing: nil)
        func camera(_ move: ViewMove) -> Camera? { view.moved(move, race, ScreenState())?.camera }
        #expect(camera(.pan([1, 0])) == Camera(elevation: 45, azimuth: -130))
        #expect(camera(.pan([0, 1])) == Camera(elevation: 50, azimuth: -135))
        #expect(camera(.pan([0, 99])) == Camera(elevation: 90, azimuth: -135))
        #expect(camera(.pan([0, -99]))?.elevation == -90)
        // Half a turn from edge to edge.
        #expect(camera(.drag([39, 0]))?.azimuth == 135 && camera(.drag([0, 20]))?.elevation == 90)
        #expect(try #require(camera(.zoom(1, at: nil))).distance < 10 && camera(.zoom(-1, at: nil))!.distance > 10)
        #expect(camera(.arrows) == nil && camera(.quantity) == nil)
        var far = picture
        for _ in 0..<100 {
            far = try #require(
                PerspectiveView(far, setting(race.surfaces[0]), reusing: nil).moved(
                    .zoom(-1, at: nil), race, ScreenState()))
        }
        #expect(far.camera.distance == 100)
        #expect(try #require(picture.turned(by: 720)).camera == picture.camera)
    }

    @Test("turning while a dear mesh is under way asks for the same one again, and takes it when it comes")
    func dear() throws {
        let text = """
            data: {wide: {generate: moons, rows: 4000, noise: 0.3, seed: 1}}
            surfaces:
              dear: {data: wide, loss: "mean(log(1 + exp(-y*(w1*x1 + w2*x2))))", domain: {x: [-2, 5], y: [-5, 2]}}
            panels: [{surface: dear, kind: perspective}]
            runs: [sgd]
            """
        let race = Race(try Scene(parsing: text, origin: "t"))
        let picture = try #require(race.scene.panels[0].picture as? Perspective)
        let small = Area(x: 1, y: 1, width: 30, height: 12)
        let draft = PerspectiveView(
            picture, setting(race.surfaces[0], area: small, isPatient: false), reusing: nil)
        let order = try #require(draft.order)
        let turned = try #require(draft.moved(.pan([1, 0]), race, ScreenState()))
        var view = PerspectiveView(turned, setting(race.surfaces[0], area: small, isPatient: false), reusing: draft)
        #expect(view.order?.subject == order.subject && order.subject != nil)
        view.adopt(order.drawn())
        #expect(view.order == nil)
        let again = PerspectiveView(picture, setting(race.surfaces[0], area: small, isPatient: false), reusing: view)
        #expect(again.order == nil)
    }
}
