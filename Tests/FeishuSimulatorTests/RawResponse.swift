/// An answer as it came.
struct RawResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    init(head: String) throws {
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let first = lines.removeFirst().split(separator: " ")
        guard first.count >= 2, first[0].hasPrefix("HTTP/1."), let status = Int(first[1]) else {
            throw RawClient.Failure.malformed(head)
        }
        self.status = status
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { throw RawClient.Failure.malformed(String(line)) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers.append((line[..<colon].lowercased(), String(value)))
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
