import Observability
import ScheduleSupport
import Testing

private let valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

@Test func aTraceparentIsReadAndWritten() throws {
    let context = try #require(TraceContext.parse(traceparent: valid, tracestate: "rojo=00f067aa0ba902b7, acme@dd=x y"))
    #expect(context.traceID.description == "0af7651916cd43dd8448eb211c80319c")
    #expect(context.spanID == 0xb7ad_6b71_6920_3331)
    #expect(context.isSampled)
    #expect(context.traceparent == valid)
    #expect(context.tracestate == "rojo=00f067aa0ba902b7,acme@dd=x y")
    #expect(TraceContext.parse(traceparent: valid)?.tracestate == nil)
}

@Test(arguments: [
    "", "00", valid + "-", valid + "-00", valid.uppercased(), "ff" + valid.dropFirst(2), "0x" + valid.dropFirst(2),
    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "00-0af7651916cd43dd8448eb211c80319-b7ad6b71692033311-01",
    "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g", "01" + valid.dropFirst(2) + "x",
    " " + valid,
])
func anInvalidTraceparentIsRefused(text: String) {
    #expect(TraceContext.parse(traceparent: text) == nil)
}

@Test func aVersionOfTheFutureIsReadAsFarAsItIsKnownAndFlagsAreCleaned() throws {
    for text in ["01" + valid.dropFirst(2), "cc" + valid.dropFirst(2) + "-more"] {
        #expect(TraceContext.parse(traceparent: text)?.traceparent == valid)
    }
    #expect(TraceContext.parse(traceparent: valid.dropLast(2) + "ff")?.traceparent == valid.dropLast(2) + "03")
    #expect(TraceContext.parse(traceparent: valid.dropLast(2) + "00")?.isSampled == false)
}

@Test(arguments: [
    "a", "=v", "a=", "A=v", "a=b=c", "a=1,a=2", "a b=v", "@a=v", "a@=v", "a@b@c=v", "1a=v", "a=é", "a=\u{7f}",
    (0..<33).map { "k\($0)=v" }.joined(separator: ","), "a=" + String(repeating: "v", count: 257),
    String(repeating: "a", count: 257) + "=v",
])
func anInvalidTracestateIsDroppedAlone(text: String) {
    let context = TraceContext.parse(traceparent: valid, tracestate: text)
    #expect(context != nil)
    #expect(context?.tracestate == nil)
}

@Test(arguments: [
    ("", 0), (",", 0), (" a=1 ,\t,b=2", 2), ("1t@v=x", 1), ("a_-*/0=!~", 1),
    ((0..<32).map { "k\($0)=v" }.joined(separator: ","), 32),
])
func validTracestatesAreRead(text: String, count: Int) {
    #expect(TraceState(text)?.entries.count == count)
}

@Test func childrenStayInTheTraceWithSpansOfTheirOwn() throws {
    let context = try #require(TraceContext.parse(traceparent: valid, tracestate: "a=1"))
    var random = SeededGenerator(seed: 1)
    for child in [context.child(using: &random), context.child(named: "command-1")] {
        #expect(child.traceID == context.traceID)
        #expect(child.spanID != context.spanID)
        #expect(child.isSampled)
        #expect(child.tracestate == "a=1")
        #expect(TraceContext.parse(traceparent: child.traceparent, tracestate: child.tracestate) == child)
    }
    #expect(context.child(named: "x") == context.child(named: "x"))
    #expect(Set((0..<1000).map { context.child(named: "c\($0)").spanID }).count == 1000)
}

@Test func rootsAreRandomOrFollowFromTheirName() {
    var random = SeededGenerator(seed: 1)
    let root = TraceContext.root(isSampled: true, using: &random)
    #expect(root.isSampled && root.isRandom)
    #expect(TraceContext.parse(traceparent: root.traceparent) == root)
    #expect(TraceContext.root(named: "oa/42") == TraceContext.root(named: "oa/42"))
    #expect(Set((0..<1000).map { TraceContext.root(named: "oa/\($0)").traceID }).count == 1000)

    struct Zeros: RandomNumberGenerator { func next() -> UInt64 { 0 } }
    var zeros = Zeros()
    let fromZeros = TraceContext.root(using: &zeros)
    #expect(TraceContext.parse(traceparent: fromZeros.traceparent) == fromZeros, "never an id of zeros")
}

@Test func aHugeHeaderIsRefused() {
    #expect(TraceContext.parse(traceparent: String(repeating: "0", count: 1_000_000)) == nil)
    #expect(TraceState("a=" + String(repeating: ",", count: 1_000_000)) == nil)
}
