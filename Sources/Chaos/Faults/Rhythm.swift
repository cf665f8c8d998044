/// How a fault's blows follow each other; milliseconds.
struct Rhythm {
    var lasts: ClosedRange<Int>
    var rests: ClosedRange<Int>
    var amount: ClosedRange<Int> = 1...1
    /// Whether a blow may meet all workers at once.
    var canMeetAll = false

    /// Nil for faults that lie in the load and need no blow.
    init?(_ fault: FaultName, sessionTimeout: Int) {
        switch fault {
        case .killWorker: self.init(0...1000, rests: 1500...4000)
        case .killCallSent, .killAnswerRead, .killResultProduced, .killReceiptProduced:
            self.init(3000...4000, rests: 0...500, amount: 1...60)
        case .killBeforeCommit: self.init(3000...4000, rests: 0...500, amount: 1...8)
        // Long enough for the others to have taken over by the time it wakes.
        case .pauseWorker: self.init(sessionTimeout + 1500...sessionTimeout + 3500, rests: 2000...5000)
        case .rollingRestart, .swapFormats: self.init(0...0, rests: 1500...3000)
        case .rebalanceStorm: self.init(2000...2000, rests: 2000...2000)
        case .killBroker: self.init(0...2000, rests: 10_000...14_000)
        case .pauseBroker: self.init(2000...8000, rests: 6000...9000)
        case .cutBroker: self.init(500...sessionTimeout + 2000, rests: 3000...6000, canMeetAll: true)
        case .halfOpenBroker: self.init(2000...sessionTimeout + 3000, rests: 3000...6000, canMeetAll: true)
        case .slowBroker, .slowFeishu: self.init(2000...6000, rests: 1000...3000, amount: 100...500, canMeetAll: true)
        case .cutFeishu, .halfOpenFeishu: self.init(1000...5000, rests: 2000...4000, canMeetAll: true)
        case .throttle429, .throttle400, .permissionMissing, .serverError, .resetBefore, .resetAfter, .stall,
            .truncated, .html:
            self.init(2000...5000, rests: 1000...3000)
        case .tokenExpiry: self.init(0...0, rests: 500...1500)
        case .replyTopicMissing, .deadLetterTopicMissing: self.init(2000...5000, rests: 6000...9000)
        case .poison, .hotKey, .duplicateIDs: return nil
        }
    }

    private init(
        _ lasts: ClosedRange<Int>, rests: ClosedRange<Int>, amount: ClosedRange<Int> = 1...1, canMeetAll: Bool = false
    ) {
        self.lasts = lasts
        self.rests = rests
        self.amount = amount
        self.canMeetAll = canMeetAll
    }

    /// Shortens a blow that would outlast a short run by far, but not what its meaning hangs on.
    mutating func fit(_ length: Int) {
        let longest = max(lasts.lowerBound, min(lasts.upperBound, length * 2 / 3))
        lasts = lasts.lowerBound...longest
    }
}
