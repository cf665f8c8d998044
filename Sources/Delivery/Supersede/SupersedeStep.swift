/// What is to be done next for an instance.
public enum SupersedeStep: Sendable, Hashable {
    /// Nothing waits.
    case idle
    /// A call is being made; its end is awaited.
    case busy
    /// More syncs may come that go into the same call: ask again at this time, or when one came.
    case wait(until: Duration)
    /// To be answered without a call. Then ask again.
    case answer([SyncAnswer])
    /// To be sent. It ends with ``SupersedeLedger/succeeded()``, ``SupersedeLedger/refused()`` or ``SupersedeLedger/abandoned()``.
    case call(SyncCall)
}
