import Basics

/// What a scene was read from: its text, and what the files held that the text names.
public struct SceneReading: Sendable, Equatable {
    /// Where the text was read: a file's path, or the name of a built-in scene.
    public let origin: String
    public let text: String
    public let files: [File]

    public init(origin: String, text: String, files: [File]) {
        self.origin = origin
        self.text = text
        self.files = files
    }

    /// A file of data or of a grid.
    public struct File: Sendable, Equatable {
        public let path: String
        /// Tells what it holds from what it held before; `nil` if it cannot be read.
        let fingerprint: Fingerprint?

        init(path: String, bytes: [UInt8]?) {
            self.path = path
            fingerprint = bytes.map { bytes in
                var fingerprint = Fingerprint()
                fingerprint.add(bytes)
                return fingerprint
            }
        }

        /// What it holds now.
        init(reading path: String) {
            self.init(path: path, bytes: try? Files.bytes(of: path, atMost: Limits.fileBytes))
        }
    }
}

extension SceneReading {
    /// Tells what was read from anything else.
    package var fingerprint: Fingerprint {
        var whole = Fingerprint()
        whole.add(text.utf8)
        for file in files { whole.add("\(file.fingerprint?.description ?? "")".utf8) }
        return whole
    }
}

extension Scene {
    public var reading: SceneReading { SceneReading(origin: origin, text: text, files: files) }
}
