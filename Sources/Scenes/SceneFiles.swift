import Basics
import Expressions
import Landscapes

/// Reads the files that a scene names: data and grids. Paths are relative to the scene's own folder.
final class SceneFiles {
    let folder: String?
    /// What was asked for so far, each file once.
    private(set) var read: [SceneReading.File] = []

    /// - Parameter origin: the scene's own file.
    init(besides origin: String) {
        folder = origin.lastIndex(of: "/").map { $0 == origin.startIndex ? "/" : String(origin[..<$0]) }
    }

    func bytes(_ field: Field) throws(Diagnostic) -> [UInt8] {
        let name = try field.line("a file's name")
        let path = name.hasPrefix("/") || folder == nil ? name : folder! + "/" + name
        do throws(Files.Failure) {
            let bytes = try Files.bytes(of: path, atMost: Limits.fileBytes)
            note(SceneReading.File(path: path, bytes: bytes))
            return bytes
        } catch {
            note(SceneReading.File(path: path, bytes: nil))
            throw field.error(
                error.isMissing ? "'\(name)' is not there" : "'\(name)' cannot be read: \(error.reason)")
        }
    }

    private func note(_ file: SceneReading.File) {
        if !read.contains(where: { $0.path == file.path }) { read.append(file) }
    }

    func text(_ field: Field) throws(Diagnostic) -> String {
        guard let text = String(validating: try bytes(field), as: UTF8.self) else {
            throw field.error("'\(try field.line("a file's name"))' is not text in UTF-8")
        }
        return text
    }

    /// A mistake in a file, said at the place where the scene names it.
    static func located(_ mistake: DataSet.Mistake, _ field: Field) -> Diagnostic {
        let name = (try? field.line("a file's name")) ?? "the file"
        return field.error(mistake.line.map { "\(name):\($0): \(mistake.message)" } ?? "\(name): \(mistake.message)")
    }
}
