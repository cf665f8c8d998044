/// Makes the tree of a document's events and refuses what a configuration must not contain.
struct TreeBuilder {
    /// A mapping or sequence that isn't closed yet.
    private struct Open {
        var isMapping: Bool
        var mark: YAMLMark
        var elements: [YAMLNode] = []
        var entries: [YAMLEntry] = []
        /// Waits for its value.
        var key: YAMLNode?
        var places: [String: YAMLMark] = [:]
    }

    private let name: String
    private let limits: YAMLLimits
    private var open: [Open] = []
    private var count = 0
    private var documents = 0
    private(set) var root: YAMLNode

    init(name: String, limits: YAMLLimits) {
        self.name = name
        self.limits = limits
        root = YAMLNode(kind: .scalar("", .plain), mark: YAMLMark(line: 1, column: 1), source: name)
    }

    mutating func take(_ event: Event) throws(YAMLError) {
        try checkPlainness(event)
        switch event.kind {
        case .documentStart(let hasTagDirectives):
            documents += 1
            if documents > 1 { throw error(.unsupported, event.mark, "expected one document, found a second one") }
            if hasTagDirectives { throw error(.unsupported, event.mark, "expected no tags, found a %TAG directive") }
        case .scalar(let text, let style):
            try countNode(event.mark)
            try add(YAMLNode(kind: .scalar(text, style), mark: event.mark, source: name))
        case .sequenceStart, .mappingStart:
            try countNode(event.mark)
            try begin(event)
        case .sequenceEnd, .mappingEnd:
            guard let closed = open.popLast() else { return }
            try add(
                YAMLNode(
                    kind: closed.isMapping ? .mapping(closed.entries) : .sequence(closed.elements), mark: closed.mark,
                    source: name))
        case .alias, .other:
            break
        }
    }

    private func checkPlainness(_ event: Event) throws(YAMLError) {
        if case .alias = event.kind {
            throw error(
                .unsupported, event.mark,
                "expected a value, found the alias *\(event.anchor ?? ""): write it out (or quote a text that begins with *)"
            )
        }
        if let anchor = event.anchor {
            throw error(
                .unsupported, event.mark,
                "expected a value, found the anchor &\(anchor): there are no aliases (quote a text that begins with &)")
        }
        if let tag = event.tag {
            throw error(
                .unsupported, event.mark,
                "expected a value, found the tag \(tag): types follow from the values (quote a text that begins with !)"
            )
        }
    }

    private mutating func countNode(_ mark: YAMLMark) throws(YAMLError) {
        count += 1
        guard count <= limits.maximumNodes else {
            throw error(.limit, mark, "expected at most \(limits.maximumNodes) keys and values, found more")
        }
    }

    private mutating func begin(_ event: Event) throws(YAMLError) {
        guard open.count < limits.maximumDepth else {
            throw error(
                .limit, event.mark,
                "expected at most \(limits.maximumDepth) mappings and lists within each other, found more")
        }
        if let last = open.last, last.isMapping, last.key == nil {
            throw error(.unsupported, event.mark, "expected a text as key, found a mapping or a list")
        }
        let isMapping = if case .mappingStart = event.kind { true } else { false }
        open.append(Open(isMapping: isMapping, mark: event.mark))
    }

    /// To what is open; the outermost is the root.
    private mutating func add(_ node: YAMLNode) throws(YAMLError) {
        guard let last = open.indices.last else {
            root = node
            return
        }
        if !open[last].isMapping {
            open[last].elements.append(node)
        } else if let key = open[last].key {
            open[last].entries.append(YAMLEntry(key: key, value: node))
            open[last].key = nil
        } else {
            try addKey(node, at: last)
        }
    }

    private mutating func addKey(_ node: YAMLNode, at last: Int) throws(YAMLError) {
        guard case .scalar(let text, let style) = node.kind else { return }
        if style == .plain, text == "<<" {
            throw error(.unsupported, node.mark, "expected a key, found the merge key <<: write the entries out")
        }
        if style == .plain, text.isEmpty {
            throw error(.unsupported, node.mark, "expected a key, found nothing before \":\"")
        }
        if let first = open[last].places[text] {
            throw error(
                .duplicateKey, node.mark,
                "expected each key once, found \"\(text)\" in line \(node.mark.line) and before in line \(first.line)")
        }
        open[last].places[text] = node.mark
        open[last].key = node
    }

    private func error(_ code: YAMLError.Code, _ mark: YAMLMark, _ message: String) -> YAMLError {
        YAMLError(code: code, file: name, mark: mark, message: message)
    }
}
