import JSON

/// A naive model of a document, and a source of random ones.
indirect enum RandomJSON: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    case double(Double)
    case string(String)
    case array([RandomJSON])
    case object([(key: String, value: RandomJSON)])

    static func == (a: RandomJSON, b: RandomJSON) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.unsigned(let a), .unsigned(let b)): a == b
        case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
        case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count
                && zip(a, b).allSatisfy { Array($0.key.utf8) == Array($1.key.utf8) && $0.value == $1.value }
        default: false
        }
    }

    /// What a parsed value holds.
    init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .bool: self = value.bool.map { .bool($0) } ?? .null
        case .integer: self = value.int64.map { .integer($0) } ?? .null
        case .unsigned: self = value.uint64.map { .unsigned($0) } ?? .null
        case .double: self = value.double.map { .double($0) } ?? .null
        case .string: self = value.stringValue.map { .string($0) } ?? .null
        case .array: self = .array(value.array.map { $0.map { RandomJSON($0) } } ?? [])
        case .object: self = .object(value.object.map { $0.map { (String($0.key), RandomJSON($0.value)) } } ?? [])
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.value(value)
        case .integer(let value): writer.value(value)
        case .unsigned(let value): writer.value(value)
        case .double(let value): writer.value(value)
        case .string(let value): writer.value(value)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (key, value) in members {
                writer.key(key)
                value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    static func random(using generator: inout some RandomNumberGenerator, depth: Int = 0) -> RandomJSON {
        switch Int.random(in: 0..<(depth < 5 ? 11 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(randomInteger(using: &generator))
        case 3: return .unsigned(UInt64.random(in: (1 << 63)...UInt64.max, using: &generator))
        case 4: return .double(randomDouble(using: &generator))
        case 5, 6: return .string(randomString(using: &generator))
        case 7, 8:
            return .array(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in random(using: &generator, depth: depth + 1) })
        default:
            var names: Set<[UInt8]> = []
            var members: [(key: String, value: RandomJSON)] = []
            for _ in 0..<Int.random(in: 0...(depth == 0 ? 60 : 6), using: &generator) {
                let name = randomString(using: &generator)
                // By bytes: names that are only canonically equal are two.
                guard names.insert(Array(name.utf8)).inserted else { continue }
                members.append((name, random(using: &generator, depth: depth + 1)))
            }
            return .object(members)
        }
    }

    private static func randomInteger(using generator: inout some RandomNumberGenerator) -> Int64 {
        let edges: [Int64] = [0, 1, -1, 9, 10, 99, 100, .max, .min, .max - 1, .min + 1, 1 << 53]
        return Bool.random(using: &generator)
            ? edges[Int.random(in: 0..<edges.count, using: &generator)]
            : Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<63, using: &generator)
    }

    private static func randomDouble(using generator: inout some RandomNumberGenerator) -> Double {
        let edges: [Double] = [
            0, -0.0, 0.1, 1, -1, 1e15, 1e16, 1e22, 1e23, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
            .leastNormalMagnitude, 1e-7,
            0.3,
        ]
        if Bool.random(using: &generator) { return edges[Int.random(in: 0..<edges.count, using: &generator)] }
        let number = Double(bitPattern: .random(in: 0...UInt64.max, using: &generator))
        return number.isFinite ? number : 0.5
    }

    private static func randomString(using generator: inout some RandomNumberGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...(Bool.random(using: &generator) ? 8 : 60), using: &generator) {
            let ranges: [ClosedRange<UInt32>] = [
                0...0x1F, 0x20...0x7F, 0x20...0x7F, 0x61...0x7A, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF,
                0x4E00...0x9FFF,
                0x2028...0x2029, 0x1_F600...0x1_F64F, 0xFFFD...0xFFFF, 0x10_FFF0...0x10_FFFF,
            ]
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
