// What Feishu holds after one part and then a newer one in UPDATE mode, or nil where that isn't certain.
//
// What UPDATE can't change stays as it was (feishu-api.md §3.4). Whether UPDATE clears an optional field that the newer body leaves
// out, or keeps it, is documented nowhere: such a pair is not merged, so that Feishu decides, as it would without us.

extension InstanceSync {
    /// The instance's own fields; tasks, copies and resources are the newer one's.
    func updated(by newer: InstanceSync) -> InstanceSync? {
        guard !status.isFinal || newer.status.isFinal, newer.approvalCode == approvalCode,
            links.isCovered(by: newer.links), user.isCovered(by: newer.user), extra.isCovered(by: newer.extra),
            title.isCovered(by: newer.title), form.isEmpty || !newer.form.isEmpty,
            userName.isCovered(by: newer.userName), displayMethod.isCovered(by: newer.displayMethod),
            resourceRegion.isCovered(by: newer.resourceRegion), coversTrusteeship(newer)
        else { return nil }
        var result = newer
        result.departmentID = departmentID
        result.departmentName = departmentName
        return result
    }

    /// What belongs to the trusteeship is an object in an object: kept whole, or not at all.
    private func coversTrusteeship(_ newer: InstanceSync) -> Bool {
        trusteeshipURLToken.isCovered(by: newer.trusteeshipURLToken)
            && trusteeshipUserIDType.isCovered(by: newer.trusteeshipUserIDType)
            && (trusteeshipURLs == nil || trusteeshipURLs == newer.trusteeshipURLs)
            && (trusteeshipCacheConfig == nil
                || newer.trusteeshipCacheConfig != nil
                    && trusteeshipCacheConfig.map(\.members) == newer.trusteeshipCacheConfig.map(\.members))
    }
}

extension InstanceTask {
    func updated(by newer: InstanceTask) -> InstanceTask? {
        guard !status.isFinal || newer.status.isFinal, links.isCovered(by: newer.links),
            title.isCovered(by: newer.title), extra.isCovered(by: newer.extra),
            actionContext.isCovered(by: newer.actionContext), actionConfigs.isEmpty || !newer.actionConfigs.isEmpty,
            displayMethod.isCovered(by: newer.displayMethod), excludeStatistics.isCovered(by: newer.excludeStatistics),
            generateType.isCovered(by: newer.generateType)
        else { return nil }
        var result = newer
        result.user = user
        result.createTime = createTime
        result.nodeID = nodeID
        result.nodeName = nodeName
        return result
    }
}

extension InstanceCC {
    func updated(by newer: InstanceCC) -> InstanceCC? {
        guard links.isCovered(by: newer.links), title.isCovered(by: newer.title), extra.isCovered(by: newer.extra),
            displayMethod.isCovered(by: newer.displayMethod)
        else { return nil }
        var result = newer
        result.user = user
        result.createTime = createTime
        return result
    }
}

extension Optional {
    /// Whether the newer one says what this one says something of.
    fileprivate func isCovered(by newer: Wrapped?) -> Bool { self == nil || newer != nil }
}

extension Links {
    fileprivate func isCovered(by newer: Links) -> Bool {
        pcLink.isCovered(by: newer.pcLink) && mobileLink.isCovered(by: newer.mobileLink)
    }
}

extension UserReference {
    fileprivate func isCovered(by newer: UserReference) -> Bool {
        userID.isCovered(by: newer.userID) && openID.isCovered(by: newer.openID)
    }
}

extension TrusteeshipCacheConfig {
    /// Which members are there.
    fileprivate var members: [Bool] { [formPolicy != nil, formVaryWithLocale != nil, formVersion != nil] }
}
