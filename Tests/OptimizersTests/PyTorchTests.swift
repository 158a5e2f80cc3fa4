import Foundation
import Testing

@testable import Optimizers

@Suite("Lines of PyTorch")
struct PyTorchTests {
    private static func line(_ name: String, _ given: [String: Double] = [:], scheduled: Set<String> = []) -> String? {
        let hyperparameters = OptimizerCatalog.optimizer(named: name)!.hyperparameters
        return OptimizerCatalog.pytorch(name)?.line(
            hyperparameters, values: hyperparameters.map { given[$0.name] ?? $0.defaultValue },
            isScheduled: { scheduled.contains(hyperparameters[$0].name) })
    }

    @Test(
        "what is PyTorch's own default goes without saying",
        arguments: [
            ("sgd", [:], "SGD(params, lr=0.01)"),
            ("sgd", ["eta": 0.1, "lambda": 0.001], "SGD(params, lr=0.1, weight_decay=0.001)"),
            ("momentum", ["eta": 0.02], "SGD(params, lr=0.02, momentum=0.9)"),
            ("momentum", ["dampening": 0.5], "SGD(params, lr=0.01, momentum=0.9, dampening=0.5)"),
            ("nag", [:], "SGD(params, lr=0.01, momentum=0.9, nesterov=True)  # its weights are w + alpha*v"),
            ("adagrad", [:], "Adagrad(params, lr=0.01)"), ("adadelta", [:], "Adadelta(params, lr=1, rho=0.95)"),
            ("rmsprop", [:], "RMSprop(params, lr=0.01, alpha=0.9)"),
            ("rmsprop-centered", [:], "RMSprop(params, lr=0.01, alpha=0.9, centered=True)"),
            ("rmsprop-momentum", [:], "RMSprop(params, lr=0.01, alpha=0.9, momentum=0.9)"),
            ("adam", ["epsilon": 1e-7], "Adam(params, lr=0.001, eps=1e-07)"),
            ("adam", ["beta1": 0.8], "Adam(params, lr=0.001, betas=(0.8, 0.999))"),
            ("adam-l2", [:], "Adam(params, lr=0.001, weight_decay=0.01)"),
            ("adamw", [:], "AdamW(params, lr=0.001)"), ("amsgrad", [:], "Adam(params, lr=0.001, amsgrad=True)"),
            ("adamax", [:], "Adamax(params, lr=0.002)"),
            ("nadam", ["psi": 0.01], "NAdam(params, lr=0.002, momentum_decay=0.01)"),
            ("radam", [:], "RAdam(params, lr=0.001)"),
            ("rprop", ["up": 1.5], "Rprop(params, lr=0.01, etas=(0.5, 1.5))"),
            ("asgd", ["power": 0.5], "ASGD(params, lr=0.01, alpha=0.5)"),
        ] as [(String, [String: Double], String)])
    func lines(name: String, given: [String: Double], line: String) {
        #expect(Self.line(name, given) == "torch.optim." + line)
    }

    @Test("a schedule is said, and its first value given, PyTorch's default or not")
    func schedules() {
        #expect(
            Self.line("adam", scheduled: ["eta", "beta1", "beta2"])
                == "torch.optim.Adam(params, lr=0.001, betas=(0.9, 0.999))  # lr, betas as at step 1 of a schedule")
    }

    @Test(
        "what PyTorch refuses, or does otherwise, has no line",
        arguments: [
            ("adam", ["beta1": 1]), ("momentum", ["alpha": 0]), ("nag", ["alpha": 0]), ("rprop", ["up": 1]),
            ("sgd", ["eta": .infinity]), ("sgd", ["eta": .nan]),
        ] as [(String, [String: Double])])
    func none(name: String, given: [String: Double]) { #expect(Self.line(name, given) == nil) }

    @Test("who has a line is held against PyTorch, and who has none is not", arguments: OptimizerCatalog.names)
    func proved(name: String) throws {
        let cases = try OracleCase.all.filter { $0.library == "torch" }.filter { oracle in
            let peer = try Peer(oracle).optimizer.name
            return peer == name || peer == "nag-ahead" && name == "nag"
        }
        let constructors = Set(cases.map(\.constructor))
        guard let pytorch = OptimizerCatalog.pytorch(name) else { return #expect(constructors.isEmpty) }
        #expect(constructors == [pytorch.name])
        // Every argument stands for a hyperparameter that there is, and every hyperparameter for an argument.
        let sources = pytorch.arguments.flatMap { argument -> [String] in
            switch argument {
            case .value(_, let source, _): [source]
            case .pair(_, let sources, _, _): [sources.0, sources.1]
            case .flag: []
            }
        }
        #expect(Set(sources) == Set(OptimizerCatalog.optimizer(named: name)!.hyperparameters.map(\.name)))
    }

    /// Whether there is a Python with PyTorch here.
    private static let hasPyTorch = (try? python("import torch")) == ""

    private static func python(_ code: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", code]
        process.standardInput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : said
    }

    @Test("PyTorch takes them", .enabled(if: hasPyTorch))
    func constructed() throws {
        let lines = OptimizerCatalog.names.compactMap { Self.line($0) }.joined(separator: "\n")
        #expect(try Self.python("import torch\nparams = [torch.nn.Parameter(torch.zeros(2))]\n\(lines)\n") == "")
    }
}
