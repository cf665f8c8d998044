/// Issues tokens and knows whose they are. A token with enough time left is given out again; near its end a new one is, and
/// both are valid until they expire (feishu-api §1.2).
struct TokenDesk {
    enum Kind: Hashable {
        case app, tenant
    }

    struct Issued {
        var token: String
        /// Seconds left.
        var expire: Int64
    }

    private struct Holder: Hashable {
        var kind: Kind
        var principal: Principal
    }

    private struct Token {
        var holder: Holder
        var expiresAt: SimulatorInstant
        var isRevoked = false
    }

    private var tokens: [String: Token] = [:]
    private var newest: [Holder: String] = [:]
    /// Above this, expired tokens are swept; if none has expired the issuing goes on, bounded by lifetime and call rate.
    private var sweepAt = 1000

    var count: Int { tokens.count }

    mutating func issue(
        _ kind: Kind, to principal: Principal, settings: SimulatorSettings, at now: SimulatorInstant,
        random: inout SeededRandom
    ) -> Issued {
        let holder = Holder(kind: kind, principal: principal)
        if let text = newest[holder], let token = tokens[text], settings.reissuesRevokedTokens || !token.isRevoked {
            let left = token.expiresAt.microseconds(since: now) / 1_000_000
            if left > 0, left >= Int64(settings.tokenReuse) { return Issued(token: text, expire: left) }
        }
        sweep(at: now)
        let text = (kind == .tenant ? "t-" : "a-") + random.hexadecimal(40)
        let lifetime = Int64(settings.tokenLifetime)
        tokens[text] = Token(holder: holder, expiresAt: now.adding(seconds: lifetime))
        newest[holder] = text
        return Issued(token: text, expire: lifetime)
    }

    /// Whose token it is; nil if unknown, expired, revoked or of the other kind.
    func principal(of token: String, _ kind: Kind, at now: SimulatorInstant) -> Principal? {
        guard let found = tokens[token], found.holder.kind == kind, !found.isRevoked, now < found.expiresAt else {
            return nil
        }
        return found.holder.principal
    }

    /// Revokes all tokens, or those of one app. Returns how many were still valid.
    mutating func revoke(app: UInt16?, at now: SimulatorInstant) -> Int {
        var revoked = 0
        for (text, token) in tokens where app == nil || token.holder.principal.app == app {
            if !token.isRevoked, now < token.expiresAt { revoked += 1 }
            tokens[text]?.isRevoked = true
        }
        return revoked
    }

    private mutating func sweep(at now: SimulatorInstant) {
        guard tokens.count >= sweepAt else { return }
        tokens = tokens.filter { now < $0.value.expiresAt }
        newest = newest.filter { tokens[$0.value] != nil }
        sweepAt = max(1000, tokens.count * 2)
    }
}
