/// The parsed text of a formula: lines `name = expression`, then possibly a last line that is an expression alone.
///
/// The tree lies in one flat array, children before parents, so that no depth of nesting costs stack when it is freed.
public struct Syntax: Sendable {
    public typealias ID = Int

    public enum Kind: Hashable, Sendable {
        case number(Double)
        case name(String)
        case text(String)
        case negate(ID)
        case not(ID)
        /// `[a, b]`: a number for each weight.
        case vector(ID, ID)
        /// `v.x` or `v.y`: the component of a vector for one weight.
        case component(ID, Int)
        case binary(BinaryOperator, ID, ID)
        case call(String, [ID])
    }

    public struct Node: Hashable, Sendable {
        public let kind: Kind
        public let location: SourceLocation
    }

    /// A line `name = expression`.
    public struct Assignment: Sendable {
        public let name: String
        public let location: SourceLocation
        public let value: ID
    }

    public internal(set) var nodes: [Node] = []
    public internal(set) var assignments: [Assignment] = []
    /// The expression that stands on the last line without a name.
    public internal(set) var result: ID?
    /// The text that was parsed.
    public let text: String

    public subscript(id: ID) -> Node { nodes[id] }
}

public enum BinaryOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and
    case or

    var isComparison: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
        default: false
        }
    }
}
