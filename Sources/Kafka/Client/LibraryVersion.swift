import CRdKafka

/// The librdkafka that the process runs with, which may be newer than the one it was built with.
enum LibraryVersion {
    /// 0xMMmmrrpp: 2.0.2 is 0x020002ff.
    static var number: Int32 { rd_kafka_version() }

    static var text: String { unsafe String(cString: rd_kafka_version_str()) }

    /// Closing a cooperative consumer in mid-rebalance can abort the process before 2.3.0 (librdkafka #4312) and hang
    /// before 2.4.0 (#4527).
    static var hasSafeCooperativeRebalance: Bool { number >= 0x0204_00ff }
}
