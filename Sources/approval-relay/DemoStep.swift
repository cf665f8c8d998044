/// An event of the demonstration and what must be answered to it.
struct DemoStep {
    /// The event's id.
    var id: String
    var title: String
    var key: String
    var text: String
    /// Kind of command (or `event`) and outcome of each answer, in any order.
    var answers: [String]
}
