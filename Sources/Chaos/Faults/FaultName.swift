/// What the harness can do to a run.
public enum FaultName: String, Sendable, Hashable, CaseIterable {
    case killWorker = "kill-worker"
    case killCallSent = "kill-call-sent"
    case killAnswerRead = "kill-answer-read"
    case killResultProduced = "kill-result-produced"
    case killReceiptProduced = "kill-receipt-produced"
    case killBeforeCommit = "kill-before-commit"
    case pauseWorker = "pause-worker"
    case rollingRestart = "rolling-restart"
    case swapFormats = "swap-formats"
    case rebalanceStorm = "rebalance-storm"
    case killBroker = "kill-broker"
    case pauseBroker = "pause-broker"
    case cutBroker = "cut-broker"
    case halfOpenBroker = "half-open-broker"
    case slowBroker = "slow-broker"
    case cutFeishu = "cut-feishu"
    case halfOpenFeishu = "half-open-feishu"
    case slowFeishu = "slow-feishu"
    case throttle429 = "throttle-429"
    case throttle400 = "throttle-400"
    case permissionMissing = "permission-missing"
    case serverError = "server-error"
    case resetBefore = "reset-before"
    case resetAfter = "reset-after"
    case stall
    case truncated
    case html
    case tokenExpiry = "token-expiry"
    case replyTopicMissing = "reply-topic-missing"
    case deadLetterTopicMissing = "dead-letter-topic-missing"
    case poison
    case hotKey = "hot-key"
    case duplicateIDs = "duplicate-ids"

    /// What a fault needs beside the relay and the simulator.
    public enum Need: Sendable, Hashable {
        /// The broker's processes are the harness's own.
        case ownBroker
        /// A proxy between worker and broker.
        case brokerProxy
        /// A proxy between worker and Feishu.
        case feishuProxy
        /// A relay that was built with hooks.
        case hooks
    }

    public var needs: Set<Need> {
        switch self {
        case .killCallSent, .killAnswerRead, .killResultProduced, .killReceiptProduced, .killBeforeCommit,
            .swapFormats:
            [.hooks]
        case .killBroker, .pauseBroker, .replyTopicMissing, .deadLetterTopicMissing: [.ownBroker]
        case .cutBroker, .halfOpenBroker, .slowBroker: [.ownBroker, .brokerProxy]
        case .cutFeishu, .halfOpenFeishu, .slowFeishu: [.feishuProxy]
        default: []
        }
    }

    /// The point in the relay at which it kills itself, for the faults that do so.
    public var killPoint: String? {
        switch self {
        case .killCallSent: "call_sent"
        case .killAnswerRead: "answer_read"
        case .killResultProduced: "result_produced"
        case .killReceiptProduced: "receipt_produced"
        case .killBeforeCommit: "before_commit"
        default: nil
        }
    }

    /// One line for the list.
    public var summary: String {
        switch self {
        case .killWorker: "a worker is killed (SIGKILL) at random and started again"
        case .killCallSent: "a worker kills itself when a call has been sent and not answered"
        case .killAnswerRead: "… when an answer is there and nothing of it is written"
        case .killResultProduced: "… when a result has been handed to the producer"
        case .killReceiptProduced: "… when a receipt has been handed to the producer"
        case .killBeforeCommit: "… when a commit is about to be sent"
        case .pauseWorker: "a worker is stopped (SIGSTOP) for longer than its session, then goes on"
        case .rollingRestart: "SIGTERM to one worker after the other; each must end with status 0"
        case .swapFormats: "one worker after the other is restarted, writing the formats of the build before or its own"
        case .rebalanceStorm: "a worker joins or leaves every two seconds"
        case .killBroker: "the broker is killed and started again"
        case .pauseBroker: "the broker is stopped (SIGSTOP) and goes on"
        case .cutBroker: "connections between worker and broker are cut and refused"
        case .halfOpenBroker: "connections between worker and broker stay open and carry nothing"
        case .slowBroker: "everything between worker and broker takes 100…500 ms longer"
        case .cutFeishu: "connections between worker and Feishu are cut and refused"
        case .halfOpenFeishu: "connections between worker and Feishu stay open and carry nothing"
        case .slowFeishu: "everything between worker and Feishu takes 100…500 ms longer"
        case .throttle429: "Feishu throttles a third of the calls with 429"
        case .throttle400: "Feishu throttles a third of the calls with 400 and 99991400"
        case .permissionMissing: "Feishu refuses the app all syncs; they are held, and most of them parked"
        case .serverError: "Feishu answers a third of the calls with 500"
        case .resetBefore: "a fifth of the calls is reset before it takes effect"
        case .resetAfter: "a fifth of the calls takes effect and is reset"
        case .stall: "one call in twenty isn't answered within the request's time"
        case .truncated: "a fifth of the answers is cut off in the middle"
        case .html: "a fifth of the answers is a proxy's page"
        case .tokenExpiry: "all tokens become invalid every second"
        case .replyTopicMissing: "a reply topic is deleted, and made again later"
        case .deadLetterTopicMissing: "the topic of dead letters is deleted, and made again later"
        case .poison: "a fifth of the records is unreadable, malformed or refused by Feishu"
        case .hotKey: "nine events in ten are of one approval"
        case .duplicateIDs: "a fifth of the events is published twice"
        }
    }
}
