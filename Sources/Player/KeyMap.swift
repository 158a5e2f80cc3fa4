import Canvas
import Views

/// What each key does: the table of bindings, changed where the user wants other keys.
public struct KeyMap: Sendable {
    /// For the hint line, the help and the manual.
    public let hints: [KeyHint]
    /// What is not as in the table.
    public let changes: [String: [Key]]
    private let actions: [Key: Action]

    struct Action: Sendable {
        let command: String
        let amount: Int
        let isTelling: Bool
        let perform: @Sendable (inout Model, Int) -> Void
        /// Why it did nothing, where it did.
        let idle: String
    }

    public static let standard = KeyMap()

    /// - Parameter keys: for some commands the keys to use instead of the table's. A key given to one command is taken
    ///   from all others.
    public init(_ keys: [String: [Key]] = [:]) {
        let taken = Set(keys.values.joined())
        var hints: [KeyHint] = []
        var actions: [Key: Action] = [:]
        for binding in Binding.table {
            var shown: [String] = []
            for command in binding.commands {
                let bound = keys[command.name] ?? command.keys.filter { !taken.contains($0) }
                for key in bound {
                    actions[key] = Action(
                        command: command.name, amount: command.amount, isTelling: binding.isTelling,
                        perform: binding.perform, idle: binding.idle)
                }
                if !command.isVariant, let first = bound.first { shown.append(first.symbol) }
            }
            hints.append(
                KeyHint(
                    keys: binding.symbol ?? shown.joined(separator: " "), short: binding.short, help: binding.help))
        }
        changes = keys
        self.hints = hints
        self.actions = actions
    }

    func action(for key: Key) -> Action? { actions[key] }

    /// How the first key of a command is written; empty if it has none.
    func symbol(of command: String) -> String {
        actions.filter { $0.value.command == command }.map(\.key.symbol).min() ?? ""
    }

    /// All keys that do something.
    public var keys: [Key] { Array(actions.keys) }

    /// The names of all commands, in the order of the table.
    public static var commands: [String] { Binding.table.flatMap { $0.commands.map(\.name) } }
}

/// A row of the table: one or more commands that do the same by different amounts.
struct Binding: Sendable {
    /// One or two words for the hint line; empty leaves the row out there.
    let short: String
    /// At most 27 characters, so that the help fits into 80 columns.
    let help: String
    /// What is shown instead of the keys.
    let symbol: String?
    /// Whether it would tell which run is which, and so does nothing while the room guesses.
    let isTelling: Bool
    let commands: [Command]
    let perform: @Sendable (inout Model, Int) -> Void
    /// What is said where it did nothing.
    let idle: String

    struct Command: Sendable {
        /// What configuration files call it.
        let name: String
        let keys: [Key]
        let amount: Int
        /// Whether it is one of the others with another amount, and goes without saying.
        let isVariant: Bool

        init(_ name: String, _ keys: Key..., amount: Int = 0, isVariant: Bool = false) {
            self.name = name
            self.keys = keys
            self.amount = amount
            self.isVariant = isVariant
        }
    }

    init(
        _ commands: Command..., short: String = "", symbol: String? = nil, help: String, isTelling: Bool = false,
        idle: String = "that has changed nothing", perform: @escaping @Sendable (inout Model, Int) -> Void
    ) {
        self.init(
            commands, short: short, symbol: symbol, help: help, isTelling: isTelling, idle: idle, perform: perform)
    }

    init(
        _ commands: [Command], short: String = "", symbol: String? = nil, help: String, isTelling: Bool = false,
        idle: String = "that has changed nothing",
        perform: @escaping @Sendable (inout Model, Int) -> Void
    ) {
        self.commands = commands
        self.isTelling = isTelling
        self.short = short
        self.symbol = symbol
        self.help = help
        self.idle = idle
        self.perform = perform
    }
}
