import JSON

/// Events as they stand in a file: one, an array of them, or one on each line.
struct EventFile {
    struct Entry {
        var bytes: [UInt8]
        /// What comes before its paths in the file: `[3]`.
        var base: String
        var places: FilePlaces
    }

    let entries: [Entry]

    /// - Parameter bytes: the whole file.
    init(_ bytes: [UInt8]) {
        let parser = JSONParser(
            limits: JSONLimits(maximumSize: max(1, bytes.count), maximumDepth: 256), refusesDuplicateKeys: false)
        if let array = (try? parser.parse(bytes))?.array {
            let places = FilePlaces(bytes)
            entries = array.enumerated().map { index, element in
                var writer = JSONWriter(capacity: 1024)
                writer.value(element)
                return Entry(bytes: writer.bytes(), base: "[\(index)]", places: places)
            }
            return
        }
        let lines = Self.lines(of: bytes)
        if lines.count > 1, (try? parser.parse(Array(lines[0].bytes)))?.object != nil {
            entries = lines.map {
                Entry(bytes: Array($0.bytes), base: "", places: FilePlaces(Array($0.bytes), $0.number))
            }
        } else {
            entries = lines.isEmpty ? [] : [Entry(bytes: bytes, base: "", places: FilePlaces(bytes))]
        }
    }

    /// Those that aren't blank.
    private static func lines(of bytes: [UInt8]) -> [(number: Int, bytes: ArraySlice<UInt8>)] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : (index + 1, line)
        }
    }
}
