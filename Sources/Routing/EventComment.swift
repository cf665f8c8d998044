import FeishuTypes
import JSON

/// `data.comment`: what was said, by whom; also the reason of an approval or a rejection.
struct EventComment {
    var id: String?
    var user: UserReference
    var text: LocalText?
}
