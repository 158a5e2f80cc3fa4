/// A value in a YAML text, with its place. Aliases stand there as what they stand for.
package struct Node: Sendable {
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        /// Keys and values in the text's order; no two keys are the same text.
        case mapping([(key: Node, value: Node)])
    }

    /// A text, however it is written. What it means is for those to say who need it: `yes` and `12` are texts here.
    package struct Scalar: Sendable {
        package enum Style: Sendable {
            case plain, singleQuoted, doubleQuoted, literal, folded
        }

        package let string: String
        package let style: Style
    }

    package let content: Content
    /// Where it begins; an alias where that begins which it stands for.
    package let mark: Mark
    /// Which of the text's Unicode scalars it is written with.
    package let extent: Range<Int>
    /// Whether it is a collection between brackets.
    package var isFlow = false

    package var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
    package var sequence: [Node]? { if case .sequence(let items) = content { items } else { nil } }
    package var mapping: [(key: Node, value: Node)]? { if case .mapping(let pairs) = content { pairs } else { nil } }
}

/// A place in a YAML text: the line from 1, and in it the Unicode scalar from 1.
package struct Mark: Equatable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Why a text is no YAML.
package enum YAMLError: Error {
    /// It does not follow the grammar: libyaml's reason, where it was lost, and where what it was reading began.
    case grammar(reason: String, at: Mark, context: Mark?)
    /// A character that YAML does not allow, and which byte of the text it begins at; -1 for bytes that are none.
    case character(Int32, offset: Int)
    /// A text that is a key of one mapping twice, and where it first is.
    case repeatedKey(String, first: Mark)
    case outOfMemory
}
