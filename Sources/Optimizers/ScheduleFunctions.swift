import Expressions

/// Schedules by name: factors that a formula multiplies a rate with, and the lecture's ramp.
///
/// All begin at the first step, t = 1.
enum ScheduleFunctions {
    struct Declaration: Sendable {
        let word: Word
        /// How many arguments it takes, and those that may be left out.
        let arguments: ClosedRange<Int>
        /// The formula; `a`, `b`, `c` are the arguments, `n` the steps taken, `steps` how many there are.
        let formula: @Sendable (Int) -> String
    }

    static let all: [Declaration] = [
        Declaration(
            word: Word("step_decay(factor, every)", "times the factor after every so many steps"), arguments: 2...2
        ) { _ in "a^floor(n/b)" },
        Declaration(
            word: Word("exponential(factor)", "times the factor at every step"), arguments: 1...1
        ) { _ in "a^n" },
        Declaration(
            word: Word("inverse_time(k)", "1/(1 + k*n) after n steps"), arguments: 1...1
        ) { _ in "1/(1 + a*n)" },
        Declaration(
            word: Word(
                "cosine(period)",
                "from 1 to 0 as half a cosine, with a warm restart after each period; by default one for the whole race"
            ), arguments: 0...1
        ) { count in
            count == 0 ? "(1 + cos(pi*n/steps))/2" : "(1 + cos(pi*(n/a - floor(n/a))))/2"
        },
        Declaration(
            word: Word("warm_up(steps)", "a straight line up to 1 within so many steps"), arguments: 1...1
        ) { _ in "min(1, t/a)" },
        Declaration(
            word: Word(
                "one_cycle(share)",
                "up from 1/25 within a share of the race (by default 0.3), down to nearly 0 in the rest, by cosines (Smith 2018); as optax.cosine_onecycle_schedule"
            ), arguments: 0...1
        ) { count in
            let share = count == 0 ? "0.3" : "a"
            return """
                if(n < \(share)*steps, 0.04 + 0.96*(1 - cos(pi*n/(\(share)*steps)))/2,
                4e-6 + (1 - 4e-6)*(1 + cos(pi*min(1, (n - \(share)*steps)/((1 - \(share))*steps))))/2)
                """
        },
        Declaration(
            word: Word(
                "one_cycle_lr(share)",
                "the same as torch.optim.lr_scheduler.OneCycleLR has it: the last step's rate is the lowest"),
            arguments: 0...1
        ) { count in
            let top = "max(\(count == 0 ? "0.3" : "a")*steps - 1, 1e-9)"
            let rest = "max(steps - 1 - \(top), 1e-9)"
            return """
                if(n <= \(top), 1 + (0.04 - 1)*(1 + cos(pi*n/\(top)))/2,
                4e-6 + (1 - 4e-6)*(1 + cos(pi*min(1, (n - \(top))/\(rest))))/2)
                """
        },
        Declaration(
            word: Word(
                "ramp(from, to, steps)",
                "a straight line from one value to another within so many steps, by default the whole race"),
            arguments: 2...3
        ) { count in
            let over = count < 3 ? "(steps - 1)" : "c"
            return "a + (b - a)*min(1, n/max(\(over), 1))"
        },
    ]

    /// Lowers a call; `nil` if it is none of these.
    static func lower(
        _ name: String, _ arguments: [Syntax.ID], _ location: SourceLocation, _ lowering: inout Lowering
    ) throws(Diagnostic) -> Value? {
        guard let function = all.first(where: { $0.word.name == name }) else { return nil }
        guard function.arguments.contains(arguments.count) else {
            throw Diagnostic("'\(name)' is written \(function.word.usage)", at: location)
        }
        let t = lowering.names["t"]!
        let one = lowering.graph.constant(1)
        var names = [
            "t": t, "steps": lowering.names["steps"]!,
            "n": Value(lowering.graph.apply(.subtract, t.components[0], one)),
        ]
        for (name, argument) in zip(["a", "b", "c"], arguments) {
            names[name] = Value(try lowering.lowerScalar(argument))
        }
        // A formula of our own: what is wrong in it is no mistake of the user's.
        var inner = Lowering(
            try Syntax(parsing: function.formula(arguments.count)), graph: lowering.graph, names: names)
        let value = try inner.lowerScalar(inner.syntax.result!)
        lowering.graph = inner.graph
        return Value(value)
    }
}
