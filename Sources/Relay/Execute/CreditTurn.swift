import Delivery

/// A command's part in the credit of its app and definition, while it is called. Confined to the stage's thread.
final class CreditTurn {
    let subject: CreditLines.Subject
    let alias: String
    /// Whether it was let go on by credit, and has not ended.
    var isLetGo = false

    init(_ subject: CreditLines.Subject, alias: String) {
        self.subject = subject
        self.alias = alias
    }
}
