/// What goes on at once, after what goes on now: where the relay hands over to a task.
enum Turn {
    /// A job whose turn has come.
    case begins(SimulatedJob)
    /// A job that was let through the gate.
    case admitted(SimulatedJob)
}
