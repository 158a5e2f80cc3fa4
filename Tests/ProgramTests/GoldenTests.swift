import Foundation
import Testing

/// What scripts read: held digit by digit.
@Suite("Traces and recordings are what they say")
struct GoldenTests {
    /// Only sums, products, quotients and roots, which every machine rounds alike. The panel's name has a comma.
    private static let scene = """
        steps: 3
        start: [1.5, -0.75]
        surfaces:
          'q, r': {loss: 0.5*x^2 + 3*y^2 + 0.25*x*y, domain: {x: [-2, 2], y: [-1, 1]}}
        runs:
          - {optimizer: sgd, eta: 0.1, label: 'SGD "slow"'}
          - {optimizer: rmsprop, eta: 0.05/t}
          - {optimizer: sgd, eta: 1e200, label: wild}
        """

    private func trace(_ format: String) throws -> String {
        let outcome = try Program.run("trace", "-", "--format", format, input: Self.scene)
        #expect(outcome.status == 0 && outcome.error.isEmpty)
        return outcome.output
    }

    @Test("a trace as CSV")
    func csv() throws {
        #expect(
            try trace("csv") == #"""
                track,run,step,x,y,loss,gradient_x,gradient_y,evaluations,eta,lambda,rho,epsilon
                "q, r","SGD ""slow""",0,1.5,-0.75,2.53125,1.3125,-4.125,0,0.1,0.0,,
                "q, r","SGD ""slow""",1,1.36875,-0.33749999999999997,1.1629687499999999,1.2843749999999998,-1.6828124999999998,1,0.1,0.0,,
                "q, r","SGD ""slow""",2,1.2403125,-0.16921874999999997,0.8026214721679686,1.1980078125,-0.7052343749999999,2,0.1,0.0,,
                "q, r","SGD ""slow""",3,1.12051171875,-0.09869531249999998,0.6293482364959716,1.095837890625,-0.3120439453124999,3,0.1,0.0,,
                "q, r",RMSProp,0,1.5,-0.75,2.53125,1.3125,-4.125,0,0.05,,0.9,1e-08
                "q, r",RMSProp,1,1.3418861208011048,-0.5918861182037022,1.7527557695879616,1.1939145912501794,-3.215845179021937,1,0.025,,0.9,1e-08
                "q, r",RMSProp,2,1.2871707009348419,-0.5416931346463365,1.534385680087889,1.1517474172732578,-2.9283661326443085,2,0.016666666666666666,,0.9,1e-08
                "q, r",RMSProp,3,1.2568375444340731,-0.5142659586031382,1.4216415439343484,1.1282710547832886,-2.7713863655103106,3,0.0125,,0.9,1e-08
                "q, r",wild,0,1.5,-0.75,2.53125,1.3125,-4.125,0,1e+200,0.0,,
                "q, r",wild,1,-1.3125e+200,4.125e+200,nan,-2.8124999999999994e+199,2.4421875000000002e+201,1,1e+200,0.0,,
                "q, r",wild,2,inf,-inf,nan,nan,nan,2,1e+200,0.0,,

                """#)
    }

    @Test("a trace as JSON lines")
    func json() throws {
        #expect(
            try trace("jsonl") == #"""
                {"track": "q, r", "run": "SGD \"slow\"", "step": 0, "x": 1.5, "y": -0.75, "loss": 2.53125, "gradient": [1.3125, -4.125], "evaluations": 0, "hyperparameters": {"eta": 0.1, "lambda": 0.0}}
                {"track": "q, r", "run": "SGD \"slow\"", "step": 1, "x": 1.36875, "y": -0.33749999999999997, "loss": 1.1629687499999999, "gradient": [1.2843749999999998, -1.6828124999999998], "evaluations": 1, "hyperparameters": {"eta": 0.1, "lambda": 0.0}}
                {"track": "q, r", "run": "SGD \"slow\"", "step": 2, "x": 1.2403125, "y": -0.16921874999999997, "loss": 0.8026214721679686, "gradient": [1.1980078125, -0.7052343749999999], "evaluations": 2, "hyperparameters": {"eta": 0.1, "lambda": 0.0}}
                {"track": "q, r", "run": "SGD \"slow\"", "step": 3, "x": 1.12051171875, "y": -0.09869531249999998, "loss": 0.6293482364959716, "gradient": [1.095837890625, -0.3120439453124999], "evaluations": 3, "hyperparameters": {"eta": 0.1, "lambda": 0.0}}
                {"track": "q, r", "run": "RMSProp", "step": 0, "x": 1.5, "y": -0.75, "loss": 2.53125, "gradient": [1.3125, -4.125], "evaluations": 0, "hyperparameters": {"eta": 0.05, "rho": 0.9, "epsilon": 1e-08}}
                {"track": "q, r", "run": "RMSProp", "step": 1, "x": 1.3418861208011048, "y": -0.5918861182037022, "loss": 1.7527557695879616, "gradient": [1.1939145912501794, -3.215845179021937], "evaluations": 1, "hyperparameters": {"eta": 0.025, "rho": 0.9, "epsilon": 1e-08}}
                {"track": "q, r", "run": "RMSProp", "step": 2, "x": 1.2871707009348419, "y": -0.5416931346463365, "loss": 1.534385680087889, "gradient": [1.1517474172732578, -2.9283661326443085], "evaluations": 2, "hyperparameters": {"eta": 0.016666666666666666, "rho": 0.9, "epsilon": 1e-08}}
                {"track": "q, r", "run": "RMSProp", "step": 3, "x": 1.2568375444340731, "y": -0.5142659586031382, "loss": 1.4216415439343484, "gradient": [1.1282710547832886, -2.7713863655103106], "evaluations": 3, "hyperparameters": {"eta": 0.0125, "rho": 0.9, "epsilon": 1e-08}}
                {"track": "q, r", "run": "wild", "step": 0, "x": 1.5, "y": -0.75, "loss": 2.53125, "gradient": [1.3125, -4.125], "evaluations": 0, "hyperparameters": {"eta": 1e+200, "lambda": 0.0}}
                {"track": "q, r", "run": "wild", "step": 1, "x": -1.3125e+200, "y": 4.125e+200, "loss": "nan", "gradient": [-2.8124999999999994e+199, 2.4421875000000002e+201], "evaluations": 1, "hyperparameters": {"eta": 1e+200, "lambda": 0.0}}
                {"track": "q, r", "run": "wild", "step": 2, "x": "inf", "y": "-inf", "loss": "nan", "gradient": ["nan", "nan"], "evaluations": 2, "hyperparameters": {"eta": 1e+200, "lambda": 0.0}}

                """#)
    }

    @Test("the gradient is that of the loss, by x and by y, in both formats")
    func gradient() throws {
        func loss(_ x: Double, _ y: Double) -> Double { 0.5 * x * x + 3 * y * y + 0.25 * x * y }
        var rows: [[Double]] = []
        let lines = try Program.run("trace", "-", "--format", "csv", input: Self.scene).output.split(separator: "\n")
        for line in lines.dropFirst() where !line.contains("wild") {
            // The panel's name has the one comma that is quoted.
            rows.append(line.split(separator: ",", omittingEmptySubsequences: false)[4..<9].map { Double($0) ?? .nan })
        }
        for line in try trace("jsonl").split(separator: "\n") where !line.contains("wild") {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let gradient = try #require(object["gradient"] as? [Double])
            rows.append(try ["x", "y", "loss"].map { try #require(object[$0] as? Double) } + gradient)
        }
        #expect(rows.count == 16)
        let h = 1e-5
        for row in rows {
            let (x, y) = (row[0], row[1])
            #expect(abs(row[2] - loss(x, y)) < 1e-12)
            #expect(abs(row[3] - (loss(x + h, y) - loss(x - h, y)) / (2 * h)) < 1e-8)
            #expect(abs(row[4] - (loss(x, y + h) - loss(x, y - h)) / (2 * h)) < 1e-8)
        }
    }

    /// The header of a recording of twenty steps, ten a second, and the times of its events.
    private func recorded(_ arguments: [String]) throws -> (header: [String: Any], times: [Double]) {
        let outcome = try Program.run(
            Program.path, ["record", "-", "-o", "-"] + arguments,
            input: "{steps: 20, rate: 10, panels: [bowl], runs: [{optimizer: sgd, eta: 0.01}]}")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        let header = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        let times = try lines.dropFirst().map { line in
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
            return try #require(event?[0] as? Double)
        }
        return (try #require(header), times)
    }

    @Test(
        "the last frame stays as long as --hold says, by default two seconds",
        arguments: [([], 2.0), (["--hold", "5"], 5), (["--hold", "0"], 0), (["--hold", "0.25", "--fps", "7"], 0.25)]
            as [([String], Double)])
    func hold(arguments: [String], seconds: Double) throws {
        let (_, times) = try recorded(arguments)
        try #require(times.count > 10)
        // Twenty steps at ten a second, then the last frame.
        #expect(abs(times[times.count - 2] - 2) < 1e-6 && abs(times[times.count - 1] - 2 - seconds) < 1e-6)
    }

    @Test("--fps, --steps, --size and --theme are those of the recording")
    func options() throws {
        let (header, times) = try recorded(["--fps", "5", "--steps", "10", "--size", "70x20", "--theme", "light"])
        #expect(header["width"] as? Int == 70 && header["height"] as? Int == 20)
        #expect(
            (header["theme"] as? [String: String])?["bg"]
                != (try recorded([]).header["theme"] as? [String: String])?["bg"])
        // The scene's mark on the first frame has its time.
        #expect(times == [0, 0, 0.2, 0.4, 0.6, 0.8, 1, 3])
    }
}
