import Foundation

/// A folder with a target's seeds, each in a file, and beside it its dictionary.
struct SeedFolder {
    var path: String

    func write(_ target: any FuzzTarget) throws {
        let folder = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, seed) in target.seeds.enumerated() {
            try Data(seed).write(to: folder.appending(path: "seed-\(index)"))
        }
        let words = Set(target.words).sorted().filter { (1...60).contains($0.utf8.count) }
        let lines = words.map { "\"" + $0.utf8.map { Self.escaped($0) }.joined() + "\"\n" }
        try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: path + ".dict"))
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\\(Character(UnicodeScalar(byte)))"
        case 0x20..<0x7F: String(Character(UnicodeScalar(byte)))
        default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}
