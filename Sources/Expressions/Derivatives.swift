/// Derivatives of a computation graph, written into the same graph.
///
/// Each operation states its derivative once, in ``Graph/slope(through:_:from:)``. Reverse mode walks the list backwards
/// with it, forward mode forwards. What they write is shared and folded like every other operation, so the value, the
/// gradient and the Hessian are one list, evaluated in one go.
extension Graph {
    /// The partial derivatives of `output` by each of `inputs`, by one reverse pass. They may be any nodes.
    ///
    /// - Parameter known: for inputs that depend on earlier ones outside of the graph, their derivatives by those.
    public mutating func gradient(
        of output: ID, by inputs: [ID], known: [ID: [(input: ID, slope: ID)]] = [:]
    ) -> [ID] {
        var slopes = [Slope?](repeating: nil, count: Int(output) + 1)
        slopes[Int(output)] = Slope(id: constant(1))
        for id in stride(from: output, through: 0, by: -1) {
            guard let slope = slopes[Int(id)] else { continue }
            for (input, known) in known[id] ?? [] {
                slopes[Int(input)] = sum(slopes[Int(input)], masked(apply(.multiply, slope.id, known), as: slope))
            }
            for place in 0..<self[id].operation.operandCount {
                let operand = Int(self[id].operand(place))
                slopes[operand] = sum(slopes[operand], self.slope(through: id, place, from: slope))
            }
        }
        return inputs.map { (Int($0) < slopes.count ? slopes[Int($0)]?.id : nil) ?? constant(0) }
    }

    /// The derivatives of `outputs` by one input, by one forward pass. Over a gradient, a row of the Hessian.
    ///
    /// What the outputs do not need is left alone: else each of several passes over one graph would multiply it.
    ///
    /// - Parameter known: the derivatives of other inputs that depend on this one outside of the graph.
    public mutating func derivatives(of outputs: [ID], by input: ID, known: [ID: ID] = [:]) -> [ID] {
        let needed = neededNodes(for: outputs)
        var slopes = [Slope?](repeating: nil, count: nodes.count)
        slopes[Int(input)] = Slope(id: constant(1))
        for (other, slope) in known { slopes[Int(other)] = Slope(id: slope) }
        for id in 0..<ID(slopes.count) where id != input && needed[Int(id)] {
            for place in 0..<self[id].operation.operandCount {
                guard let slope = slopes[Int(self[id].operand(place))] else { continue }
                slopes[Int(id)] = sum(slopes[Int(id)], self.slope(through: id, place, from: slope))
            }
        }
        return outputs.map { slopes[Int($0)]?.id ?? constant(0) }
    }

    /// The derivative of a node by one of its operands alone; `nil` where that is 0 everywhere.
    mutating func slope(of id: ID, byOperand place: Int) -> ID? {
        let one = constant(1)
        return slope(through: id, place, from: Slope(id: one))?.id
    }

    /// A derivative on its way through the graph; none at all is 0.
    private struct Slope {
        var id: ID
        /// Whether it is exactly 0 wherever an `if` chose otherwise. Such a 0 times an infinite derivative is 0: what an
        /// `if` did not choose adds nothing.
        var isMasked = false
    }

    private mutating func sum(_ left: Slope?, _ right: Slope?) -> Slope? {
        guard let left, let right else { return left ?? right }
        return Slope(id: apply(.add, left.id, right.id), isMasked: left.isMasked && right.isMasked)
    }

    /// `slope` times the derivative of a node by one of its operands; `nil` where that is 0 everywhere.
    private mutating func slope(through id: ID, _ place: Int, from slope: Slope) -> Slope? {
        let node = self[id]
        if node.operation == .select {
            guard place > 0 else { return nil }
            let none = constant(0)
            let chosen = place == 1 ? apply(.select, node.a, slope.id, none) : apply(.select, node.a, none, slope.id)
            return Slope(id: chosen, isMasked: true)
        }
        return product(of: slope.id, through: id, node, place).map { masked($0, as: slope) }
    }

    /// A product of a slope, which is exactly 0 where the slope is so by a mask.
    private mutating func masked(_ product: ID, as slope: Slope) -> Slope {
        guard slope.isMasked, product != slope.id else { return Slope(id: product, isMasked: slope.isMasked) }
        let none = constant(0)
        let isOff = apply(.equal, slope.id, none)
        return Slope(id: apply(.select, isOff, none, product), isMasked: true)
    }

