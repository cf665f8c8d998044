/// Why a partition isn't fetched from. It is as long as any reason holds.
struct PauseReasons: OptionSet {
    let rawValue: UInt8

    /// The stage has taken in as much as it may.
    static let window = PauseReasons(rawValue: 1)
    /// What is finished beyond the lowest unfinished offset is near the most that a commit can say.
    static let map = PauseReasons(rawValue: 2)
    /// It holds a record of a newer format than this build reads.
    static let format = PauseReasons(rawValue: 4)
    /// It is of the parked topic, and the lanes' partitions of its number are another process's.
    static let lanes = PauseReasons(rawValue: 8)
}
