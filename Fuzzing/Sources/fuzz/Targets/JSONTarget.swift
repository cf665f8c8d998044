@testable import JSON

/// The parser, beside the scanner that says what is wrong with what it refuses, and beside Foundation.
struct JSONTarget: FuzzTarget {
    let words = JSONWords.all
    private let used = JSONParser()
    private var second = SecondReading()

    var seeds: [[UInt8]] {
        (RepositoryTexts.documents + RepositoryTexts.examples).map { Array($0.utf8) }
            + ["0", "-0.5e-7", "\"\\uD83D\\uDE00\"", "[[[]]]", "{\"a\":{\"b\":1,\"b\":2}}", " \n[1,2]\n"].map {
                Array($0.utf8)
            }
    }

    mutating func judge(_ bytes: [UInt8]) {
        let result = MemoryBound.keep(for: bytes.count) {
            Result { () throws(JSONError) in try JSONParser().parse(bytes) }
        }
        checkAgain(bytes, result)
        switch result {
        case .success(let value): checkAccepted(bytes, value)
        case .failure(let error): checkRefused(bytes, error)
        }
    }

    /// What a parser read before makes no difference.
    private func checkAgain(_ bytes: [UInt8], _ result: Result<JSONValue, JSONError>) {
        switch (result, Result { () throws(JSONError) in try used.parse(bytes) }) {
        case (.success(let value), .success(let other)):
            require(value.text == other.text, "a used parser reads otherwise")
        case (.failure(let error), .failure(let other)):
            require(error == other, "a used parser says \(other), not \(error)")
        default: fatalError("a used parser judges otherwise")
        }
    }

    private mutating func checkAccepted(_ bytes: [UInt8], _ value: JSONValue) {
        var scanner = FaultScanner(bytes: bytes, maximumDepth: JSONLimits().maximumDepth)
        if let fault = scanner.firstFault() { fatalError("accepted, but the scanner says \(fault)") }
        let text = value.text
        guard let again = try? JSONParser().parse(text) else { fatalError("refuses what it wrote: \(text)") }
        require(again.text == text, "written otherwise when read again")
        require(value.compacted().text == text, "a copy is written otherwise")
        guard let pretty = try? JSONParser().parse(value.prettyText) else { fatalError("refuses its pretty text") }
        require(pretty.text == text, "the pretty text means something else")
        second.sample(bytes, value)
    }

    private func checkRefused(_ bytes: [UInt8], _ error: JSONError) {
        require(error.kind != .outOfMemory && error.kind != .tooLarge, "\(error)")
        guard let offset = error.offset else { fatalError("refused without a place: \(error)") }
        require((0...bytes.count).contains(offset), "\(error) lies beyond the end")
        require(error.description.unicodeScalars.count < 600, "as long as the document: \(error)")
        require((error.path != nil) == (error.kind == .duplicateKey), "\(error)")
        var scanner = FaultScanner(bytes: bytes, maximumDepth: JSONLimits().maximumDepth)
        let fault = scanner.firstFault()
        require(
            error.kind == .duplicateKey ? fault == nil : fault == error,
            "\(error), but the scanner says \(String(describing: fault))")
        require(JSONPlaces(bytes).line(of: error.path ?? "$") >= 1, "no line for \(error)")
    }
}
