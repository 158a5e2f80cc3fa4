import CLibYAML

/// What libyaml finds in a text, one after the other.
struct EventReader: ~Copyable {
    enum Event {
        case scalar(Node.Scalar, anchor: String?)
        case alias(String)
        case sequence(anchor: String?, isFlow: Bool)
        case mapping(anchor: String?, isFlow: Bool)
        /// The end of the sequence or mapping that began last.
        case end
        case document
        /// What says nothing about values.
        case other
        case endOfText
    }

    /// libyaml keeps its address, so it has one of its own.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Parameter bytes: a text in UTF-8, which has to outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        // Should that fail, the parser says so at the first event.
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event, where it begins, and which of the text's Unicode scalars it is written with.
    mutating func next() throws(YAMLError) -> (event: Event, mark: Mark, extent: Range<Int>) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1, parser.pointee.error == YAML_NO_ERROR else { throw failure }
        defer { yaml_event_delete(&event) }
        let start = Int(clamping: event.start_mark.index)
        return (Self.event(event), Mark(event.start_mark), start..<max(start, Int(clamping: event.end_mark.index)))
    }

    private static func event(_ event: yaml_event_t) -> Event {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            // It may contain NUL.
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = Node.Scalar(string: String(decoding: bytes, as: UTF8.self), style: .init(scalar.style))
            return .scalar(text, anchor: name(scalar.anchor))
        case YAML_ALIAS_EVENT: return .alias(name(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequence(anchor: name(start.anchor), isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mapping(anchor: name(start.anchor), isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
        case YAML_DOCUMENT_START_EVENT: return .document
        // libyaml goes on with no events once the text has ended.
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .endOfText
        default: return .other
        }
    }

    private static func name(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? { text.map { String(cString: $0) } }

    private var failure: YAMLError {
        let parser = parser.pointee
        switch parser.error {
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
            return .grammar(
                reason: parser.problem.map { String(cString: $0) } ?? "", at: Mark(parser.problem_mark),
                context: parser.context == nil ? nil : Mark(parser.context_mark))
        case YAML_READER_ERROR:
            return .character(parser.problem_value, offset: Int(clamping: parser.problem_offset))
        default: return .outOfMemory
        }
    }
}

extension Mark {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}

extension Node.Scalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
