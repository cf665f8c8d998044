/// One call in the place of several syncs of an instance: taken in one after the other, in the order in which they count.
///
/// Invariant: Feishu holds the same after ``result(version:)`` as after all that were taken in, sent in their order, each with a
/// version above the one before. Where that isn't certain, the next one isn't taken in.
///
/// A REPLACE replaces what was before it. An UPDATE after a REPLACE is folded into it, and the call is a REPLACE; otherwise it is an
/// UPDATE. Of each task and copy the newest state counts, of the instance's own fields the newest body's.
public struct SyncMerge: Sendable {
    /// Whether the call replaces or updates.
    public var mode: UpdateMode { instance?.updateMode ?? .replace }

    private let limits: SyncMergeLimits
    /// Without tasks, copies and resources; texts are tokens.
    private var instance: InstanceSync?
    private var tasks = EntityList<InstanceTask>()
    private var cc = EntityList<InstanceCC>()
    private var texts = TextMerge()
    /// The number of the newest body's texts.
    private var newest = 0
    private var byteCount = 0
    /// The only body, when nothing can follow it.
    private var only: InstanceSync?

    public init(limits: SyncMergeLimits = SyncMergeLimits()) {
        self.limits = limits
    }

    /// Takes in the next sync.
    ///
    /// - Parameter byteCount: of its body.
    /// - Returns: false, without any change, when it must go into a call of its own. The first is always taken in.
    public mutating func add(_ sync: InstanceSync, byteCount: Int) -> Bool {
        guard let instance else {
            begin(sync, byteCount)
            return true
        }
        guard SyncHeader(instance, tasks.count + cc.count).mayBeFollowed(by: SyncHeader(sync)), only == nil else {
            return false
        }
        if sync.updateMode != .update {
            self = SyncMerge(limits: limits)
            begin(sync, byteCount)
            return true
        }
        return update(instance, with: sync, byteCount)
    }

    private mutating func begin(_ sync: InstanceSync, _ byteCount: Int) {
        self.byteCount = byteCount
        var sync = sync
        sync.updateMode = sync.updateMode ?? .replace
        let given = sync
        guard let source = tokenise(&sync, &texts), let tasks = EntityList(sync.tasks), let cc = EntityList(sync.cc)
        else {
            only = given
            instance = given
            return
        }
        newest = source
        self.tasks = tasks
        self.cc = cc
        instance = Self.bare(sync)
    }

    private mutating func update(_ instance: InstanceSync, with sync: InstanceSync, _ byteCount: Int) -> Bool {
        guard self.byteCount + byteCount <= limits.bytes else { return false }
        var texts = texts
        var sync = sync
        guard let source = tokenise(&sync, &texts) else { return false }
        var (instance, tasks, cc) = (instance, self.tasks, self.cc)
        if self.texts.isShared, !texts.isShared {
            instance.mapOwnTexts { texts.token(for: $0) }
            tasks.mapEntities { $0.mapTexts { texts.token(for: $0) } }
            cc.mapEntities { $0.mapTexts { texts.token(for: $0) } }
        }
        guard var merged = instance.updated(by: Self.bare(sync)),
            let tasks = tasks.updated(by: sync.tasks, limit: limits.tasks, { $0.updated(by: $1) }),
            let cc = cc.updated(by: sync.cc, limit: limits.cc, { $0.updated(by: $1) })
        else { return false }
        merged.updateMode = instance.updateMode
        // A REPLACE that nobody asked for must not give the instance away.
        guard !SyncHeader(merged, tasks.count + cc.count).isCleanUp else { return false }
        self.instance = merged
        self.tasks = tasks
        self.cc = cc
        self.texts = texts
        newest = source
        self.byteCount += byteCount
        return true
    }

    /// Puts tokens into the place of keys, where those aren't tokens themselves.
    private func tokenise(_ sync: inout InstanceSync, _ texts: inout TextMerge) -> Int? {
        var keys: [String] = []
        sync.visitTexts { keys.append($0) }
        guard let source = texts.add(sync.i18nResources, using: keys) else { return nil }
        if !texts.isShared { sync.mapTexts { TextMerge.token(for: $0, of: source) } }
        return source
    }

    private static func bare(_ sync: InstanceSync) -> InstanceSync {
        var bare = sync
        bare.tasks = []
        bare.cc = []
        bare.i18nResources = []
        return bare
    }

    /// What is sent; nil before the first sync.
    ///
    /// - Parameter version: the last one's. Instance, tasks and copies all carry it (``InstanceSync/setVersion(_:)``).
    public func result(version: Int64) -> InstanceSync? {
        guard var result = only ?? instance else { return nil }
        if only == nil {
            result.tasks = tasks.entities
            result.cc = cc.entities
            var tokens: [String] = []
            result.visitTexts { tokens.append($0) }
            let (resources, keys) = texts.result(tokens, newest: newest)
            if !texts.isShared { result.mapTexts { keys[$0] ?? $0 } }
            result.i18nResources = resources
        }
        result.setVersion(version)
        return result
    }
}

extension SyncHeader {
    /// Of an instance whose tasks and copies are kept beside it.
    fileprivate init(_ bare: InstanceSync, _ entityCount: Int) {
        self.init(bare)
        if entityCount > 0 { isCleanUp = false }
    }
}