    /// The table of derivatives: `s` times ∂(node)/∂(operand at `place`).
    private mutating func product(of s: ID, through id: ID, _ node: Node, _ place: Int) -> ID? {
        let a = node.a
        let b = node.b
        switch node.operation {
        case .input, .constant, .select, .sign, .floor, .not, .less, .lessOrEqual, .equal, .and, .or: return nil
        case .externalFirst, .externalSecond: return nil
        case .add: return s
        case .subtract: return place == 0 ? s : apply(.negate, s)
        case .multiply: return apply(.multiply, s, place == 0 ? b : a)
        case .divide:
            let quotient = apply(.divide, s, b)
            return place == 0 ? quotient : apply(.negate, apply(.multiply, quotient, id))
        case .negate: return apply(.negate, s)
        case .absolute: return apply(.multiply, s, apply(.sign, a))
        case .squareRoot: return apply(.divide, s, apply(.add, id, id))
        case .exponential: return apply(.multiply, s, id)
        case .logarithm: return apply(.divide, s, a)
        case .logarithm10: return apply(.divide, s, apply(.multiply, a, constant(2.302585092994046)))
        case .sine: return apply(.multiply, s, apply(.cosine, a))
        case .cosine: return apply(.negate, apply(.multiply, s, apply(.sine, a)))
        case .tangent: return apply(.multiply, s, apply(.add, constant(1), apply(.multiply, id, id)))
        case .arcSine, .arcCosine:
            let cosine = apply(.squareRoot, apply(.subtract, constant(1), apply(.multiply, a, a)))
            let quotient = apply(.divide, s, cosine)
            return node.operation == .arcSine ? quotient : apply(.negate, quotient)
        case .arcTangent: return apply(.divide, s, apply(.add, constant(1), apply(.multiply, a, a)))
        case .hyperbolicSine: return apply(.multiply, s, apply(.hyperbolicCosine, a))
        case .hyperbolicCosine: return apply(.multiply, s, apply(.hyperbolicSine, a))
        case .hyperbolicTangent: return apply(.multiply, s, apply(.subtract, constant(1), apply(.multiply, id, id)))
        case .sigmoid:
            return apply(.multiply, s, apply(.multiply, id, apply(.subtract, constant(1), id)))
        case .softplus: return apply(.multiply, s, apply(.sigmoid, a))
        case .hypotenuse:
            // 0 where both are 0, as in PyTorch: the middle of all slopes that the cone has there.
            let none = constant(0)
            let share = apply(.divide, place == 0 ? a : b, id)
            return apply(.multiply, s, apply(.select, apply(.equal, id, none), none, share))
        case .minimum, .maximum: return apply(.multiply, s, share(of: node, place))
        case .power: return place == 0 ? slopeByBase(s, node) : slopeByExponent(s, id, node)
        }
    }

    /// How much of `min` or `max` one operand is: 1, 0, or a half where both are equal.
    private mutating func share(of node: Node, _ place: Int) -> ID {
        let isFirst = (node.operation == .minimum) == (place == 0)
        let wins = isFirst ? apply(.less, node.a, node.b) : apply(.less, node.b, node.a)
        let ties = apply(.multiply, constant(0.5), apply(.equal, node.a, node.b))
        return apply(.add, wins, ties)
    }

    private mutating func slopeByBase(_ s: ID, _ node: Node) -> ID? {
        if let exponent = self[node.b].constant {
            guard exponent != 0 else { return nil }
            let lower = power(node.a, exponent - 1)
            return apply(.multiply, s, apply(.multiply, node.b, lower))
        }
        let lower = apply(.power, node.a, apply(.subtract, node.b, constant(1)))
        return apply(.multiply, s, apply(.multiply, node.b, lower))
    }

    /// log(a)·aᵇ, and 0 in its limit at a = 0.
    private mutating func slopeByExponent(_ s: ID, _ id: ID, _ node: Node) -> ID? {
        guard self[node.b].constant == nil else { return nil }
        let none = constant(0)
        let isZero = apply(.equal, node.a, none)
        let product = apply(.multiply, id, apply(.logarithm, node.a))
        return apply(.multiply, s, apply(.select, isZero, none, product))
    }
}
