import Arguments
import Foundation
import JSON
import Kafka
import Relay

/// `approval-relay publish`.
enum PublishCommand {
    static let files = Argument<[String]>("file", .path, help: "Files to read; standard input when none, or -.")
    static let topic = Option<String?>(
        "topic", short: "t", .string, help: "The topic; the first of topics.events when not given.")
    static let key = Option<String?>("key", short: "k", .string, help: "The record key of every event.")
    static let raw = Flag("raw", help: "Publish every line as it is, even if it is no JSON: to see how it is rejected.")
    static let options: [any Parameter] = [topic, key, raw]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let settings = try CommonOptions.load(arguments, needsFeishu: false)
        let topic: String
        if let given = arguments[self.topic] {
            topic = given
        } else if let first = settings.topics.events.first(where: { !$0.hasPrefix("^") }) {
            topic = first
        } else {
            throw RelayError(.usage, "topics.events holds only patterns; say which topic with --topic.")
        }
        let inputs = arguments[files].isEmpty ? ["-"] : arguments[files]
        var events: [EventText] = []
        for input in inputs {
            events += try EventText.read(from: input, raw: arguments[raw], limit: settings.topics.maximumEventBytes)
        }
        let producer = try KafkaProducer(properties: KafkaClients(settings: settings).publisher())
        for event in events {
            let key = arguments[self.key] ?? event.key
            do {
                let place = try await producer.sendAndWait(
                    ProducerRecord(topic: topic, key: key.map { Array($0.utf8) }, value: event.bytes))
                Terminal.print(
                    "\(topic)/\(place.partition)@\(place.offset)  \(event.type ?? "?")  id \(event.id ?? "?")  key \(key ?? "none")"
                )
            } catch {
                throw RelayError(
                    .unavailable,
                    "\(event.place): can't be published to \(topic) at \(settings.kafka.bootstrapServers): \(error)")
            }
        }
        await producer.close(deadline: .seconds(5))
        return .ok
    }
}
