import Canvas

/// How large the nodes of a graph are drawn; the first that fits is taken.
enum GraphStyle: CaseIterable, Sendable {
    /// A box around value and derivatives, the operation in its upper edge.
    case boxed
    /// Operation, value and derivatives one below the other.
    case stacked
    /// The same with two digits.
    case narrow
    /// Operation and value in a line, derivatives below.
    case compact

    var valueWidth: Int { self == .narrow ? 5 : 7 }

    /// Columns between two layers at least.
    var leastGap: Int { self == .boxed ? 4 : self == .narrow ? 2 : 3 }

    /// Rows between two nodes of a layer where there is room.
    var mostRowGap: Int { self == .boxed ? 4 : 2 }

    /// How wide a node is.
    ///
    /// - Parameters:
    ///   - label: the columns of its label.
    ///   - derivative: the columns of what stands before its derivatives, such as `∂x`.
    func width(label: Int, derivative: Int) -> Int {
        switch self {
        case .boxed: max(label + 5, derivative + 1 + valueWidth + 4)
        case .stacked: max(label, derivative + 1 + valueWidth)
        case .narrow: max(label, derivative + valueWidth)
        case .compact: max(label, derivative) + 1 + valueWidth
        }
    }

    /// How high a node with so many derivatives is.
    func height(derivatives: Int) -> Int {
        switch self {
        case .boxed: derivatives + 3
        case .stacked, .narrow: derivatives + 2
        case .compact: derivatives + 1
        }
    }
}
