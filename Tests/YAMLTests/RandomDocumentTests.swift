import ScheduleSupport
import Testing

@testable import YAML

@Suite(.timeLimit(.minutes(1)))
struct RandomDocumentTests {
    @Test func findsEveryKeyAndValueAtItsPlace() throws {
        for _ in 0..<500 {
            let seed = UInt64.random(in: .min ... .max)
            var document = RandomDocument(seed: seed)
            let expected = document.make()
            let found = try YAMLDocument.parse(document.text, name: "random").root
            #expect(found == expected, "seed \(seed):\n\(document.text)")
        }
    }

    @Test func survivesDamage() throws {
        for _ in 0..<2000 {
            let seed = UInt64.random(in: .min ... .max)
            var document = RandomDocument(seed: seed)
            _ = document.make()
            var bytes = Array(document.text.utf8)
            var random = SeededGenerator(seed: ~seed)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let odd = Array(":-[]{}&*!|>'\"%@`?,# \n\t\r\\<\u{0}".utf8) + [0xff, 0xe2, 0x80]
                bytes[place] = odd.randomElement(using: &random) ?? 0
            }
            do {
                _ = try YAMLDocument.parse(bytes, name: "damaged")
            } catch {
                let lines = bytes.count { [0x0a, 0x0d].contains($0) } + 2
                #expect((1...lines).contains(error.line), "seed \(seed): \(error)")
                #expect(error.column >= 1 && error.column <= bytes.count + 1, "seed \(seed): \(error)")
                #expect(error.message.hasPrefix("expected "), "seed \(seed): \(error)")
            }
        }
    }
}
