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

    private static func fold(_ locale: String) -> String {
        String(decoding: locale.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
            .lowercased()
    }
}
