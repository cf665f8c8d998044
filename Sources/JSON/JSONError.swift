/// Why a document was refused.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Nothing but white space.
        case empty
        /// More bytes than `JSONLimits.maximumSize`.
        case tooLarge
        /// More open arrays and objects than `JSONLimits.maximumDepth`.
        case tooDeep
        /// Bytes that are not UTF-8, also overlong forms and encoded surrogates.
        case invalidUTF8
        /// An escape of one half of a surrogate pair without the other.
        case loneSurrogate
        /// A raw control character, an unknown escape, or no closing quote.
        case invalidString
        /// Something that starts like a number and is none.
        case invalidNumber
        /// An integer outside −2⁶³…2⁶⁴−1, or a number that no finite double is near to.
        case numberOutOfRange
        /// Something other than white space after the document.
        case trailingContent
        /// A name that occurs twice in one object.
        case duplicateKey
        /// Any other offence against RFC 8259.
        case syntax
        /// The machine has no memory for a document of this size.
        case outOfMemory
    }

    public let kind: Kind
    /// For people: what was found and what was expected.
    public let message: String
    /// Where in the document, as `$.tasks[3]`; of `duplicateKey` the object's. Cut after 256 characters.
    public let path: String?
    /// The first offending byte, counted from 0; the document's length when it ends too early.
    public let offset: Int?

    public init(kind: Kind, message: String, path: String? = nil, offset: Int? = nil) {
        self.kind = kind
        self.message = message
        self.path = path
        self.offset = offset
    }

    public var description: String {
        var text = "not acceptable JSON (\(kind.rawValue)): \(message)"
        if let path { text += ", in \(path)" }
        if let offset { text += ", at byte \(offset)" }
        return text
    }
}
