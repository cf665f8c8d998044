import FeishuTypes
import JSON
import Routing

@testable import ApprovalContract
@testable import Relay

/// Commands of a lane, as another build may have written them.
struct CommandTarget: FuzzTarget {
    let words = JSONWords.all + CommandKind.allCases.map { "\"\($0.rawValue)\"" }
    private let parser = JSONParser()
    private let renderer = BodyRenderer()

    var seeds: [[UInt8]] {
        let router = Router(RoutingConfiguration())
        return EventSeeds.structured.flatMap { bytes -> [[UInt8]] in
            let reading = EventReader(limits: EventSeeds.limits).read(EventSeeds.record(bytes))
            guard case .commands(let commands, _) = router.decide(on: reading, at: EventSeeds.now) else { return [] }
            return commands.map { command in
                var writer = JSONWriter(capacity: 4096)
                command.write(to: &writer)
                return writer.bytes()
            }
        }
    }

    func judge(_ bytes: [UInt8]) {
        guard let value = try? parser.parse(bytes).compacted() else { return }
        let command: Command
        do throws(ContractError) {
            command = try MemoryBound.keep(for: bytes.count) { () -> Result<Command, ContractError> in
                Result { () throws(ContractError) in try Command(reading: value) }
            }.get()
        } catch {
            require(!error.message.isEmpty && error.message.unicodeScalars.count <= 400, "\(error)")
            return
        }
        require(command.recordKey.utf8.count >= command.key.utf8.count, "a key")
        _ = ReceiptOrigin(command)
        var writer = JSONWriter(capacity: 4096)
        command.write(to: &writer)
        let written = writer.bytes()
        guard let again = try? JSONParser().parse(written), let read = try? Command(reading: again) else {
            fatalError("a command that can't be read again: \(writer.string())")
        }
        writer.removeAll()
        read.write(to: &writer)
        require(writer.bytes() == written, "a command is written otherwise when it was read")
        guard case .parsed(let body) = command.body else { fatalError("a body that wasn't read") }
        for bytes in [
            renderer.bytes(body), renderer.bytes(body, version: 7, approvalCode: nil),
            renderer.bytes(body, setting: "message_id", to: "m\u{0}1"),
        ] {
            require((try? JSONParser().parse(bytes).object) != nil, "sent as what is no JSON")
        }
    }
}
