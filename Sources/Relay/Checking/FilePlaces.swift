import JSON

/// The lines of a document's values; looked for once, when the first is asked for.
final class FilePlaces {
    private let bytes: [UInt8]
    private let firstLine: Int
    private lazy var places = JSONPlaces(bytes, firstLine: firstLine)

    init(_ bytes: [UInt8], _ firstLine: Int = 1) {
        self.bytes = bytes
        self.firstLine = firstLine
    }

    func line(of path: String) -> Int { places.line(of: path) }

    func line(ofByte offset: Int) -> Int {
        firstLine + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }
}
