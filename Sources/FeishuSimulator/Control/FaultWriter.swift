import JSON

/// A fault in force as the control API's JSON, which `POST faults` also takes but for `id`, `matched` and `hits`.
enum FaultWriter {
    static func write(_ armed: ArmedFault, _ writer: inout JSONWriter) {
        let fault = armed.fault
        writer.member("id", armed.id)
        writer.member("effect", fault.effect.name)
        switch fault.effect {
        case .answer(let status, let code, let message):
            writer.member("status", status)
            writer.member("code", code)
            writer.member("msg", message)
        case .html(let status): writer.member("status", status)
        case .contentType(let type): writer.member("content_type", type)
        default: break
        }
        writer.member("when", fault.moment.rawValue)
        writer.member("delay_ms", fault.delay)
        writer.strings("api", fault.apis.map(\.rawValue).sorted())
        writer.optional("app", fault.app)
        writer.optional("key", fault.key)
        writer.member("skip", fault.skip)
        if let count = fault.count { writer.member("count", count) }
        writer.key("share")
        writer.value(fault.share)
        if !fault.headers.isEmpty {
            writer.key("headers")
            writer.beginObject()
            for (name, value) in fault.headers.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                writer.value(value)
            }
            writer.endObject()
        }
        writer.member("matched", armed.matched)
        writer.member("hits", armed.hits)
    }
}
