import Backstage
import Basics

/// The speaker's notes of a scene as plain text.
public enum NotesText {
    /// The lines, none of them longer than a width where words can be broken.
    public static func lines(_ scene: Announcement, width: Int) -> [String] {
        func wrapped(_ text: String, indent: String = "") -> [String] {
            Painter.lines(text.printable, width: width - indent.count).map { indent + $0 }
        }
        var lines = wrapped(scene.title)
        if !scene.position.isEmpty { lines += wrapped(scene.position) }
        lines += wrapped(scene.about)
        let notes = scene.notes.isEmpty ? ["(no notes)"] : scene.notes
        for note in notes {
            let words = wrapped(note, indent: "    ")
            lines += words.isEmpty ? [""] : words
        }
        return lines
    }
}
