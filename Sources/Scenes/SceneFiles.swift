import Expressions
import Foundation
import Landscapes

/// Reads the files that a scene names: data and grids. Paths are relative to the scene's own folder.
struct SceneFiles {
    let folder: String?

    /// The most that is read.
    private static let mostBytes = 100_000_000

    func bytes(_ field: Field) throws(Diagnostic) -> [UInt8] {
        let name = try field.line("a file's name")
        let path = name.hasPrefix("/") || folder == nil ? name : folder! + "/" + name
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            guard data.count <= Self.mostBytes else { throw field.error("'\(name)' is larger than 100 MB") }
            return Array(data)
        } catch let error as Diagnostic {
            throw error
        } catch {
            let exists = FileManager.default.fileExists(atPath: path)
            throw field.error("'\(name)' \(exists ? "cannot be read" : "is not there")")
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
