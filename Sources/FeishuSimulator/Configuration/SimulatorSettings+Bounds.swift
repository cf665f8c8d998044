extension SimulatorSettings {
    /// The same with every number in its documented range, so that no arithmetic on them can overflow.
    var bounded: SimulatorSettings {
        var copy = self
        copy.defaultRateLimit = defaultRateLimit.bounded
        copy.rateLimits = rateLimits.mapValues(\.bounded)
        copy.rateLimitStatus = min(max(rateLimitStatus, 200), 599)
        copy.invalidTokenStatus = min(max(invalidTokenStatus, 200), 599)
        copy.approvalErrorStatus = min(max(approvalErrorStatus, 200), 599)
        copy.monthlyQuota = min(max(monthlyQuota, 0), 1_000_000_000)
        copy.tokenLifetime = min(max(tokenLifetime, 1), 7200)
        copy.tokenReuse = min(max(tokenReuse, 0), 7200)
        copy.sameInstanceWindow = min(max(sameInstanceWindow, 0), 86_400_000)
        copy.maximumTasks = min(max(maximumTasks, 0), 10_000)
        copy.maximumIDLength = min(max(maximumIDLength, 0), 10_000)
        copy.maximumCheckBatch = min(max(maximumCheckBatch, 0), 10_000)
        copy.uuidWindow = min(max(uuidWindow, 0), 1_000_000_000)
        copy.updatableDays = min(max(updatableDays, 0), 10_000)
        copy.updateRefusalCode = min(max(updateRefusalCode, 1), 1_000_000_000)
        return copy
    }
}

extension RateLimit {
    var bounded: RateLimit {
        RateLimit(
            perSecond: min(max(perSecond, Self.range.lowerBound), Self.range.upperBound),
            perMinute: min(max(perMinute, Self.range.lowerBound), Self.range.upperBound))
    }
}
