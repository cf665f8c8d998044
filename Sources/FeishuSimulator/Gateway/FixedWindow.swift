/// A window that opens with the first call after the last one ended.
struct FixedWindow {
    private var start: SimulatorInstant?
    private var count = 0

    /// Microseconds until the window ends if it is full, nil if a call fits.
    func wait(limit: Int, length: Int64, at now: SimulatorInstant) -> Int64? {
        guard limit > 0, let start, count >= limit else { return nil }
        let elapsed = now.microseconds(since: start)
        return elapsed < length ? length - elapsed : nil
    }

    mutating func append(_ now: SimulatorInstant, length: Int64) {
        if let start, now.microseconds(since: start) < length {
            count += 1
        } else {
            start = now
            count = 1
        }
    }
}
