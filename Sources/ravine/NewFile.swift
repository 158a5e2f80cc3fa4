import Basics
import Player
import Recording
import Terminal

/// A file that was not there before: nothing is ever written over another one.
struct NewFile: BackgroundRecording.Sink {
    let name: String
    /// Whether its beginning is worth keeping if the rest cannot be written.
    var isUsefulInPart = false
    private let descriptor: Int32

    init(_ name: String) throws {
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        self.name = name
        guard descriptor >= 0 else {
            let reason =
                errno == EEXIST
                ? "it is there already; choose another name, or remove it" : String(cString: strerror(errno))
            throw Failure("cannot write '\(name)': \(reason)", status: 1)
        }
    }

    /// The first of `STEM.ENDING`, `STEM-2.ENDING` and so on that is not there yet.
    init(stem: String, ending: String) throws {
        for number in 1...999 {
            let name = number == 1 ? "\(stem).\(ending)" : "\(stem)-\(number).\(ending)"
            if access(name, F_OK) == 0 { continue }
            self = try NewFile(name)
            return
        }
        throw Failure("cannot write '\(stem).\(ending)': there are too many of them already", status: 1)
    }

    func write(_ bytes: [UInt8]) throws {
        let end = lseek(descriptor, 0, SEEK_CUR)
        do throws(Files.Failure) {
            try Files.write(bytes, to: descriptor)
        } catch {
            if end >= 0 { ftruncate(descriptor, end) }
            throw Failure("cannot write '\(name)': \(error.reason)", status: 1)
        }
    }

    func close(isWhole: Bool) {
        closeDescriptor(descriptor)
        if !isWhole, !isUsefulInPart { unlink(name) }
    }

    /// Writes a text, and that is all.
    func write(whole text: String) throws {
        do {
            try write(Array(text.utf8))
            close(isWhole: true)
        } catch {
            close(isWhole: false)
            throw error
        }
    }
}

/// Inside the file `close` is another one.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
