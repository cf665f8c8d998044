/// The life of a consumer's thread.
final class ConsumerLoop<Handler: ConsumerHandler> {
    private let engine: ConsumerEngine
    private let context: ConsumerContext
    private let handler: Handler
    private let messages: Mailbox<Handler.Message>
    private let tickInterval: Duration
    private var nextTick = ContinuousClock.now

    init(engine: ConsumerEngine, handler: Handler, messages: Mailbox<Handler.Message>, tickInterval: Duration) {
        self.engine = engine
        self.context = ConsumerContext(engine: engine)
        self.handler = handler
        self.messages = messages
        self.tickInterval = max(tickInterval, .milliseconds(1))
    }

    /// Returns when the consumer is closed, or its time to close is over.
    func run() {
        while !engine.isFinished {
            for command in engine.control.commands.take() { carryOut(command) }
            deliverEvents()
            let posted = messages.take()
            if !posted.isEmpty { handler.handle(.messages(posted), context) }
            let now = ContinuousClock.now
            engine.control.wentRound(at: now)
            if now >= nextTick {
                nextTick = now + tickInterval
                handler.handle(.tick(now), context)
                engine.noticeLoss()
                engine.giveUpWhenCommitted()
            }
            deliverEvents()
            engine.advanceClose(at: now)
            engine.poll(until: engine.nextDeadline(before: nextTick))
        }
        deliverEvents()
    }

    /// The handler may cause further events, which follow at once.
    private func deliverEvents() {
        while engine.hasEvents {
            for event in engine.takeEvents() { handler.handle(event.event(Handler.Message.self), context) }
        }
    }

    private func carryOut(_ command: ConsumerCommand) {
        switch command {
        case .commit(let offsets, let generation): engine.commit(offsets, generation: generation)
        case .completeAssignment(let generation, let start):
            engine.completeAssignment(generation: generation, startingAt: start)
        case .completeRevoke(let generation): engine.completeRevoke(generation: generation)
        case .pause(let partitions): engine.pause(partitions)
        case .resume(let partitions): engine.resume(partitions)
        case .close(let deadline): engine.close(by: deadline)
        }
    }
}
