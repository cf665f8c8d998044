public import Delivery

/// `execute:` – how commands are carried out.
public struct ExecuteSettings: Sendable {
    /// `concurrency`: calls in flight at most.
    public var concurrency = 64
    /// `window`: commands of a lane that are taken in and not finished, at most; beyond it the lane's partitions pause.
    public var window = 8192
    /// `window_bytes`: the same in bytes.
    public var windowBytes = 16 << 20
    /// `definition_wait`: how long an instance waits for a definition that isn't known yet.
    public var definitionWait: Duration = .seconds(60)
    /// `park_beyond`: commands that are held, or wait for a definition, and are kept waiting at most; those beyond go to the parked
    /// topic.
    public var parkBeyond = 1000
    /// How long commands that wait may fill what is read of the parked topic before they go to its end, so that others behind them have
    /// their turn. No key of the configuration.
    public var parkRound: Duration = .seconds(60)
    /// `sync_burst`: how long a sync waits for others of its approval to go with it; zero for not at all.
    public var syncBurst: Duration = .zero
    /// `retry`: `attempts`, `age`, `base`, `cap`.
    public var retry = RetryPolicy()
    /// `in_doubt_after`: a send that may have reached Feishu so long ago is not repeated. Feishu knows its `uuid` for an hour.
    public var inDoubtAfter: Duration = .seconds(55 * 60)
    /// `receipt_retention`: how long a receipt is kept after the last command of its approval; zero for ever. Feishu updates cards
    /// for 30 days, and commands are kept for 60.
    public var receiptRetention: Duration = .seconds(62 * 86_400)
    /// `confirm`: `in_doubt`, `percent`, `within`, `after`, `batch`.
    public var confirm = ConfirmSettings()
    /// `dead_letter_credit`: `burst`, `interval`.
    public var deadLetterCredit = CreditSettings()
    /// `hold_probe`: how often one process of the group tries whether what an operator has to put right is put right.
    public var holdProbe: Duration = .seconds(30)
    /// `receipts`: whether outcomes are kept in Kafka; `false` is for measuring what they cost.
    public var writesReceipts = true

    public init() {}
}
