import Basics
import Canvas
import Racing
import Scenes

/// A panel of a race, small and without its frame.
public enum Thumbnail {
    /// - Parameters:
    ///   - race: stepped as far as the state says.
    ///   - pictures: what panels show, where it is not the scene's.
    ///   - size: at least two rows and two columns.
    public static func frame(
        of race: Race, _ state: ScreenState, pictures: [Int: any Picture], size: Size, glyphs: GlyphSet
    ) -> Frame {
        let panel = state.panel
        // A view writes numbers into the frame around it, which is left out.
        var painter = Painter(size: Size(width: size.width + 2, height: size.height + 2), glyphs: glyphs, hiding: nil)
        let area = Area(x: 1, y: 1, width: size.width, height: size.height)
        let track = race.scene.panels[panel].track
        let setting = PanelSetting(
            track: track, surface: race.surfaces[track], runCount: race.runs(on: track).count, area: area,
            glyphs: glyphs, isPatient: true)
        var view = PanelViews.view(of: pictures[panel] ?? race.scene.panels[panel].picture, setting)
        var board = StatusBoard()
        _ = board.update(race, at: state.step, isPatient: true)
        let moment = Moment(race: race, state: state, statuses: board.statuses, isPatient: true)
        view.prepare(moment)
        _ = view.draw(on: &painter, moment)
        var frame = Frame(size: size)
        for y in 0..<size.height {
            for x in 0..<size.width { frame[x, y] = painter.frame[x + 1, y + 1] }
        }
        return frame
    }
}
