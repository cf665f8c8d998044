/// An entry of `quota.limits`: `APP API SECOND/MINUTE`, such as `hr instance.sync 20/400`.
public struct QuotaRule: Sendable, Hashable {
    /// An alias, or `*` for every app.
    public var app: String
    /// As metrics call it, or `*` for every API.
    public var api: String
    /// Calls in a second; 0 for any number.
    public var perSecond: Int
    public var perMinute: Int

    static let form = "APP API SECOND/MINUTE, such as \"hr instance.sync 20/400\" or \"* message.send 50/500\""

    public init(app: String, api: String, perSecond: Int, perMinute: Int) {
        self.app = app
        self.api = api
        self.perSecond = perSecond
        self.perMinute = perMinute
    }

    /// `nil` for a text of another form.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        let numbers = words.last.map { $0.split(separator: "/", omittingEmptySubsequences: false) } ?? []
        guard words.count == 3, numbers.count == 2, let second = Self.number(numbers[0], 1_000_000),
            let minute = Self.number(numbers[1], 10_000_000)
        else { return nil }
        self.init(app: String(words[0]), api: String(words[1]), perSecond: second, perMinute: minute)
    }

    private static func number(_ text: Substring, _ maximum: Int) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            number <= maximum
        else { return nil }
        return number
    }

    func names(app: String, api: String) -> Bool {
        (self.app == "*" || self.app == app) && (self.api == "*" || self.api == api)
    }
}
