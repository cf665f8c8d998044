import Foundation
import JSON
import ScheduleSupport
import Testing

/// Each of these prints the seed of what failed.
@Suite struct RandomDocumentTests {
    let parser = JSONParser()

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        var writer = JSONWriter(capacity: 0)
        for seed in UInt64(0)..<1500 {
            var generator = SeededGenerator(seed: seed)
            let model = RandomJSON.random(using: &generator)
            writer.removeAll()
            model.write(to: &writer)
            let value = try parser.parse(writer.bytes())
            #expect(RandomJSON(value) == model, "seed \(seed)")
            let text = writer.string()
            #expect(value.text == text, "seed \(seed)")
            #expect(value.compacted().text == text, "seed \(seed)")
            #expect(RandomJSON(try JSONParser().parse(value.prettyText)) == model, "seed \(seed)")
        }
    }

    @Test func partsOfADocumentAreCopiedAlone() throws {
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            let model = RandomJSON.array((0..<5).map { _ in .random(using: &generator) })
            var writer = JSONWriter()
            model.write(to: &writer)
            let root = try parser.parse(writer.bytes())
            guard case .array(let parts) = model, let array = root.array else { continue }
            for (part, value) in zip(parts, array) {
                #expect(RandomJSON(value.compacted()) == part, "seed \(seed)")
                #expect(RandomJSON(try JSONParser().parse(value.text)) == part, "seed \(seed)")
            }
        }
    }

    /// Foundation reads what we write, and we read what Foundation writes, to the same values.
    @Test func foundationAgrees() throws {
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            let model = RandomJSON.array([.random(using: &generator)])
            var writer = JSONWriter()
            model.write(to: &writer)
            let theirs = try JSONSerialization.jsonObject(with: Data(writer.bytes()))
            let value = try parser.parse(writer.bytes())
            let difference = FoundationReading.difference(value, theirs)
            #expect(difference == nil, "seed \(seed)")
            let rewritten = try JSONSerialization.data(withJSONObject: theirs)
            // Foundation writes large doubles as integers, which ours doesn't read beyond 64 bits.
            guard let reread = try? JSONParser().parse(Array(rewritten)) else { continue }
            #expect(FoundationReading.difference(reread, theirs) == nil, "seed \(seed), rewritten")
        }
    }

    /// Bytes of good documents changed, dropped, doubled and cut: whatever is refused has a kind and a place, and the scan that
    /// finds them finds nothing in what is accepted.
    @Test func damageIsAlwaysExplained() throws {
        let alphabet = Array("{}[]:,\"\\0123456789.eE+-truefalsn \n\t/u\u{1}".utf8) + [0xFF, 0x80, 0xC3, 0xED, 0xA0]
        let parser = JSONParser(limits: JSONLimits(maximumDepth: 8), refusesDuplicateKeys: false)
        var refused = 0
        for seed in UInt64(0)..<5000 {
            var generator = SeededGenerator(seed: seed)
            var writer = JSONWriter()
            RandomJSON.random(using: &generator, depth: Int(seed % 5)).write(to: &writer)
            var bytes = writer.bytes()
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                case 1: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)], at: place)
                case 2: bytes.remove(at: place)
                case 3: bytes.insert(bytes[place], at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            do throws(JSONError) {
                _ = try parser.parse(bytes)
            } catch {
                refused += 1
                // Only the scan gives an offset: simdjson refused, and the scan found why.
                #expect(error.offset != nil, "seed \(seed): \(error) \(String(decoding: bytes, as: UTF8.self))")
                #expect((0...bytes.count).contains(error.offset ?? -1), "seed \(seed)")
            }
        }
        #expect(refused > 2000)
    }

    /// The other direction: one byte of a small document damaged is judged as Foundation does, but for what
    /// Foundation is known to let pass.
    @Test func oneChangedByteIsJudgedAsFoundationDoes() throws {
        let good = Array(#"{"a":[1,-2.5e3,true,null,"x\n\u00e9é"],"b":{}}"#.utf8)
        for place in good.indices {
            for byte in stride(from: UInt8(place % 3), through: 252, by: 3) {
                var bytes = good
                bytes[place] = byte
                let ours = (try? parser.parse(bytes)) != nil
                let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
                #expect(!ours || theirs, "byte \(byte) at \(place)")
            }
        }
    }
}
