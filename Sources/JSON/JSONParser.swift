internal import CSimdJSON

/// Parses documents one after another, reusing its buffers. Not `Sendable`: one for each thread; the values that it returns may
/// go anywhere.
///
/// Buffers are reused only when no value of the document before is left; as long as one is kept, it keeps its document and the
/// parser makes another. After a document of more than 256 KiB the parser gives its own memory back.
@safe
public final class JSONParser {
    public let limits: JSONLimits
    /// Whether an object in which a name occurs twice is an error. RFC 8259 leaves it open, and readers disagree on which of
    /// the two counts: whoever wrote it doesn't know what will be read.
    public let refusesDuplicateKeys: Bool

    private var handle: OpaquePointer?
    private var parserCapacity = 0
    private var document: JSONDocument?
    private var duplicates = DuplicateKeyFinder()

    /// Documents above this size don't leave their buffers behind, which are the larger part of what is taken beside the document.
    private static let retainedCapacity = 1 << 18

    public init(limits: JSONLimits = JSONLimits(), refusesDuplicateKeys: Bool = true) {
        self.limits = limits
        self.refusesDuplicateKeys = refusesDuplicateKeys
    }

    deinit {
        unsafe csimdjson_parser_destroy(handle)
    }

    /// The root of the document in `bytes`: RFC 8259 in UTF-8, any value at the root, no byte order mark.
    public func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        unsafe try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in unsafe try parse(buffer) }
    }

    public func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        unsafe try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in unsafe try parse(buffer) }
    }

    public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        unsafe try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in unsafe try parse(buffer) }
    }

    public func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        let count = bytes.count
        guard count <= limits.maximumSize else {
            throw JSONError(
                kind: .tooLarge, message: "the document has \(count) bytes, \(limits.maximumSize) are allowed")
        }
        try makeRoom(for: count)
        guard let document, let handle = unsafe handle else { throw Self.outOfMemory(count) }
        if count > Self.retainedCapacity {
            self.document = nil
        }
        let result = unsafe document.fill(from: bytes, with: handle)
        if count > Self.retainedCapacity {
            unsafe csimdjson_parser_destroy(handle)
            unsafe self.handle = nil
            parserCapacity = 0
        }
        guard result == CSIMDJSON_OK else { throw unsafe fault(in: bytes, result) }
        if refusesDuplicateKeys, let duplicate = duplicates.firstDuplicate(in: document) {
            throw unsafe error(for: duplicate, in: document, bytes)
        }
        return JSONValue(document: document, index: 1)
    }

    /// Sees to it that the parser can take `count` bytes and that there is a document that nobody else reads.
    private func makeRoom(for count: Int) throws(JSONError) {
        if unsafe handle == nil || parserCapacity < count {
            unsafe csimdjson_parser_destroy(handle)
            parserCapacity = max(4096, count > Self.retainedCapacity ? count : count + count / 4)
            unsafe handle = csimdjson_parser_create(parserCapacity, limits.maximumDepth)
            if unsafe handle == nil {
                parserCapacity = 0
                throw Self.outOfMemory(count)
            }
        }
        if let capacity = document?.capacity, capacity >= count, isKnownUniquelyReferenced(&document) { return }
        document = nil
        // simdjson asks for 10 bytes for each byte of JSON: be frugal, many documents may be kept.
        let spare = count > Self.retainedCapacity ? 0 : count / 8
        document = JSONDocument(capacity: (count + spare + 511) & ~255)
        if document == nil { throw Self.outOfMemory(count) }
    }

    private static func outOfMemory(_ count: Int) -> JSONError {
        JSONError(kind: .outOfMemory, message: "no memory to parse a document of \(count) bytes")
    }

    /// simdjson tells neither the place nor, often, the kind: look again.
    private func fault(in bytes: UnsafeBufferPointer<UInt8>, _ result: csimdjson_result) -> JSONError {
        var scanner = FaultScanner(bytes: unsafe Array(bytes), maximumDepth: limits.maximumDepth)
        if let fault = scanner.firstFault() { return fault }
        let kind: JSONError.Kind =
            switch result {
            case CSIMDJSON_EMPTY: .empty
            case CSIMDJSON_TOO_DEEP: .tooDeep
            case CSIMDJSON_INVALID_UTF8: .invalidUTF8
            case CSIMDJSON_INVALID_STRING: .invalidString
            case CSIMDJSON_INVALID_NUMBER: .invalidNumber
            case CSIMDJSON_CAPACITY, CSIMDJSON_NO_MEMORY: .outOfMemory
            default: .syntax
            }
        return JSONError(kind: kind, message: "the parser refuses the document")
    }

    private func error(
        for duplicate: DuplicateKeyFinder.Duplicate, in document: JSONDocument, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> JSONError {
        let name = String(JSONString(document: document, start: document.stringStart(at: duplicate.key)))
        var scanner = FaultScanner(bytes: unsafe Array(bytes), maximumDepth: limits.maximumDepth)
        return JSONError(
            kind: .duplicateKey,
            message: "the name \"\(name.prefix(64))\" occurs twice in one object",
            path: document.path(to: duplicate.object),
            offset: scanner.offset(ofString: document.stringOrdinal(ofWordAt: duplicate.key)))
    }
}
