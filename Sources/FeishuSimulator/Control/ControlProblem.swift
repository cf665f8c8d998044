/// A control call that can't be done as sent: everything that is wrong with it, not only the first.
struct ControlProblem: Error, Hashable {
    struct Detail: Hashable {
        /// Where in the body or query.
        var path: String
        var expected: String
        var found: String
    }

    var status = 400
    var message: String
    var details: [Detail] = []
}
