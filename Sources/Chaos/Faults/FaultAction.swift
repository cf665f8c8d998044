/// One blow of a fault.
public struct FaultAction: Sendable, Hashable {
    public var fault: FaultName
    /// Milliseconds from the first moment at which faults may come.
    public var at: Int
    /// Milliseconds until it is taken back.
    public var lasts: Int
    /// Which worker it meets; nil: all of them.
    public var worker: Int?
    /// At which passage of its point a worker kills itself, or milliseconds of delay; 1 and more.
    public var amount: Int
}
