import Canvas
import Racing
import Scenes
import Views

/// All scenes of the deck as small pictures, while one is chosen.
struct Overview: Sendable {
    var selected: Int
    /// A number that is being typed.
    var typed = ""
}

/// Small pictures of a deck's scenes, by their places, as far as they are drawn.
struct Thumbnails: Sendable {
    private var pictures: [Int: Frame] = [:]
    private var size = Size(width: 0, height: 0)

    subscript(place: Int) -> Frame? { pictures[place] }

    mutating func adopt(_ picture: Frame, place: Int) {
        if picture.size == size { pictures[place] = picture }
    }

    mutating func remove(place: Int) { pictures[place] = nil }

    /// Pictures of another size are of no use.
    mutating func use(_ size: Size) {
        if size != self.size { pictures = [:] }
        self.size = size
    }
}

extension Model {
    mutating func openOverview() {
        guard deck.slides.count > 1 else { return report("there is this scene only") }
        thumbnails.remove(place: sceneIndex)
        overview = Overview(selected: sceneIndex)
        useThumbnailSize()
    }

    mutating func closeOverview() {
        overview = nil
        errands.cancel { $0 == .thumbnail }
    }

    /// Does what a key stands for in the overview.
    mutating func pressInOverview(_ key: Key, _ overview: Overview) {
        let screen = overviewScreen
        let rows = screen.shown(selected: overview.selected).count
        var next = overview
        next.typed = ""
        func move(right: Int = 0, down: Int = 0) {
            next.selected = screen.neighbour(of: overview.selected, right: right, down: down)
        }
        switch key {
        case .left, .backTab, .character("h"), .character("p"): move(right: -1)
        case .right, .tab, .character("l"), .character("n"): move(right: 1)
        case .up, .character("k"): move(down: -1)
        case .down, .character("j"): move(down: 1)
        case .home: next.selected = 0
        case .end: next.selected = deck.slides.count - 1
        case .pageUp: next.selected = max(0, overview.selected - rows)
        case .pageDown: next.selected = min(deck.slides.count - 1, overview.selected + rows)
        case .enter, .character(" "):
            closeOverview()
            if overview.selected != sceneIndex { open(scene: overview.selected) }
            return
        case .character(let digit) where digit.isASCII && digit.isNumber:
            next.typed = String((overview.typed + String(digit)).suffix(4))
            if let place = Int(next.typed, radix: 10).flatMap({ deck.place(ofNumber: $0) }) { next.selected = place }
        case .character("q"):
            isOver = true
            return
        default: return closeOverview()
        }
        self.overview = next
    }

    mutating func pointInOverview(_ pointer: Pointer, _ overview: Overview) {
        let screen = overviewScreen
        switch pointer.action {
        case .press:
            guard let place = screen.scene(x: pointer.x, y: pointer.y, selected: overview.selected) else { return }
            closeOverview()
            if place != sceneIndex { open(scene: place) }
        case .scrollUp: self.overview?.selected = screen.neighbour(of: overview.selected, right: 0, down: -1)
        case .scrollDown: self.overview?.selected = screen.neighbour(of: overview.selected, right: 0, down: 1)
        case .drag, .release: break
        }
    }

    // MARK: Pictures

    private var overviewScreen: OverviewScreen { OverviewScreen(size: size, count: deck.slides.count) }

    mutating func useThumbnailSize() { thumbnails.use(overviewScreen.pictureSize) }

    func frame(of overview: Overview) -> Frame {
        let title = deck.title.isEmpty ? "\(deck.slides.count) scenes" : deck.title
        return overviewScreen.frame(
            title: title,
            entries: { place in
                OverviewScreen.Entry(
                    number: deck.number(ofPlace: place), title: deck.slides[place].scene.title,
                    picture: thumbnails[place])
            }, selected: overview.selected, glyphs: glyphs)
    }

    /// The next small picture to be drawn: of what is on the screen.
    func missingThumbnail(of overview: Overview) -> Sketch? {
        let screen = overviewScreen
        guard let place = screen.shown(selected: overview.selected).first(where: { thumbnails[$0] == nil }) else {
            return nil
        }
        return Sketch(
            place: place, scene: deck.slides[place].scene, stage: place == sceneIndex ? stage : parked[place],
            size: screen.pictureSize, glyphs: glyphs)
    }

    /// A small picture that is to be drawn.
    struct Sketch: Sendable {
        let place: Int
        let scene: Scene
        /// The scene as it was left, if it was ever shown.
        let stage: Stage?
        let size: Size
        let glyphs: GlyphSet

        /// A scene that was never shown is drawn at its end, unless it would take long to come there.
        private static let budget = 2_000_000

        func drawn() -> Frame {
            guard let stage else {
                var race = Race(scene)
                var state = ScreenState()
                state.step = race.advance(to: scene.steps, atMost: Self.budget, within: 0)
                return Thumbnail.frame(of: race, state, pictures: [:], size: size, glyphs: glyphs)
            }
            return Thumbnail.frame(
                of: stage.race, stage.state, pictures: stage.pictures, size: size, glyphs: glyphs)
        }
    }
}
