import ApprovalContract
import Delivery
import FeishuAPI

/// The stage's part in the group's quota, and what is under way about it. Confined to the stage's thread.
final class QuotaDesk {
    var exchange: QuotaExchange
    /// Without a limit nothing is shared and nothing reported.
    let isUnlimited: Bool
    /// The latest of this process's reports that was read back.
    private(set) var heardNumber = 0
    private var waiters: [(number: Int, continuation: CheckedContinuation<Void, Never>)] = []
    /// Reports that are on their way to Kafka.
    var underWay = 0
    private let keys: [GateKey: QuotaKey]

    /// - Parameter apps: what Feishu counts an app's calls by, by alias: two aliases of one app and tenant share its limit, the
    ///     stricter one of theirs.
    init(
        incarnation: String, partitionCount: Int, settings: QuotaSettings, apps: [String: String]
    ) {
        var limits: [QuotaKey: QuotaLimit] = [:]
        var keys: [GateKey: QuotaKey] = [:]
        for (alias, app) in apps {
            for endpoint in FeishuEndpoint.allCases {
                guard let lane = Self.lane(of: endpoint) else { continue }
                let key = QuotaKey(app: app, api: endpoint.rawValue, lane: lane)
                keys[GateKey(app: alias, endpoint: endpoint)] = key
                let limit = settings.limit(app: alias, api: endpoint.rawValue)
                limits[key] = limits[key].map { $0.stricter(than: limit) } ?? limit
            }
        }
        self.keys = keys
        isUnlimited = limits.values.allSatisfy(\.isUnlimited)
        exchange = QuotaExchange(incarnation: incarnation, partitionCount: partitionCount, limits: limits)
    }

    /// The lane whose commands call an API.
    private static func lane(of endpoint: FeishuEndpoint) -> Lane? {
        switch endpoint {
        case .createDefinition, .getDefinition: .definition
        case .syncInstance, .checkInstances, .listTasks: .instance
        case .sendMessage, .updateMessage: .message
        case .internalToken, .appToken, .tenantToken, .resendTicket: nil
        }
    }

    func key(_ gate: GateKey) -> QuotaKey? { keys[gate] }

    /// Waits until this process's report of that number was read back, or until ``stopWaiting()``.
    func wait(for number: Int) async {
        guard heardNumber < number else { return }
        await withCheckedContinuation { waiters.append((number, $0)) }
    }

    func heard(_ number: Int) {
        heardNumber = max(heardNumber, number)
        let ready = waiters.filter { $0.number <= heardNumber }
        waiters.removeAll { $0.number <= heardNumber }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Another rebalance makes what was waited for void.
    func stopWaiting() {
        let all = waiters
        waiters = []
        for waiter in all { waiter.continuation.resume() }
    }
}
