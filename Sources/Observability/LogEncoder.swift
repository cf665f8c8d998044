/// Turns a record into one line of bytes. Pure.
///
/// Whatever an event's text contains, a record is one line and cannot act on a terminal: control characters, line separators
/// and the marks that turn the direction of writing are escaped. Lengths are bounded, so that one huge value does not drown
/// the rest.
public struct LogEncoder: Sendable {
    public enum Style: Sendable, Hashable { case json, text, colouredText }

    /// In UTF-8 bytes; what is cut off is said.
    static let maximumMessage = 4096
    static let maximumValue = 2048
    static let maximumName = 64
    static let maximumFields = 48
    static let maximumListElements = 32

    public let style: Style

    public init(_ style: Style) { self.style = style }

    /// Appends the record and a line feed.
    public func encode(_ record: LogRecord, into line: inout [UInt8]) {
        switch style {
        case .json: encodeJSON(record, into: &line)
        case .text: encodeText(record, isColoured: false, into: &line)
        case .colouredText: encodeText(record, isColoured: true, into: &line)
        }
        line.append(UInt8(ascii: "\n"))
    }

    // MARK: JSON

    private func encodeJSON(_ record: LogRecord, into line: inout [UInt8]) {
        line += #"{"time":""#.utf8
        Timestamps.append(record.time, to: &line)
        line += #"","level":""#.utf8
        line += record.level.rawValue.utf8
        line += #"","logger":"#.utf8
        appendQuoted(record.logger, limit: Self.maximumName, to: &line)
        line += #","message":"#.utf8
        appendQuoted(record.message, limit: Self.maximumMessage, to: &line)
        for field in record.fields.prefix(Self.maximumFields) {
            line.append(UInt8(ascii: ","))
            // A field may not pose as the record's own.
            let isReserved = ["time", "level", "logger", "message"].contains(field.name)
            appendQuoted(isReserved ? field.name + "_" : field.name, limit: Self.maximumName, to: &line)
            line.append(UInt8(ascii: ":"))
            appendJSON(field.value, depth: 0, to: &line)
        }
        if record.fields.count > Self.maximumFields {
            line += #","fields_left_out":\#(record.fields.count - Self.maximumFields)"#.utf8
        }
        line.append(UInt8(ascii: "}"))
    }

    private func appendJSON(_ value: LogValue, depth: Int, to line: inout [UInt8]) {
        switch value {
        case .string(let text): appendQuoted(text, limit: Self.maximumValue, to: &line)
        case .integer(let number): line += String(number).utf8
        case .double(let number):
            // JSON has no word for the others.
            if number.isFinite { line += String(number).utf8 } else { line += "\"\(number)\"".utf8 }
        case .bool(let flag): line += (flag ? "true" : "false").utf8
        case .null: line += "null".utf8
        case .list(let values):
            if depth >= 4 {
                line += #""[…]""#.utf8
                return
            }
            line.append(UInt8(ascii: "["))
            for (index, value) in values.prefix(Self.maximumListElements).enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                appendJSON(value, depth: depth + 1, to: &line)
            }
            if values.count > Self.maximumListElements {
                line += #","(+\#(values.count - Self.maximumListElements) more)""#.utf8
            }
            line.append(UInt8(ascii: "]"))
        }
    }

    // MARK: Text

    private func encodeText(_ record: LogRecord, isColoured: Bool, into line: inout [UInt8]) {
        func colour(_ code: String) { if isColoured { line += "\u{1b}[\(code)m".utf8 } }
        colour("2")
        Timestamps.append(record.time, to: &line)
        colour("0")
        line.append(UInt8(ascii: " "))
        colour(Self.colour(of: record.level))
        let level = record.level.rawValue.uppercased()
        line += (level + String(repeating: " ", count: max(0, 8 - level.utf8.count))).utf8
        colour("0")
        line.append(UInt8(ascii: " "))
        LogEscaping.append(record.logger, limit: Self.maximumName, quotes: false, to: &line)
        line += ": ".utf8
        LogEscaping.append(record.message, limit: Self.maximumMessage, quotes: false, to: &line)
        for field in record.fields.prefix(Self.maximumFields) {
            line.append(UInt8(ascii: " "))
            colour("36")
            LogEscaping.append(field.name, limit: Self.maximumName, quotes: true, to: &line)
            colour("0")
            line.append(UInt8(ascii: "="))
            if case .string(let text) = field.value, Self.isPlain(text) {
                line += text.utf8
            } else {
                appendJSON(field.value, depth: 0, to: &line)
            }
        }
        if record.fields.count > Self.maximumFields {
            line += " (\(record.fields.count - Self.maximumFields) fields left out)".utf8
        }
    }

    /// Needs no quotes to be told apart from what follows.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") }
    }

    private static func colour(of level: LogLevel) -> String {
        switch level {
        case .trace, .debug: "2"
        case .info: "32"
        case .notice: "34"
        case .warning: "33"
        case .error: "31"
        case .critical: "1;31"
        }
    }

    private func appendQuoted(_ text: String, limit: Int, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        LogEscaping.append(text, limit: limit, quotes: true, to: &line)
        line.append(UInt8(ascii: "\""))
    }
}
