/// An entry of `topics.reply_by_source` while it is read.
struct ReplyRule {
    var source = ""
    var topic = ""
}
