import FeishuTypes
import JSON

@testable import ApprovalContract

/// Records as CloudEvents, structured and binary.
struct EnvelopeTarget: FuzzTarget {
    let words = JSONWords.all + EventSeeds.words
    private let used = EventReader(limits: EventSeeds.limits)

    var seeds: [[UInt8]] { EventSeeds.structured + EventSeeds.binary }

    func judge(_ bytes: [UInt8]) {
        let record = EventSeeds.record(bytes)
        let reading = MemoryBound.keep(for: bytes.count) { EventReader(limits: EventSeeds.limits).read(record) }
        require(Self.digest(reading) == Self.digest(used.read(record)), "a used reader reads otherwise")
        switch reading {
        case .event(let event):
            check(event)
            Problems.check(event.warnings)
        case .flawed(let event, let rejection):
            require(event.data.object != nil, "judged without an object")
            check(rejection)
        case .rejected(let rejection): check(rejection)
        }
    }

    private func check(_ event: EventEnvelope) {
        require(!event.id.isEmpty && !event.source.isEmpty, "an event without a name")
        require(event.data.object != nil, "an event without data")
        require(
            event.subject?.isEmpty != true && event.app?.isEmpty != true && event.sequence?.isEmpty != true, "empty")
        for text in [
            event.id, event.source, event.subject, event.app, event.sequence, event.replyTo, event.correlationID,
        ] {
            require((text?.utf8.count ?? 0) <= EventReader.maximumAttributeBytes, "an attribute beyond its bound")
        }
        require(event.trace.map { TraceHeaders.isValid(traceparent: $0.traceparent) } ?? true, "a trace that is none")
    }

    private func check(_ rejection: Rejection) {
        require(!rejection.reason.detail.isEmpty, "a rejection that says nothing")
        require(rejection.reason.detail.unicodeScalars.count <= 1200, "a detail as long as the event")
        require(rejection.reason.code == .undecodable || !rejection.reason.violations.isEmpty, "\(rejection.reason)")
        for violation in rejection.reason.violations where !violation.problem.hasPrefix("and ") {
            require(!violation.path.isEmpty, "no place: \(violation)")
        }
        Problems.check(rejection.reason.violations)
    }

    static func digest(_ reading: EventReading) -> String {
        switch reading {
        case .event(let event): digest(event)
        case .flawed(let event, let rejection): digest(event) + digest(rejection)
        case .rejected(let rejection): digest(rejection)
        }
    }

    private static func digest(_ event: EventEnvelope) -> String {
        return
            "\(event.data.text) \(event.reference) \(event.subject ?? "-") \(event.app ?? "-") \(event.warnings) \(event.priority)"
            + "\(String(describing: event.trace)) \(String(describing: event.expiry)) \(event.sequence ?? "-")"
    }

    private static func digest(_ rejection: Rejection) -> String { "\(rejection)" }
}
