import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Observability

/// An output that stands still until it is opened, like a pipe that nobody reads.
private final class GatedOutput: LogOutput {
    private let gate = DispatchSemaphore(value: 0)
    private let written = Mutex<[UInt8]>([])
    let entered = DispatchSemaphore(value: 0)

    func write(_ bytes: [UInt8]) -> Bool {
        entered.signal()
        gate.wait()
        gate.signal()
        written.withLock { $0 += bytes }
        return true
    }

    func open() { gate.signal() }

    var lines: [String] {
        String(decoding: written.withLock { $0 }, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

private struct BrokenOutput: LogOutput {
    func write(_ bytes: [UInt8]) -> Bool { false }
}

private func notice(_ count: Int) -> [UInt8] { Array("dropped \(count)\n".utf8) }

@Test(.timeLimit(.minutes(1))) func aSlowOutputHoldsNobodyAndWhatIsDroppedIsCounted() {
    let output = GatedOutput()
    let writer = LogWriter(output, capacity: 50, notice: notice)
    writer.append(Array("first\n".utf8))
    output.entered.wait()
    for number in 10..<100 { writer.append(Array("line \(number)\n".utf8)) }
    #expect(!writer.flush(timeout: .milliseconds(1)), "the output stands still")
    output.open()
    #expect(writer.flush(timeout: .seconds(30)))
    // 50 bytes hold six lines of eight.
    #expect(output.lines == ["first"] + (10..<16).map { "line \($0)" } + ["dropped 84"])
    #expect(writer.droppedLines == 84)
}

@Test(.timeLimit(.minutes(1))) func linesOfManyThreadsStayWholeAndEachThreadsOrderHolds() throws {
    let output = GatedOutput()
    output.open()
    let writer = LogWriter(output, notice: notice)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
        for number in 0..<500 { writer.append(Array("\(thread) \(number)\n".utf8)) }
    }
    #expect(writer.flush(timeout: .seconds(30)))
    var next = Array(repeating: 0, count: 8)
    for line in output.lines {
        let parts = line.split(separator: " ").compactMap { Int($0) }
        try #require(parts.count == 2)
        #expect(next[parts[0]] == parts[1])
        next[parts[0]] += 1
    }
    #expect(next == Array(repeating: 500, count: 8))
    #expect(writer.droppedLines == 0)
}

@Test(.timeLimit(.minutes(1))) func aBrokenOutputIsCountedNotFollowed() {
    let writer = LogWriter(BrokenOutput(), notice: notice)
    writer.append(Array("a\n".utf8))
    #expect(writer.flush(timeout: .seconds(30)))
    writer.append(Array("b\n".utf8))
    #expect(writer.flush(timeout: .seconds(30)))
    #expect(writer.droppedLines == 2)
}

@Test(.timeLimit(.minutes(1))) func aHandlerWritesToARealPipeAndItsLevelCanChange() throws {
    let pipe = Pipe()
    let output = FileDescriptorOutput(pipe.fileHandleForWriting.fileDescriptor)
    #expect(!output.isTerminal)
    let handler = StreamLogHandler(level: .info, style: .json, output: output)
    let log = Logger("relay", handler)
    log.debug("not yet")
    handler.level = .debug
    log.debug("now", [LogField.offset: 42])
    #expect(handler.flush(timeout: .seconds(30)))
    try pipe.fileHandleForWriting.close()
    let data = try #require(try pipe.fileHandleForReading.readToEnd())
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["message"] as? String == "now")
    #expect(object["offset"] as? Int == 42)
    let written = try #require(object["time"] as? String)
    let time = try #require(Timestamps.parse(written))
    #expect(abs(Double(time) / 1000 - Date().timeIntervalSince1970) < 60)
}

@Test(.timeLimit(.minutes(1))) func aClosedDescriptorIsAnError() {
    #expect(!FileDescriptorOutput(-1).write([65]))
    #expect(FileDescriptorOutput(-1).write([]))
}

@Test(.timeLimit(.minutes(1))) func aWholeBatchPassesThroughANonBlockingPipe() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
    let size = 1 << 20
    let received = Mutex(0)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
        received.withLock { $0 = data?.count ?? 0 }
        done.signal()
    }
    #expect(FileDescriptorOutput(descriptor).write(Array(repeating: 65, count: size)))
    try pipe.fileHandleForWriting.close()
    done.wait()
    #expect(received.withLock { $0 } == size)
}
