import Foundation
import Landscapes

@testable import Optimizers

/// Trajectories of PyTorch and optax in float64, as recorded from those libraries.
struct OracleCase: Decodable, Sendable, CustomStringConvertible {
    let id: String
    let library: String
    let optimizer: String
    let constructor: String
    let hyperparameters: [String: Setting]
    let surface: String
    let start: [Double]
    let steps: Int
    let comparableSteps: Int
    let positions: [[Double]]

    var description: String { id }

    enum Setting: Decodable, Sendable {
        case number(Double)
        case flag(Bool)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self =
                if let flag = try? container.decode(Bool.self) { .flag(flag) } else {
                    .number(try container.decode(Double.self))
                }
        }

        var number: Double? { if case .number(let number) = self { number } else { nil } }
    }

    static let all: [OracleCase] = lines(of: "trajectories")
}

/// How PyTorch leaves the finite numbers.
struct DivergenceCase: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let ctor: String
    let hp: [String: OracleCase.Setting]
    let surface: String
    let start: [Double]
    let steps: Int
    let firstLossNonfinite: Int?
    let firstInf: Int?
    let firstNan: Int?

    var description: String { name }

    static let all: [DivergenceCase] = lines(of: "divergence")
}

/// The surfaces of the oracle, by name.
enum OracleSurface {
    private struct Entry: Decodable { let loss: String }

    static func named(_ name: String) throws -> Surface {
        let entries = try decoder.decode([String: Entry].self, from: try data("surfaces", "json"))
        guard let formula = entries[name]?.loss ?? others[name] else { throw CocoaError(.keyValueValidation) }
        return try Surface(name: name, formula: formula, domain: Domain(x: -5...5, y: -5...5))
    }

    /// Surfaces that only the divergence cases use.
    private static let others = [
        "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        "goldstein": """
        (1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2)) \
        *(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))
        """,
        "styblinski": "0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)",
        "camel3": "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
        "monkey": "x^3 - 3*x*y^2",
        "plane": "0.3*x - 0.2*y",
        "ackley": "-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20",
    ]
}

private let decoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
}()

private func data(_ name: String, _ ending: String) throws -> Data {
    let url = Bundle.module.url(forResource: name, withExtension: ending, subdirectory: "Oracle")
    return try Data(contentsOf: url!)
}

private func lines<T: Decodable>(of name: String) -> [T] {
    do {
        return try data(name, "jsonl").split(separator: UInt8(ascii: "\n")).map { try decoder.decode(T.self, from: $0) }
    } catch {
        fatalError("the oracle's \(name) cannot be read: \(error)")
    }
}
