import ApprovalContract
import FeishuAPI
import FeishuTypes

/// Times, waits, base64 and trace contexts: small texts of events' attributes and answers' headers.
struct TextsTarget: FuzzTarget {
    let words = ["2026-03-01T09:30:00+08:00", "T", "Z", "-00:00", "23:59:60", ".999", "00-", "=", "=="]

    var seeds: [[UInt8]] {
        [
            "2026-03-01T09:30:00+08:00", "0000-01-01T00:00:00.123456789-23:59", "9999-12-31T23:59:60Z", "1.5",
            "3600, 7", "0.0001",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "YQ==", "YWI=", "YWJj", "_-8",
        ].map { Array($0.utf8) }
    }

    func judge(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let time = RFC3339.milliseconds(text), (0...253_402_300_799_999).contains(time) {
            require(RFC3339.milliseconds(RFC3339.string(time)) == time, "\(text) is \(RFC3339.string(time))")
        }
        if let wait = RetryDelay.seconds(text) {
            require((RetryDelay.shortest...RetryDelay.longest).contains(wait), "a wait of \(wait)")
        }
        _ = TraceHeaders.isValid(traceparent: text)
        for base64 in [Base64.url, .standard] {
            require(base64.decode(base64.encode(bytes)[...]) == bytes, "base64 loses bytes")
            let decoded = MemoryBound.keep(for: bytes.count) { base64.decode(text[...]) }
            guard let decoded else { continue }
            require(base64.decode(base64.encode(decoded)[...]) == decoded, "base64 reads otherwise what it wrote")
        }
    }
}
