/// Why a ticket file gave no ticket. Never holds what the file held.
public struct AppTicketFileError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case missing
        case unreadable
        case tooLarge = "too_large"
        /// Empty, or not a line of visible ASCII.
        case unusable
    }

    public let code: Code
    public let path: String
    public let detail: String

    public init(_ code: Code, path: String, detail: String) {
        self.code = code
        self.path = path
        self.detail = detail
    }

    public var description: String {
        "The app_ticket file \(path) is \(code.rawValue.split(separator: "_").joined(separator: " ")): \(detail)"
    }
}
