/// What is done with a consumer's events. It is made on the consumer's thread, called there, and released there: its
/// state needs no lock.
///
/// A call should take milliseconds: while it lasts nothing else of this consumer happens, and after
/// `max.poll.interval.ms` without a return the group takes the partitions away.
public protocol ConsumerHandler: AnyObject, SendableMetatype {
    /// What other threads may post to it.
    associatedtype Message: Sendable

    func handle(_ event: ConsumerEvent<Message>, _ consumer: ConsumerContext)
}
