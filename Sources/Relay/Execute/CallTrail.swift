import FeishuAPI

/// What the tries of one sync's call leave open: whether Feishu may have dropped it in silence. Confined to the stage's thread.
final class CallTrail {
    /// An earlier try may have been processed, and its answer isn't known.
    private(set) var hasLostAnswer = false
    /// A try began soon after another call of the approval ended.
    private(set) var isSoon = false
    private let isRecent: (Duration) -> Bool
    private let ended: (Duration) -> Void

    /// - Parameters:
    ///   - isRecent: whether the approval's last call ended shortly before a time.
    ///   - ended: told of each try's end.
    init(isRecent: @escaping (Duration) -> Bool, ended: @escaping (Duration) -> Void) {
        self.isRecent = isRecent
        self.ended = ended
    }

    func began(at now: Duration) {
        if isRecent(now) { isSoon = true }
    }

    func ended(_ result: FeishuCallResult, at now: Duration) {
        guard result.exchanges > 0 else { return }
        ended(now)
        if !result.isSuccess, result.reach == .mayHaveBeenProcessed { hasLostAnswer = true }
    }
}
