internal import CYAML

/// Owns a libyaml parser and the bytes it reads.
@safe final class EventReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let text: SourceText
    private let name: String
    private var ended = false

    init(_ bytes: [UInt8], name: String) throws(YAMLError) {
        // libyaml would count the byte order mark as a column.
        let bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
        text = SourceText(bytes)
        self.name = name
        unsafe input = UnsafeMutableBufferPointer.allocate(capacity: bytes.count + 1)
        _ = unsafe input.initialize(from: bytes)
        unsafe parser = UnsafeMutablePointer.allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw YAMLError(
                code: .limit, file: name, mark: YAMLMark(line: 1, column: 1),
                message: "expected memory for a parser, found none")
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// Nil at the end.
    func next() throws(YAMLError) -> Event? {
        if ended { return nil }
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else {
            ended = true
            throw error()
        }
        defer { unsafe yaml_event_delete(&event) }
        ended = unsafe event.type == YAML_STREAM_END_EVENT
        return unsafe Self.event(event)
    }

    private static func event(_ event: yaml_event_t) -> Event {
        var result = unsafe Event(kind: .other, mark: YAMLMark(event.start_mark))
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            let directives = unsafe event.data.document_start.tag_directives
            result.kind = unsafe .documentStart(hasTagDirectives: directives.start != directives.end)
        case YAML_ALIAS_EVENT:
            result.kind = .alias
            result.anchor = unsafe string(event.data.alias.anchor)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            result.kind = unsafe .scalar(
                String(decoding: bytes, as: UTF8.self), scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain : .quoted)
            result.anchor = unsafe string(scalar.anchor)
            result.tag = unsafe string(scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            result.kind = .sequenceStart
            result.anchor = unsafe string(event.data.sequence_start.anchor)
            result.tag = unsafe string(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            result.kind = .mappingStart
            result.anchor = unsafe string(event.data.mapping_start.anchor)
            result.tag = unsafe string(event.data.mapping_start.tag)
        case YAML_SEQUENCE_END_EVENT:
            result.kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT:
            result.kind = .mappingEnd
        default:
            break
        }
        return result
    }

    private func error() -> YAMLError {
        let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "no reason was given"
        switch unsafe parser.pointee.error {
        case YAML_READER_ERROR:
            let mark = unsafe text.mark(at: parser.pointee.problem_offset)
            let found = unsafe parser.pointee.problem_value
            let value = found < 0 ? "" : " (0x\(String(found, radix: 16)))"
            return YAMLError(
                code: .encoding, file: name, mark: mark,
                message: "expected UTF-8 text without control characters, found: \(problem)\(value)")
        case YAML_MEMORY_ERROR:
            return YAMLError(
                code: .limit, file: name, mark: unsafe YAMLMark(parser.pointee.mark),
                message: "expected enough memory, found none")
        default:
            let mark = unsafe text.clamped(YAMLMark(parser.pointee.problem_mark))
            var context: SyntaxMessage.Context?
            if let words = unsafe parser.pointee.context {
                context = unsafe .init(
                    words: String(cString: words), line: YAMLMark(parser.pointee.context_mark).line)
            }
            let message = SyntaxMessage(problem: problem, found: text.excerpt(at: mark), context: context)
            return YAMLError(code: .syntax, file: name, mark: mark, message: message.text)
        }
    }

    private static func string(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
        guard let bytes = unsafe bytes else { return nil }
        return unsafe String(cString: bytes)
    }
}

extension YAMLMark {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
    }
}
