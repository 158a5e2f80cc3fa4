import Basics
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

// Reading and writing them.
extension SweepFile {
    /// Says before any work is done what could not be written in the end.
    static func check(_ path: String, mayReplace: Bool) throws {
        if Files.isFolder(path) { throw Failure("'\(path)' is a folder", status: 1) }
        if !mayReplace, Files.exists(path) { throw isThere(path) }
    }

    static func isThere(_ path: String) -> Failure {
        Failure("'\(path)' is there already; --force replaces it", status: 1)
    }

    /// Writes all of a file, or nothing.
    static func write(_ bytes: [UInt8], to path: String, mayReplace: Bool) throws {
        do throws(Files.Failure) {
            var file = try OutputFile(path, mayReplace: mayReplace)
            do throws(Files.Failure) {
                try file.write(bytes)
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
        } catch {
            throw RecordingFile.failure(path, error)
        }
    }

    /// Reads a part.
    static func part(_ path: String) throws -> SweepPart {
        do {
            let bytes = try Files.bytes(of: path, atMost: Limits.sweepBytes)
            return try SweepPart(String(decoding: bytes, as: UTF8.self))
        } catch let failure as Files.Failure {
            throw Failure("cannot read '\(path)': \(failure.reason)")
        } catch let mistake as SweepPart.Mistake {
            throw Failure("'\(path)': \(mistake.message)", status: 1)
        }
    }

    /// Makes sure that a file is a part of a sweep, whole.
    static func expect(_ path: String, toBe heading: SweepHeading, _ cells: Range<Int>) throws {
        let difference: String?
        do {
            let there = try part(path)
            difference =
                there.heading.difference(to: heading).map { "is of another sweep: \($0)" }
                ?? (there.cells == cells ? nil : "is of other cells") ?? (there.isComplete ? nil : "is not finished")
        } catch {
            difference = "is no part of a sweep"
        }
        if let difference {
            throw Failure("'\(path)' is there already, and \(difference); --force replaces it", status: 1)
        }
    }
}
