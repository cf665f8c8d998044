import ApprovalContract
import FeishuTypes
import Foundation
import JSON

@testable import FeishuAPI

/// Feishu's answers, a proxy's and nobody's, to each endpoint.
struct AnswerTarget: FuzzTarget {
    let words =
        JSONWords.all + FeishuEndpoint.allCases.map { "#endpoint=\($0.rawValue)" }
        + [
            "#status=200", "#status=429", "#status=502", "#Retry-After=1.5", "#X-Ogw-Ratelimit-Reset=3", "\"log_id\":",
            "#Content-Type=text/html", "\"code\":99991400", "\"code\":99991663", "\"code\":1390014", "\"code\":0",
            "\"field_violations\":",
            "\"tenant_access_token\":", "\"expire\":",
        ]
    private let used = JSONParser()

    var seeds: [[UInt8]] {
        FeishuEndpoint.allCases.flatMap { endpoint in
            (RepositoryTexts.objects.filter { $0.contains("\"code\"") } + ["<html></html>"]).map {
                Array("#endpoint=\(endpoint.rawValue)\n#status=200\n#Retry-After=1\n\n\($0)".utf8)
            }
        }
    }

    func judge(_ bytes: [UInt8]) {
        let input = HeadedInput(bytes)
        let endpoint = input.text("endpoint").flatMap { FeishuEndpoint(rawValue: $0) } ?? .sendMessage
        let response = FeishuHTTPResponse(
            status: input.text("status").flatMap { Int($0) } ?? 200,
            headers: input.head.map { FeishuHTTPHeader($0.name, String(decoding: $0.value, as: UTF8.self)) },
            body: Array(input.body ?? []))
        let (exchange, answer) = MemoryBound.keep(for: bytes.count) {
            let exchange = FeishuExchange(response, from: endpoint, parser: JSONParser(), duration: .zero)
            let succeeded = exchange.outcome == .success
            return (exchange, succeeded ? FeishuAnswer.reading(endpoint, data: exchange.envelope?.data) : nil)
        }
        check(exchange, response)
        let again = FeishuExchange(response, from: endpoint, parser: used, duration: .zero)
        require(
            again.outcome == exchange.outcome && again.message == exchange.message && again.logID == exchange.logID
                && again.reach == exchange.reach && again.resetAfter == exchange.resetAfter,
            "a used parser reads otherwise")
        if let answer { check(answer) }
    }

    private func check(_ exchange: FeishuExchange, _ response: FeishuHTTPResponse) {
        if exchange.outcome == .success {
            require(exchange.envelope?.code == 0 && (200..<300).contains(response.status), "a success that is none")
        }
        if response.status == 429, exchange.envelope?.code != 99_991_403 {
            guard case .throttled = exchange.outcome else { fatalError("429 is \(exchange.outcome)") }
        }
        if let delay = exchange.resetAfter {
            require((RetryDelay.shortest...RetryDelay.longest).contains(delay), "a wait of \(delay)")
        }
        require(exchange.message.unicodeScalars.count <= 1024, "a message as long as the answer")
        require((exchange.logID?.utf8.count ?? 0) <= 1024, "a log id as long as the answer")
        require((exchange.envelope?.violations.count ?? 0) <= FeishuEnvelope.violationLimit, "too many violations")
        let shown =
            [exchange.message, exchange.logID ?? ""]
            + (exchange.envelope?.violations.flatMap { [$0.field, $0.description ?? ""] } ?? [])
        for text in shown {
            require(
                text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
                "a control character: \(text.debugDescription)")
        }
    }

    private func check(_ answer: FeishuAnswer) {
        for id in [answer.approvalCode, answer.messageID] + (answer.tasks?.instances.map { $0.instanceID } ?? []) {
            require(id.map { (1...512).contains($0.utf8.count) } ?? true, "an id of no length, or of any")
        }
        if let tasks = answer.tasks, tasks.hasMore {
            require(tasks.pageToken?.isEmpty == false, "more, but no way to it")
        }
        for item in answer.differences?.differences ?? [] { require(item.updateTime >= 0, "a time before all") }
    }
}
