/// A YAML value without its place and its spelling.
package indirect enum YAMLValue: Equatable, Sendable {
    case scalar(String)
    case sequence([YAMLValue])
    /// In the text's order.
    case mapping([Pair])

    package struct Pair: Equatable, Sendable {
        package var key: String
        package var value: YAMLValue

        package init(_ key: String, _ value: YAMLValue) {
            self.key = key
            self.value = value
        }
    }

    /// A mapping, from its keys and values.
    package static func mapping(of pairs: KeyValuePairs<String, YAMLValue>) -> YAMLValue {
        .mapping(pairs.map { Pair($0.key, $0.value) })
    }

    /// - Returns: `nil` where a key is no text.
    package init?(_ node: Node) {
        switch node.content {
        case .scalar(let scalar): self = .scalar(scalar.string)
        case .sequence(let items):
            var values: [YAMLValue] = []
            for item in items {
                guard let value = YAMLValue(item) else { return nil }
                values.append(value)
            }
            self = .sequence(values)
        case .mapping(let entries):
            var pairs: [Pair] = []
            for (key, value) in entries {
                guard let key = key.scalar?.string, let value = YAMLValue(value) else { return nil }
                pairs.append(Pair(key, value))
            }
            self = .mapping(pairs)
        }
    }

    /// The value of a key, if this is a mapping that has it.
    package subscript(key: String) -> YAMLValue? {
        guard case .mapping(let pairs) = self else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    package var items: [YAMLValue]? { if case .sequence(let items) = self { items } else { nil } }
    package var pairs: [Pair]? { if case .mapping(let pairs) = self { pairs } else { nil } }
    package var string: String? { if case .scalar(let string) = self { string } else { nil } }
}

/// The way from a value to one that stands in it.
package enum PathStep: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case item(Int)

    package init(stringLiteral key: String) { self = .key(key) }
    package init(integerLiteral item: Int) { self = .item(item) }
}

extension YAMLValue {
    package subscript(path: some Collection<PathStep>) -> YAMLValue? {
        guard let step = path.first else { return self }
        let next: YAMLValue? =
            switch step {
            case .key(let key): self[key]
            case .item(let index): items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        return next?[path.dropFirst()]
    }

    /// Puts a value where a path leads: in place of what stands there, or behind the last entry.
    ///
    /// - Parameter order: the keys in the order in which they are written; a new one stands behind those before it.
    /// - Returns: `false` where the path leads nowhere.
    mutating func set(_ path: some Collection<PathStep>, to value: YAMLValue, order: [String]) -> Bool {
        guard let step = path.first else {
            self = value
            return true
        }
        let rest = path.dropFirst()
        switch (step, self) {
        case (.key(let key), .mapping(var pairs)):
            if let index = pairs.firstIndex(where: { $0.key == key }) {
                guard pairs[index].value.set(rest, to: value, order: order) else { return false }
            } else {
                guard rest.isEmpty else { return false }
                pairs.insert(Pair(key, value), at: Self.place(of: key, among: pairs.map(\.key), order))
            }
            self = .mapping(pairs)
        case (.item(let index), .sequence(var items)):
            if index == items.count, rest.isEmpty {
                items.append(value)
            } else {
                guard items.indices.contains(index), items[index].set(rest, to: value, order: order) else {
                    return false
                }
            }
            self = .sequence(items)
        default: return false
        }
        return true
    }

    /// Where a new key belongs among others.
    static func place(of key: String, among keys: [String], _ order: [String]) -> Int {
        guard let rank = order.firstIndex(of: key) else { return keys.count }
        let before = keys.lastIndex { (order.firstIndex(of: $0) ?? .max) < rank }
        return before.map { $0 + 1 } ?? (keys.contains { order.contains($0) } ? 0 : keys.count)
    }

    /// - Returns: `false` where the path leads nowhere.
    mutating func remove(_ path: some Collection<PathStep>) -> Bool {
        guard let step = path.first else { return false }
        let rest = path.dropFirst()
        switch (step, self) {
        case (.key(let key), .mapping(var pairs)):
            guard let index = pairs.firstIndex(where: { $0.key == key }) else { return false }
            if rest.isEmpty {
                pairs.remove(at: index)
            } else {
                guard pairs[index].value.remove(rest) else { return false }
            }
            self = .mapping(pairs)
        case (.item(let index), .sequence(var items)):
            guard items.indices.contains(index) else { return false }
            if rest.isEmpty {
                items.remove(at: index)
            } else {
                guard items[index].remove(rest) else { return false }
            }
            self = .sequence(items)
        default: return false
        }
        return true
    }
}
