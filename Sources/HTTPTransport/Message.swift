/// What the transport's thread is asked to do. Messages of one sender are handled in the order that they were posted in.
enum Message: Sendable {
    case job(UnownedJob)
    case work(@Sendable () -> Void)
    case send(Transfer)
    case cancel(Transfer)
    case schedule(TimerID, deadline: Int64, @Sendable () -> Void)
    case cancelTimer(TimerID)
    /// `deadline` on the monotonic clock, nanoseconds.
    case close(deadline: Int64, CheckedContinuation<Void, Never>)
}
