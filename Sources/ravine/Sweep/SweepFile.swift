import Canvas
import Racing
import Recording
import Views

/// What a sweep's file is, by the ending of its name.
enum SweepFile {
    case table(SweepTable)
    case picture(any StillFormat.Type)

    static let endings = SweepTable.allCases.map { ".\($0.rawValue)" } + [".png", ".svg"]

    init?(_ path: String) {
        let ending = RecordingFormats.ending(ofFile: path)
        if let table = SweepTable(rawValue: ending) {
            self = .table(table)
        } else if [".png", ".svg"].contains(".\(ending)"), let format = StillFormats.format(ofFile: path) {
            self = .picture(format)
        } else {
            return nil
        }
    }

    func bytes(_ heading: SweepHeading, _ rows: [SweepRow], theme: Theme) -> [UInt8] {
        switch self {
        case .table(let table): return table.bytes(heading, rows)
        case .picture(let format):
            let frame = SweepPicture.frame(heading, rows)
            return format.bytes(
                of: frame,
                RecordingHeading(
                    size: frame.size, title: heading.title, about: "", theme: theme))
        }
    }
}
