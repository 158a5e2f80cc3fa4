import Basics
import Canvas
import Racing
import Scenes

/// A panel where it is on the screen: its frame, and in it the view of its picture.
struct ScreenPanel: Sendable {
    /// The place among the scene's panels.
    let index: Int
    let area: Area
    var view: any PanelView
    /// Whether the scene's own title is of what it shows.
    private let isOther: Bool
    private let picture: any Picture

    init(
        _ index: Int, showing picture: any Picture, _ race: Race, area: Area, glyphs: GlyphSet, parts: ScreenParts,
        isPatient: Bool, reusing previous: ScreenPanel?
    ) {
        self.index = index
        self.area = area
        let panel = race.scene.panels[index]
        let track = race.scene.tracks[panel.track]
        let setting = PanelSetting(
            track: panel.track, surface: race.surfaces[panel.track], runCount: track.runs.count,
            area: area.inset(by: 1), glyphs: glyphs, isPatient: isPatient, parts: parts)
        view = PanelViews.view(of: picture, setting, reusing: previous?.view)
        // The scene's title tells of the scene's picture; another kind, or one of something else, has its own.
        isOther =
            type(of: picture).kind.name != type(of: panel.picture).kind.name
            || picture.subject != panel.picture.subject
        self.picture = picture
    }

    /// What stands over it, and what stands there where there is little room.
    private func heading(_ race: Race) -> (title: String, short: String?) {
        let wanted = isOther ? nil : race.title(ofPanel: index)
        let subject = wanted == nil && !picture.subject.isEmpty ? picture.subject : nil
        let track = race.scene.panels[index].track
        return (
            wanted ?? picture.title(of: race.track(track)),
            (isOther ? nil : race.short(ofPanel: index)) ?? subject
        )
    }

    /// - Returns: whether all of it is drawn.
    mutating func draw(on painter: inout Painter, _ moment: Moment) -> Bool {
        view.prepare(moment)
        let isFocused = moment.state.panel == index && moment.race.scene.panels.count > 1
        let count = moment.race.scene.panels.count
        // One of several that is alone says so, to whom has keys for the others.
        let isOneOf = moment.state.isSolo && count > 1 && moment.parts.contains(.hints)
        let (heading, short) = heading(moment.race)
        let title = isOneOf ? "\(heading)  \(index + 1)/\(count)" : heading
        painter.box(area, title: title, short: short, note: view.note(moment), isFocused: isFocused)
        guard !area.inset(by: 1).isEmpty else { return true }
        return view.draw(on: &painter, moment)
    }
}
