public import JSON

extension MessageSend {
    /// Without what is the relay's own (`instanceID`).
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("template_id", template)
        writer.user(user)
        writer.member("uuid", uuid)
        writer.member("approval_name", approvalName)
        writer.member("title_user_id", titleUserID)
        writer.member("title_user_id_type", titleUserIDType)
        writer.member("comment", comment)
        writer.part("content", content)
        writer.member("custom_title", customTitle)
        writer.member("custom_content", customContent)
        writer.member("note", note)
        writer.member("sender_user_id", senderUserID)
        writer.member("text", text)
        writer.list("actions", actions, isRequired: true)
        writer.list("action_configs", actionConfigs)
        writer.part("action_callback", actionCallback)
        writer.messageResources(i18nResources, isRequired: true)
        writer.endObject()
    }
}
