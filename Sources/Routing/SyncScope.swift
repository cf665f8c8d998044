import FeishuTypes

/// `data.sync`: whether what an event doesn't list stays or goes.
enum SyncScope: String, CaseIterable {
    /// Tasks and copies that aren't listed stay.
    case partial
    /// They are removed.
    case full

    /// Feishu's own word for it.
    var mode: UpdateMode { self == .full ? .replace : .update }
}
