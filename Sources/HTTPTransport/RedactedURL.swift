/// A URL as it may stand in an error: without user, password, query and fragment, which carry secrets, and bounded.
struct RedactedURL: CustomStringConvertible {
    let description: String

    init(_ url: String) {
        var text = url.prefix { $0 != "?" && $0 != "#" }
        if let scheme = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            text.utf8[scheme...].starts(with: "://".utf8)
        {
            let start = text.utf8.index(scheme, offsetBy: 3)
            let authority = text[start...].prefix { $0 != "/" && $0 != "\\" }
            if let at = authority.lastIndex(of: "@") {
                text = text[..<start] + text[text.index(after: at)...]
            }
        } else if let at = text.lastIndex(of: "@") {
            text = text[text.index(after: at)...]
        }
        description = text.count > 200 ? text.prefix(200) + "…" : String(text)
    }
}
