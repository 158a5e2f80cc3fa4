import Basics
import Foundation
import Testing

@Suite("A file that is written is never a broken one")
struct OutputFileTests {
    private func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ravine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }

    @Test("it appears when it is finished, or grows piece by piece", arguments: [false, true])
    func appearing(grows: Bool) throws {
        try withFolder { folder in
            let path = folder.appending(path: "a.bin").path()
            var file = try OutputFile(path, mayReplace: false, grows: grows)
            try file.write([1, 2])
            #expect(FileManager.default.fileExists(atPath: path) == grows)
            #expect(FileManager.default.fileExists(atPath: file.writingPath))
            try file.write([3])
            try file.finish()
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
            #expect(try names(in: folder) == ["a.bin"])
        }
    }

    @Test("what is there stays, unless it may be replaced", arguments: [false, true])
    func replacing(grows: Bool) throws {
        try withFolder { folder in
            let path = folder.appending(path: "a.bin").path()
            try Data([9, 9, 9, 9]).write(to: URL(filePath: path))
            #expect { try OutputFile(path, mayReplace: false, grows: grows) } throws: {
                ($0 as? Files.Failure)?.isThere == true
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([9, 9, 9, 9]))
            var file = try OutputFile(path, mayReplace: true, grows: grows)
            try file.write([1])
            try file.finish()
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([1]))
            // Another program makes it while ours is under way.
            let late = folder.appending(path: "late.bin").path()
            var other = try OutputFile(late, mayReplace: false)
            try other.write([1])
            try Data([7]).write(to: URL(filePath: late))
            #expect { try other.finish() } throws: { ($0 as? Files.Failure)?.isThere == true }
            #expect(try Data(contentsOf: URL(filePath: late)) == Data([7]))
            #expect(try names(in: folder) == ["a.bin", "late.bin"])
        }
    }

    @Test("abandoned, it keeps its whole pieces if it grew, and leaves what was there if not")
    func abandoning() throws {
        try withFolder { folder in
            let path = folder.appending(path: "a.bin").path()
            try Data([9]).write(to: URL(filePath: path))
            var file = try OutputFile(path, mayReplace: true)
            try file.write([1, 2])
            file.abandon()
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([9]))
            let other = folder.appending(path: "b.bin").path()
            var growing = try OutputFile(other, mayReplace: false, grows: true)
            try growing.write([1, 2])
            growing.abandon()
            #expect(try Data(contentsOf: URL(filePath: other)) == Data([1, 2]))
            try OutputFile(folder.appending(path: "c.bin").path(), mayReplace: false, grows: true).abandon()
            #expect(try names(in: folder) == ["a.bin", "b.bin"])
        }
    }

    @Test("folders, missing folders and devices")
    func others() throws {
        try withFolder { folder in
            #expect { try OutputFile(folder.path(), mayReplace: true) } throws: {
                ($0 as? Files.Failure)?.reason == "Is a directory"
            }
            #expect { try OutputFile(folder.appending(path: "no/a").path(), mayReplace: true) } throws: {
                ($0 as? Files.Failure)?.isMissing == true
            }
            var device = try OutputFile("/dev/null", mayReplace: false, grows: true)
            try device.write([1, 2, 3])
            device.abandon()
            try device.finish()
        }
    }
}
