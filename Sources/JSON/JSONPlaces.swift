/// On which line of a document each of its values stands, for problems that are known by their path.
///
/// A member stands where its name does. Of what is no JSON, as much is known as could be read; values deeper than
/// ``maximumDepth`` stand where the one does that holds them. Takes linear time.
public struct JSONPlaces: Sendable {
    public static let maximumDepth = 32

    private var lines: [String: Int] = [:]
    private let firstLine: Int

    private struct Container {
        var path: String
        /// Of an array: the next element's.
        var index: Int?
        var expectsName: Bool
    }

    /// - Parameter firstLine: the number of the first line.
    public init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.firstLine = firstLine
        var scan = Scan(bytes: bytes, line: firstLine)
        scan.run { lines[$0] = $1 }
    }

    /// The line of the value at `path`, such as `data.task_list[2].status`; of one that isn't there, that of the nearest value that
    /// should hold it.
    public func line(of path: String) -> Int {
        var path = path.hasPrefix("$.") ? path.dropFirst(2) : path[...]
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
            path = path[..<end]
        }
        return lines[""] ?? firstLine
    }

    private struct Scan {
        let bytes: [UInt8]
        var line: Int
        var position = 0
        var open: [Container] = []
        var name = ""

        mutating func run(_ found: (String, Int) -> Void) {
            while position < bytes.count {
                let byte = bytes[position]
                switch byte {
                case UInt8(ascii: "\n"):
                    line += 1
                    position += 1
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    let path = begin(found)
                    let isObject = byte == UInt8(ascii: "{")
                    open.append(Container(path: path, index: isObject ? nil : 0, expectsName: isObject))
                    position += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if open.popLast() == nil { return }
                    position += 1
                case UInt8(ascii: ","):
                    guard let last = open.indices.last else { return }
                    if let index = open[last].index { open[last].index = index + 1 }
                    open[last].expectsName = open[last].index == nil
                    position += 1
                case UInt8(ascii: "\""):
                    if let last = open.indices.last, open[last].expectsName {
                        let start = position + 1
                        skipString()
                        name = String(decoding: bytes[start..<max(start, position - 1)], as: UTF8.self)
                        open[last].expectsName = false
                        if open.count <= JSONPlaces.maximumDepth { found(path(), line) }
                    } else {
                        _ = begin(found)
                        skipString()
                    }
                case 0x20, 0x09, 0x0D, UInt8(ascii: ":"): position += 1
                default:
                    _ = begin(found)
                    while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
                }
            }
        }

        /// A value begins; the line of a member is its name's, and known.
        private func begin(_ found: (String, Int) -> Void) -> String {
            guard open.count <= JSONPlaces.maximumDepth else { return "" }
            let path = path()
            if open.last?.index != nil || open.isEmpty { found(path, line) }
            return path
        }

        private func path() -> String {
            guard let last = open.last else { return "" }
            if let index = last.index { return "\(last.path)[\(index)]" }
            return last.path.isEmpty ? name : "\(last.path).\(name)"
        }

        /// From the opening quote to after the closing one. Raw line feeds are none of JSON's, but are counted.
        private mutating func skipString() {
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: "\n") { line += 1 }
                position += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { break }
            }
            position = min(position, bytes.count)
        }

        private static func ends(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), 0x20, 0x09, 0x0A, 0x0D:
                true
            default: false
            }
        }
    }
}
