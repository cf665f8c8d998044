/// Languages that Feishu documents. It checks none of them: one that it doesn't know simply never matches.
enum KnownLocales {
    /// Of definitions and instances.
    static let approval = [
        "zh-CN", "en-US", "ja-JP", "zh-HK", "zh-TW", "de-DE", "es-ES", "fr-FR", "id-ID", "it-IT", "ko-KR", "pt-BR",
        "th-TH", "vi-VN", "ms-MY", "ru-RU",
    ]
    /// Of bot messages.
    static let message = ["zh-CN", "en-US", "ja-JP"]

    /// The language that a differently spelt one (`zh_cn`) means.
    static func canonical(_ locale: String) -> String? {
        if approval.contains(locale) { return locale }
        let folded = fold(locale)
        return approval.first { fold($0) == folded }
    }

    /// Whether it may be the name of a language at all: letters and digits in parts of at most eight (BCP 47), 35 in all.
    static func isLocale(_ text: String) -> Bool {
        guard text.utf8.count <= 35 else { return false }
        return text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            .allSatisfy { part in
                (1...8).contains(part.count)
                    && part.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
            }
    }

    /// Whether it has a language of two or three letters and something behind it, as all that Feishu knows have.
    static func isRegional(_ text: String) -> Bool {
        guard isLocale(text) else { return false }
        let language = text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        return (2...3).contains(language.count) && language.count < text.utf8.count
            && language.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    }

    private static func fold(_ locale: String) -> String {
        String(decoding: locale.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
            .lowercased()
    }
}
