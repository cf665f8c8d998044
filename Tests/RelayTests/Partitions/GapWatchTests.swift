import Kafka
import Testing

@testable import Relay

struct GapWatchTests {
    private static func gap(_ partition: Int32, _ offsets: Range<Int64>) -> OffsetGap {
        OffsetGap(
            partition: TopicPartition(topic: "t", partition: partition), expected: offsets.lowerBound,
            found: offsets.upperBound)
    }

    @Test func thePartitionsFirstGapIsAskedAboutAtOnce() {
        var watch = GapWatch()
        let now = ContinuousClock.now
        #expect(watch.take([Self.gap(0, 1..<2)], at: now) == [Self.gap(0, 1..<2)])
        #expect(watch.take([Self.gap(1, 5..<9)], at: now) == [Self.gap(1, 5..<9)])
    }

    @Test func theWidestOfThoseThatComeMeanwhileIsAskedAboutAfterTheInterval() {
        var watch = GapWatch()
        let now = ContinuousClock.now
        _ = watch.take([Self.gap(0, 1..<2)], at: now)
        #expect(watch.take([Self.gap(0, 4..<5), Self.gap(0, 6..<90), Self.gap(0, 95..<96)], at: now).isEmpty)
        #expect(watch.take([Self.gap(0, 100..<101)], at: now + GapWatch.interval - .milliseconds(1)).isEmpty)
        #expect(watch.take([], at: now + GapWatch.interval) == [Self.gap(0, 6..<90)])
        #expect(watch.take([], at: now + GapWatch.interval * 3).isEmpty)
    }
}
