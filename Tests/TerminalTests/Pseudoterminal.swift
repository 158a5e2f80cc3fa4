import Foundation

@testable import Terminal

/// A terminal without a window: what is written to it can be read, what is written here arrives there as if typed.
final class Pseudoterminal {
    private var master: Int32
    let slave: Int32

    init(columns: Int = 80, rows: Int = 30) throws {
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, &window) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        (master, slave) = ends
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        hangUp()
        close(slave)
    }

    var device: Device { get throws { try Device(input: slave, output: slave) } }

    /// All of the mode, to be compared.
    var mode: [UInt8] {
        var mode = termios()
        tcgetattr(slave, &mode)
        return withUnsafeBytes(of: &mode) { Array($0) }
    }

    /// What has been written to the terminal since the last time.
    func output() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = read(master, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

    /// Writes to the terminal until it takes no more.
    func fill() throws {
        let output = try device.output
        let dots = [UInt8](repeating: UInt8(ascii: "."), count: 64)
        // What was written moves on by and by.
        var refused = 0
        while refused < 20 {
            guard write(output, dots, dots.count) < 0 else {
                refused = 0
                continue
            }
            refused += 1
            usleep(1000)
        }
        while write(output, dots, 1) > 0 {}
    }

    func hangUp() {
        if master >= 0 { close(master) }
        master = -1
    }
}
