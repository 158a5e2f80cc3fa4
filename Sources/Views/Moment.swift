import Landscapes
import Racing

/// All that a frame shows: a race, what is looked at, and how the runs are doing there.
struct Moment: Sendable {
    let race: Race
    let state: ScreenState
    /// For each of the race's runs.
    let statuses: [Status]
    /// Whether everything is to be drawn at once, however long it takes.
    var isPatient = false
    /// What is wanted on the screen.
    var parts = ScreenParts.all
    /// What nothing that is written may tell.
    var secrets: Secrets?
    /// What of the plane the focused panel shows; `nil` where that is no landscape.
    var domain: Domain?
    /// What an open drawer shows on the landscape of the focused track.
    var annotations: [Annotation] = []

    /// On what a run races, in few words; `nil` where there is one track only or is called as the run is, and it goes
    /// without saying.
    func place(of run: Run) -> String? {
        let (title, short) = (race.title(ofTrack: run.track), race.short(ofTrack: run.track))
        let isKnown = race.scene.tracks.count == 1 || [title, short].contains(run.label)
        return isKnown ? nil : short ?? title
    }

    /// The place among the race's runs of the focused row's: on the focused track if it races there.
    var focusedRun: Int? { race.index(row: state.row, near: state.track(in: race)) }
}
