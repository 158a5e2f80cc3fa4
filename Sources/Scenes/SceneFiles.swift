import Basics
import Expressions
import Landscapes

/// Reads the files that a scene names: data and grids. Paths are relative to the scene's own folder.
struct SceneFiles {
    let folder: String?

    func bytes(_ field: Field) throws(Diagnostic) -> [UInt8] {
        let name = try field.line("a file's name")
        let path = name.hasPrefix("/") || folder == nil ? name : folder! + "/" + name
        do throws(Files.Failure) {
            return try Files.bytes(of: path, atMost: Limits.fileBytes)
        } catch {
            throw field.error(
                error.isMissing ? "'\(name)' is not there" : "'\(name)' cannot be read: \(error.reason)")
        }
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
