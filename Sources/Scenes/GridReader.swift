import Expressions
import Landscapes

/// Reads a surface's numbers: a `.npy` file of two dimensions, or comma-separated values, either a rectangle of losses or
/// rows of x, y and loss.
enum GridReader {
    /// - Parameter domain: where the first and last columns and rows of a rectangle are; row 0 has the lowest y.
    static func read(_ field: Field, _ files: SceneFiles, domain: Domain?) throws(Diagnostic) -> Grid {
        let isNumPy = try field.line("'grid'").hasSuffix(".npy")
        let bytes = try files.bytes(field)
        do throws(DataSet.Mistake) {
            if isNumPy { return try Grid(npy: bytes, domain: domain) }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw DataSet.Mistake("it is not text in UTF-8")
            }
            return try Grid(csv: text, domain: domain)
        } catch {
            throw SceneFiles.located(error, field)
        }
    }
}
