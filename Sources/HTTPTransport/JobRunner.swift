/// Runs an actor's or task's job as the transport's executor.
@safe
struct JobRunner {
    private let serial: UnownedSerialExecutor
    private let task: UnownedTaskExecutor

    init(_ transport: HTTPTransport) {
        unsafe serial = transport.asUnownedSerialExecutor()
        unsafe task = transport.asUnownedTaskExecutor()
    }

    func run(_ job: UnownedJob) {
        unsafe job.runSynchronously(isolatedTo: serial, taskExecutor: task)
    }
}
