import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Testing

/// CloudEvents' Kafka binding as the official Python package has it, both ways.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(2)))
struct CloudEventsTests {
    /// Writes each event in every way that the package knows: its present and its first API, structured and binary, data as an
    /// object and as bytes.
    private static let writing = """
        import base64, json, sys
        from datetime import datetime
        from cloudevents.core.bindings import kafka
        from cloudevents.core.v1.event import CloudEvent
        from cloudevents.v1.http import CloudEvent as FirstEvent
        from cloudevents.v1.kafka import to_binary, to_structured

        def message(event, mode, message):
            value = message.value if isinstance(message.value, bytes) else message.value.encode()
            return {"event": event, "mode": mode, "value": base64.b64encode(value).decode(),
                    "headers": [[name, base64.b64encode(text).decode()] for name, text in message.headers.items()]}

        messages = []
        for index, (attributes, data) in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))):
            typed = dict(attributes)
            typed["time"] = datetime.fromisoformat(attributes["time"])
            event = CloudEvent(typed, data)
            messages.append(message(index, "structured", kafka.to_structured_event(event)))
            messages.append(message(index, "binary", kafka.to_binary_event(event)))
            encoded = CloudEvent(dict(typed), json.dumps(data).encode())
            messages.append(message(index, "structured bytes", kafka.to_structured_event(encoded)))
            first = FirstEvent(dict(attributes), data)
            messages.append(message(index, "structured, first API", to_structured(first)))
            messages.append(message(index, "binary, first API", to_binary(first)))
            encoded = FirstEvent(dict(attributes), json.dumps(data).encode())
            messages.append(message(index, "structured bytes, first API", to_structured(encoded)))
        json.dump(messages, open(sys.argv[2], "w"))
        """

    private static let events = """
        [[{"specversion": "1.0", "id": "e-1", "source": "/oa", "type": "approval.instance.updated",
           "time": "2026-03-01T09:30:00.250+08:00", "datacontenttype": "application/json"}, {"instance": {"x": 1}}],
         [{"specversion": "1.0", "id": "e/2 — 报销 \\"q\\"", "source": "urn:oa:报销?a=b%20c", "type": "approval.task.created",
           "time": "2026-03-01T01:30:00+00:00", "datacontenttype": "application/json; charset=UTF-8",
           "subject": "EXP 1\u{1F600}", "app": "eu", "correlationid": "c-1",
           "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate": "a=1,b=2",
           "replyto": "oa.replies", "expirytime": "2026-04-01T00:00:00Z", "priority": "bulk", "sequence": "0007",
           "notice": "accepted", "partitionkey": "EXP-1"}, {"text": "\\u0000é😀", "big": 9007199254740993, "deep": [[{}]]}]]
        """

    @Test func whatThePackageWritesIsRead() async throws {
        let messages = try #require(try await TestPython.run(Self.writing, Array(Self.events.utf8)).array)
        let sent = try JSONParser().parse(Self.events)
        #expect(messages.count == 12)
        let reader = EventReader(limits: JSONLimits(maximumSize: 1 << 20))
        for message in messages {
            let mode = try #require(message["mode"]?.stringValue)
            let index = Int(try #require(message["event"]?.int64))
            let headers = try (message["headers"]?.array.map { Array($0) } ?? []).map {
                RecordField(
                    try #require($0[0]?.stringValue),
                    ArraySlice(try #require(Data(base64Encoded: $0[1]?.stringValue ?? ""))))
            }
            let value = try #require(Data(base64Encoded: message["value"]?.stringValue ?? ""))
            let record = EventRecord(
                origin: EventOrigin(topic: "t", partition: 0, offset: 0), key: nil, value: ArraySlice(value),
                headers: headers)
            guard case .event(let event) = reader.read(record) else {
                Issue.record("\(mode): \(reader.read(record))")
                continue
            }
            let attributes = try #require(sent[index]?[0])
            func text(_ name: String) -> String? { attributes.object?[name]?.stringValue }
            #expect(event.id == text("id"), "\(mode)")
            #expect(event.source == text("source"), "\(mode)")
            #expect(event.type.rawValue == text("type"), "\(mode)")
            #expect(event.time == text("time").flatMap { RFC3339.milliseconds($0) }, "\(mode)")
            #expect(event.subject == text("subject"), "\(mode)")
            #expect(event.app == text("app"), "\(mode)")
            #expect(event.correlationID == text("correlationid"), "\(mode)")
            #expect(event.trace?.traceparent == text("traceparent"), "\(mode)")
            #expect(event.trace?.tracestate == text("tracestate"), "\(mode)")
            #expect(event.replyTo == text("replyto"), "\(mode)")
            #expect(event.expiry == text("expirytime").flatMap { RFC3339.milliseconds($0) }, "\(mode)")
            #expect(event.priority.rawValue == text("priority") ?? "live", "\(mode)")
            #expect(event.sequence == text("sequence"), "\(mode)")
            #expect(event.wantsAcceptance == (text("notice") != nil), "\(mode)")
            #expect(event.warnings.isEmpty, "\(mode): \(event.warnings)")
            #expect(event.data.prettyText == sent[index]?[1]?.prettyText, "\(mode)")
        }
    }

    /// Reads each result with both APIs, and says what they found.
    private static let reading = """
        import base64, json, sys
        from cloudevents.core.bindings import kafka
        from cloudevents.v1.kafka import KafkaMessage, from_structured

        def found(attributes, data):
            return {"attributes": {name: value if isinstance(value, str) else value.isoformat()
                                   for name, value in attributes.items()}, "data": data}

        results = []
        headers = {"content-type": b"application/cloudevents+json; charset=UTF-8"}
        for text in json.load(open(sys.argv[1], encoding="utf-8")):
            value = base64.b64decode(text)
            event = kafka.from_kafka_event(kafka.KafkaMessage(dict(headers), None, value))
            first = from_structured(KafkaMessage({}, None, value))
            results.append([found(event.get_attributes(), event.get_data()),
                            found(first.get_attributes(), first.get_data())])
        json.dump(results, open(sys.argv[2], "w"))
        """

    @Test func thePackageReadsWhatIsAnswered() async throws {
        let values = try WireSamples.results()
        let input = "[" + values.map { "\"\(Data($0).base64EncodedString())\"" }.joined(separator: ",") + "]"
        let read = try #require(try await TestPython.run(Self.reading, Array(input.utf8)).array)
        #expect(read.count == values.count)
        for (value, readings) in zip(values, read) {
            let written = try #require(try JSONParser().parse(value).object)
            for reading in readings.array.map({ Array($0) }) ?? [] {
                let attributes = try #require(reading["attributes"]?.object)
                for member in written where member.key != "data" {
                    let name = String(member.key)
                    if name == "time" {
                        let time = attributes["time"]?.stringValue.flatMap {
                            RFC3339.milliseconds($0.replacing("+00:00", with: "Z"))
                        }
                        #expect(time == member.value.stringValue.flatMap { RFC3339.milliseconds($0) })
                    } else {
                        #expect(attributes[name]?.stringValue == member.value.stringValue, "\(name)")
                    }
                }
                #expect(reading["data"]?.prettyText == written["data"]?.prettyText)
            }
        }
    }
}
