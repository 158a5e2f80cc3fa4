extension Node {
    /// The value that a YAML text is; `nil` if it is empty.
    package init?(parsing text: String) throws(YAMLError) {
        guard !text.isEmpty else { return nil }
        let root = try Array(text.utf8).withUnsafeBufferPointer { bytes throws(YAMLError) in
            var composer = Composer(bytes)
            return try composer.compose()
        }
        guard let root else { return nil }
        self = root
    }
}

/// Makes a tree of libyaml's events.
private struct Composer: ~Copyable {
    /// How deep collections may stand in one another, aliases included: a tree calls itself for each level when it goes.
    static let mostLevels = 1000

    /// A sequence or mapping whose end is still to come.
    struct Collection {
        let isMapping: Bool
        let isFlow: Bool
        let anchor: String?
        let mark: Mark
        let begin: Int
        /// Items, or keys and values in turn.
        var parts: [Part] = []
    }

    /// A value with the levels that it takes.
    struct Part {
        let node: Node
        var levels = 0
    }

    private var reader: EventReader
    private var open: [Collection] = []
    private var anchors: [String: Part] = [:]
    private var root: Node?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        reader = EventReader(bytes)
    }

    mutating func compose() throws(YAMLError) -> Node? {
        while true {
            let (event, mark, extent) = try reader.next()
            switch event {
            case .scalar(let scalar, let anchor):
                add(Part(node: Node(content: .scalar(scalar), mark: mark, extent: extent)), anchor: anchor)
            case .alias(let name):
                guard let part = anchors[name] else {
                    throw .grammar(reason: "undefined alias", at: mark, context: nil)
                }
                try check(levels: part.levels, at: mark)
                add(part, anchor: nil)
            case .sequence(let anchor, let isFlow):
                try begin(
                    Collection(
                        isMapping: false, isFlow: isFlow, anchor: anchor, mark: mark, begin: extent.lowerBound))
            case .mapping(let anchor, let isFlow):
                try begin(
                    Collection(isMapping: true, isFlow: isFlow, anchor: anchor, mark: mark, begin: extent.lowerBound))
            case .end:
                guard let collection = open.popLast() else { break }
                let levels = collection.parts.reduce(0) { max($0, $1.levels) } + 1
                add(
                    Part(node: try Self.node(collection, end: extent.upperBound), levels: levels),
                    anchor: collection.anchor)
            case .document where root != nil:
                throw .grammar(reason: "another document", at: mark, context: Mark(line: 1, column: 1))
            case .document, .other: break
            case .endOfText: return root
            }
        }
    }

    private mutating func begin(_ collection: Collection) throws(YAMLError) {
        try check(levels: 1, at: collection.mark)
        open.append(collection)
    }

    private func check(levels: Int, at mark: Mark) throws(YAMLError) {
        guard open.count + levels <= Self.mostLevels else {
            throw .grammar(reason: "nesting level", at: mark, context: nil)
        }
    }

    /// An anchor names a value once it is complete: no value contains itself.
    private mutating func add(_ part: Part, anchor: String?) {
        if let anchor { anchors[anchor] = part }
        if open.isEmpty { root = part.node } else { open[open.count - 1].parts.append(part) }
    }

    private static func node(_ collection: Collection, end: Int) throws(YAMLError) -> Node {
        let nodes = collection.parts.map(\.node)
        // Between brackets it ends with one, else with what stands last in it.
        let last = collection.isFlow ? end : nodes.map(\.extent.upperBound).max() ?? collection.begin
        let extent = collection.begin..<max(collection.begin, last)
        guard collection.isMapping else {
            return Node(content: .sequence(nodes), mark: collection.mark, extent: extent, isFlow: collection.isFlow)
        }
        let pairs = stride(from: 0, to: nodes.count - 1, by: 2).map { (key: nodes[$0], value: nodes[$0 + 1]) }
        var first: [String: Mark] = [:]
        var repeated: Set<String> = []
        for (key, _) in pairs {
            guard let text = key.scalar?.string else { continue }
            if first[text] == nil { first[text] = key.mark } else { repeated.insert(text) }
        }
        if let key = repeated.min(), let mark = first[key] { throw .repeatedKey(key, first: mark) }
        return Node(content: .mapping(pairs), mark: collection.mark, extent: extent, isFlow: collection.isFlow)
    }
}
