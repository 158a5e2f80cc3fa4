import Canvas
import Racing
import Scenes

/// What stands between a race and the screen while nobody is to know which run is which.
///
/// All views are given what is in front of it, and so none can show what is behind: there is one place only where a
/// row's name, ink and head are hidden. What a scene says of its runs in sentences the painter leaves out.
struct Curtain: Sendable {
    let disguise: Disguise
    let secrets: Secrets
    private let scene: Scene

    init(_ disguise: Disguise, _ scene: Scene, glyphs: GlyphSet) {
        self.disguise = disguise
        secrets = Secrets(of: scene, glyphs: glyphs)
        self.scene = disguise.scene(scene)
    }

    func hiding(
        _ race: Race, _ state: ScreenState, _ statuses: [Status]
    ) -> (Race, ScreenState, [Status]) {
        var hidden = state
        hidden.row = disguise.places[state.row]
        hidden.hidden = Set(state.hidden.map { disguise.places[$0] })
        hidden.fairness = .own
        hidden.claims = [:]
        hidden.drawer = nil
        return (disguise.race(race, scene: scene), hidden, statuses.map(\.disguised))
    }
}
