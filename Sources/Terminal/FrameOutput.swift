import CNcurses

/// Where ncurses writes: a file in memory, from which each frame goes to the terminal in one write.
///
/// Written straight to the terminal, a frame would be many writes, and be seen half drawn.
@MainActor
final class FrameOutput {
    let file: UnsafeMutablePointer<FILE>
    private let terminal: Int32
    private var buffer: [UInt8] = []
    private var filter = RenditionFilter()
    /// Whether the terminal can end an attribute alone, as all with colours can, but not a VT100.
    var endsAttributes = false

    private static let begin = "\u{1B}[?2026h"
    static let end = "\u{1B}[?2026l"

    init(terminal: Int32) throws {
        guard let file = ravine_memory_file() else {
            throw TerminalError(description: "there is no memory for the screen")
        }
        self.file = file
        self.terminal = terminal
    }

    /// Writes what is not for the screen, at once.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = ravine_terminal_write(terminal, bytes, bytes.count, false)
    }

    /// Writes what was collected. - Returns: how many bytes; `nil` if the terminal is gone or the process is to end.
    ///
    /// - Parameters:
    ///   - isSynchronized: whether to tell the terminal to show it all at once.
    ///   - isLast: whether somebody else writes next. A terminal that takes nothing is not waited for then.
    func flush(isSynchronized: Bool, isLast: Bool = false) -> Int? {
        fflush(file)
        let descriptor = fileno(file)
        let count = Int(lseek(descriptor, 0, SEEK_END))
        guard count > 0 else { return 0 }
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: repeatElement(0, count: count))
        let read = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress!, count, 0) }
        ftruncate(descriptor, 0)
        lseek(descriptor, 0, SEEK_SET)
        guard read == count else { return 0 }
        var bytes = buffer
        if endsAttributes {
            filter.filter(buffer, isLast: isLast)
            if isLast { filter.forget() }
            bytes = filter.output
        }
        if isSynchronized { bytes = Array(Self.begin.utf8) + bytes + Array(Self.end.utf8) }
        return ravine_terminal_write(terminal, bytes, bytes.count, isLast) ? bytes.count : nil
    }
}
