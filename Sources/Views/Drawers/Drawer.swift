import Basics
import Canvas
import Racing
import Scenes

/// What opens below the panels: one thing at a time.
public enum Drawer: CaseIterable, Sendable {
    /// What the speaker is to say and to press.
    case notes
    /// What the theory of quadratics says of the focused run.
    case theory
    /// The focused run's rule, with the numbers of its next step.
    case inspector

    /// What shows it.
    var view: any DrawerView.Type {
        switch self {
        case .notes: NotesDrawer.self
        case .theory: TheoryDrawer.self
        case .inspector: InspectorDrawer.self
        }
    }
}

/// What shows a drawer: a part of the screen that is about the focused run, or about the scene.
protocol DrawerView: Sendable {
    init()

    var title: String { get }

    /// What stands in the frame beside the title.
    func note(_ moment: Moment) -> String

    /// How many lines it has at most in a race, within its frame.
    static func height(_ race: Race, width: Int, glyphs: GlyphSet) -> Int

    /// Finds out what a moment needs of it, before anything is drawn.
    mutating func prepare(_ moment: Moment)

    /// Whether all is found out; else the next frame goes on with it.
    var isComplete: Bool { get }

    /// What it shows on the focused panel's landscape.
    var annotations: [Annotation] { get }

    /// Draws within its frame.
    func draw(on painter: inout Painter, area: Area, _ moment: Moment)
}

extension DrawerView {
    func note(_ moment: Moment) -> String { "" }
    mutating func prepare(_ moment: Moment) {}
    var isComplete: Bool { true }
    var annotations: [Annotation] { [] }
}
