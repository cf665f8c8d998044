import Delivery
import FeishuAPI
import Observability

/// The gate of one app and API, with those who wait before it and the metrics of its calls. Confined to the stage's thread.
final class Gate {
    let key: GateKey
    var gate: CallGate
    /// The commands that wait for admission.
    var line: TwoClassLine<GateWaiter>
    /// Of the bulk commands' calls.
    var pace = BulkPace()
    /// When the timer that opens the line fires, in the stage's time; `nil` without one.
    var opensAt: Duration?
    /// Whether the first of the line was last kept waiting by the quota.
    var waitsForQuota = false
    /// By what right each call under way was started, by key: a key has one at a time.
    var grants: [String: QuotaGrant] = [:]
    /// Whether trouble was logged and has not ended.
    var isTroubled = false
    /// Whether a call is under way that tells whether a hold is over.
    var hasProbe = false
    /// Until when another process says that Feishu throttles, in the stage's time; `nil` when that is over.
    var toldUntil: Duration?
    /// Found once: each call counts here.
    let successes: Counter
    let seconds: Histogram

    init(_ key: GateKey, _ settings: QuotaSettings, _ metrics: RelayMetrics) {
        self.key = key
        gate = CallGate(perSecond: settings.limit(app: key.app, api: key.endpoint.rawValue).perSecond ?? 0)
        line = TwoClassLine(bulkPart: Double(settings.bulkPercent) / 100)
        successes = metrics.calls.with(key.app, key.endpoint.rawValue, "success")
        seconds = metrics.callSeconds.with(key.endpoint.rawValue)
    }

    /// What the log and readiness call it.
    var name: String { "feishu \(key.app) \(key.endpoint.rawValue)" }
}
