import FeishuTypes
import JSON

/// One of Feishu's bodies, as an event may have it and as Feishu has it.
struct BodyTarget<Body: FeishuBody>: FuzzTarget {
    let words = JSONWords.all
    private let parser = JSONParser()
    private var second = SecondReading()

    var seeds: [[UInt8]] { (RepositoryTexts.objects + Self.parts).map { Array($0.utf8) } }

    /// What stands in answers' `data`.
    private static var parts: [String] {
        RepositoryTexts.objects.compactMap { text in
            guard let data = (try? JSONParser().parse(text))?["data"], data.object != nil else { return nil }
            return data.text
        }
    }

    mutating func judge(_ bytes: [UInt8]) {
        guard let value = try? parser.parse(bytes) else { return }
        let kept = value.compacted()
        for mode in [ReadingContext.Mode.superset, .plain] {
            var context = ReadingContext(mode: mode)
            let body = MemoryBound.keep(for: bytes.count) { Body(reading: kept, in: &context) }
            require((body == nil) == context.hasErrors, "a body with errors, or none without: \(context.problems)")
            require(context.problems.count <= 2 * ReadingContext.problemCap, "\(context.problems.count) problems")
            Problems.check(context.problems)
            if let body { check(body) }
        }
    }

    private mutating func check(_ body: Body) {
        var writer = JSONWriter(capacity: 2048)
        body.write(to: &writer)
        let bytes = writer.bytes()
        guard let value = try? parser.parse(bytes) else { fatalError("written as what is no JSON: \(writer.string())") }
        second.sample(bytes, value)
        var context = ReadingContext(mode: .plain)
        let read = Body(reading: value, in: &context)
        var again = JSONWriter(capacity: 2048)
        read?.write(to: &again)
        require(again.string() == writer.string(), "read otherwise: \(writer.string()), \(context.problems)")
        // Of an update, what is the relay's own is not written.
        require(read == body || Body.self == MessageUpdate.self, "read otherwise: \(writer.string())")
        require(value.text == writer.string(), "written otherwise")
    }
}
