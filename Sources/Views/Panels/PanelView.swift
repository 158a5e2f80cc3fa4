import Basics
import Canvas
import Landscapes
import Racing
import Scenes

/// A kind of panel: how a picture of a track is drawn, and what the user can do to it.
///
/// Layout, focus, mouse, stills and recordings know kinds only through this. A view is made for a picture, a place and a
/// size, keeps what it has drawn, and is made anew when one of them changes.
protocol PanelView: Sendable {
    associatedtype Shown: Picture

    var picture: Shown { get }

    /// - Parameter previous: what showed the panel before, if it was of this kind: it may hold what still holds.
    init(_ picture: Shown, _ setting: PanelSetting, reusing previous: Self?)

    /// The ways to draw it, the first being the usual one; the same for all panels of the kind.
    static var styles: [String] { get }

    /// What is shown of the plane; `nil` if the kind shows none of it.
    var domain: Domain? { get }

    /// What is still to be drawn on another core; `nil` if the view is all there.
    var order: PanelOrder? { get }

    /// All that is still to be drawn on other cores, each with a number of its own: the one order, for most kinds.
    var orders: [PanelOrder] { get }

    /// Takes what came of an order.
    mutating func adopt(_ result: any Sendable)

    /// Finds out what a moment needs of it, before its note is asked for and it is drawn.
    mutating func prepare(_ moment: Moment)

    /// Draws within the panel's frame. - Returns: whether all of it is drawn; else more of it will be the next time.
    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool

    /// What stands in the frame beside the title.
    func note(_ moment: Moment) -> String

    /// What is under a cell of the screen.
    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget

    /// What the user has pointed at, and not taken yet.
    var chosen: [ChosenValue]? { get }

    /// The picture after a move; the same one where it goes no farther; `nil` if the kind has no such move.
    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Shown?
}

extension PanelView {
    static var styles: [String] { [] }
    var domain: Domain? { nil }
    var order: PanelOrder? { nil }
    var orders: [PanelOrder] { order.map { [$0] } ?? [] }
    mutating func adopt(_ result: any Sendable) {}
    mutating func prepare(_ moment: Moment) {}
    func note(_ moment: Moment) -> String { "" }
    func target(x: Int, y: Int, _ race: Race, _ state: ScreenState) -> PanelTarget { .view }
    var chosen: [ChosenValue]? { nil }
    func moved(_ move: ViewMove, _ race: Race, _ state: ScreenState) -> Shown? { nil }
}

/// What a view is made for.
struct PanelSetting: Sendable {
    /// The place of the track among the scene's; `nil` if the focused panel's is shown, whichever it is.
    let track: Int?
    /// The surface with its parameters as they are now.
    let surface: Surface
    /// How many runs are on the track.
    let runCount: Int
    /// The room within the panel's frame.
    let area: Area
    let glyphs: GlyphSet
    /// Whether everything is to be drawn at once, however long it takes.
    let isPatient: Bool
    /// What is wanted on the screen.
    var parts = ScreenParts.all
}

/// Work of a view that takes more than a few milliseconds.
public struct PanelOrder: Sendable {
    /// What it is about: while that is the same, so is what comes of it, however the view has moved meanwhile.
    public let subject: String?
    /// Tells it from others that are open at the same time, and from those of before.
    public let number: Int
    private let work: @Sendable () -> any Sendable

    init(about subject: String? = nil, number: Int = 0, _ work: @escaping @Sendable () -> any Sendable) {
        self.subject = subject
        self.number = number
        self.work = work
    }

    /// Does it. What comes of it is for ``Screen/adopt(_:panel:)``.
    public func drawn() -> any Sendable { work() }
}

/// What is under a cell of a panel.
public enum PanelTarget: Equatable, Sendable {
    /// A place on the landscape.
    case point(Point)
    /// A step of the race.
    case step(Int)
    /// Values that the run may take.
    case values([ChosenValue])
    /// The view as a whole, which may move when it is dragged.
    case view
}

/// What a user does to the view of a panel.
public enum ViewMove: Equatable, Sendable {
    /// Goes right and up, or turns.
    case pan(Point)
    /// Nearer by so many presses, about a cell of the screen, or about what the view is about.
    case zoom(Int, at: SIMD2<Int>?)
    /// The mouse went so many cells to the right and down.
    case drag(SIMD2<Int>)
    /// Goes to a neighbour.
    case walk(Point)
    /// So many steps of its own, before the race takes one.
    case step(Int)
    /// Shows arrows along the gradient, or no longer.
    case arrows
    /// Shows the next quantity.
    case quantity
}

/// The kinds of panels that can be drawn.
enum PanelViews {
    /// The one place where a kind is made known here; `PictureKind` is the other one.
    static let all: [any PanelView.Type] = [
        ContoursView.self, PerspectiveView.self, SliceView.self, ChartView.self, PlotView.self, ScatterView.self,
        GraphView.self, MapView.self, SensitivityView.self,
    ]

    /// The view of a picture.
    static func view(
        of picture: any Picture, _ setting: PanelSetting, reusing previous: (any PanelView)? = nil
    ) -> any PanelView {
        func make<View: PanelView>(_ kind: View.Type) -> (any PanelView)? {
            (picture as? View.Shown).map { View($0, setting, reusing: previous as? View) }
        }
        for kind in all {
            if let view = make(kind) { return view }
        }
        preconditionFailure("no view shows a picture of kind \(type(of: picture).kind.name)")
    }

    /// The ways to draw a kind of picture.
    static func styles(of picture: any Picture) -> [String] {
        func shows<View: PanelView>(_ kind: View.Type) -> Bool { picture is View.Shown }
        return all.first { shows($0) }?.styles ?? []
    }
}
