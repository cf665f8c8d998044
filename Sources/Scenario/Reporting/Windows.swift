/// How many calls fall into one window at most.
public enum Windows {
    /// Of all windows of a length, wherever they begin; both ends don't count.
    public static func mostSliding(_ sorted: [Duration], _ length: Duration) -> Int {
        var head = 0
        var most = 0
        for (index, time) in sorted.enumerated() {
            while sorted[head] <= time - length { head += 1 }
            most = max(most, index - head + 1)
        }
        return most
    }

    /// Of windows that begin with the first call after the last one ended.
    public static func mostFixed(_ sorted: [Duration], _ length: Duration) -> Int {
        var begin: Duration?
        var count = 0
        var most = 0
        for time in sorted {
            if let begin, time - begin < length {
                count += 1
            } else {
                begin = time
                count = 1
            }
            most = max(most, count)
        }
        return most
    }

    /// Those of a time and a length from then on.
    static func count(_ sorted: [Duration], from time: Duration, _ length: Duration) -> Int {
        position(sorted, time + length) - position(sorted, time)
    }

    private static func position(_ sorted: [Duration], _ time: Duration) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
