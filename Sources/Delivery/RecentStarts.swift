/// When the latest calls started, oldest first, as many as the bound says.
struct RecentStarts: Sendable {
    static let limit = 256

    private var times: [Duration] = []
    private var head = 0

    var count: Int { times.count - head }

    /// - Returns: the time that the call is known by: no two share one, so that their order is known.
    mutating func append(_ time: Duration) -> Duration {
        let stamp = times.last.map { max(time, $0 + .nanoseconds(1)) } ?? time
        times.append(stamp)
        if count > Self.limit { head += 1 }
        if head >= Self.limit {
            times.removeFirst(head)
            head = 0
        }
        return stamp
    }

    /// The n-th newest, 1 being the newest.
    func newest(_ position: Int) -> Duration? {
        position >= 1 && position <= count ? times[times.count - position] : nil
    }

    /// How many started within that long before a time, the time itself left out.
    func count(within length: Duration, before time: Duration) -> Int {
        times[head...].reversed().lazy.drop { $0 >= time }.prefix { $0 > time - length }.count
    }
}
