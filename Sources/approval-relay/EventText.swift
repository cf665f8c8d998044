import Arguments
import Foundation
import JSON
import Relay

/// An event as it stands in a file.
struct EventText {
    /// File and line, for messages.
    var place: String
    var bytes: [UInt8]
    var id: String?
    var type: String?
    /// What its approval is called.
    var key: String?

    /// One event, an array of them, or one in each line.
    static func read(from input: String, raw: Bool, limit: Int) throws -> [EventText] {
        let name = name(of: input)
        let bytes = try contents(of: input)
        let parser = JSONParser(
            limits: JSONLimits(maximumSize: 256 << 20, maximumDepth: 256), refusesDuplicateKeys: false)
        if !raw, let root = try? parser.parse(bytes) {
            if let array = root.array {
                return array.enumerated().map { EventText("\(name)[\($0.offset)]", compact($0.element), $0.element) }
            }
            return [EventText(name, bytes, root)]
        }
        var events: [EventText] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if isBlank { continue }
            let place = "\(name):\(index + 1)"
            do {
                let value = try parser.parse(Array(line))
                events.append(EventText(place, Array(line), value))
            } catch {
                guard raw else {
                    throw RelayError(
                        .dataErr, "\(place): is no JSON: \(error). Nothing was published (--raw publishes it as it is)."
                    )
                }
                events.append(EventText(place: place, bytes: Array(line), id: nil, type: nil, key: nil))
            }
        }
        return events
    }

    /// What an input is called in messages.
    static func name(of input: String) -> String { input == "-" ? "standard input" : input }

    /// The whole of a file, or of standard input (`-`).
    static func contents(of input: String) throws -> [UInt8] {
        if input == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        let url = URL(fileURLWithPath: input)
        guard let isDirectory = try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory else {
            throw RelayError(.noInput, "\(input): there is no such file.")
        }
        guard !isDirectory else { throw RelayError(.noInput, "\(input): is a directory, expected a file.") }
        guard let contents = try? Data(contentsOf: url) else {
            throw RelayError(.noInput, "\(input): can't be read.")
        }
        return [UInt8](contents)
    }

    private init(_ place: String, _ bytes: [UInt8], _ value: JSONValue) {
        self.init(
            place: place, bytes: bytes, id: value["id"]?.stringValue, type: value["type"]?.stringValue,
            key: value["data"]?["instance"]?["instance_id"]?.stringValue
                ?? value["data"]?["definition"]?["approval_code"]?.stringValue ?? value["subject"]?.stringValue)
    }

    private init(place: String, bytes: [UInt8], id: String?, type: String?, key: String?) {
        self.place = place
        self.bytes = bytes
        self.id = id
        self.type = type
        self.key = key
    }

    private static func compact(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.value(value)
        return writer.bytes()
    }
}
