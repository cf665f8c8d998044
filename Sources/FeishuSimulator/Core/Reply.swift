/// A call's answer before faults touch it.
struct Reply {
    var status = 200
    var code: Int64 = 0
    var contentType = SimulatedAnswer.json
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]
}
