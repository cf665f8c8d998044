/// The times of the newest calls, as many as the larger limit needs; the n-th newest decides whether a window is full.
struct SlidingWindow {
    private var times: [SimulatorInstant] = []
    /// Where the next time goes once the ring is full, which is also the oldest one.
    private var next = 0
    private var capacity = 0

    /// The n-th newest call, 1 being the newest.
    func newest(_ position: Int) -> SimulatorInstant? {
        guard position >= 1, position <= times.count else { return nil }
        let index = next - position
        return times[index >= 0 ? index : index + times.count]
    }

    mutating func append(_ time: SimulatorInstant, keeping wanted: Int) {
        if wanted != capacity { resize(wanted) }
        guard capacity > 0 else { return }
        if times.count < capacity {
            times.append(time)
            next = times.count
        } else {
            if next >= capacity { next = 0 }
            times[next] = time
            next += 1
        }
    }

    private mutating func resize(_ wanted: Int) {
        let kept = min(times.count, max(0, wanted))
        var ordered: [SimulatorInstant] = []
        ordered.reserveCapacity(kept)
        for position in stride(from: kept, to: 0, by: -1) {
            if let time = newest(position) { ordered.append(time) }
        }
        times = ordered
        next = ordered.count
        capacity = max(0, wanted)
    }
}
