public import JSON

extension InstanceSync {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("approval_code", approvalCode)
        writer.member("instance_id", instanceID)
        writer.member("status", status)
        writer.member("extra", extra)
        writer.part("links", links)
        writer.member("title", title)
        writer.list("form", form)
        writer.user(user)
        writer.member("user_name", userName)
        writer.member("department_id", departmentID)
        writer.member("department_name", departmentName)
        writer.time("start_time", startTime)
        writer.time("end_time", endTime)
        writer.time("update_time", updateTime)
        writer.member("display_method", displayMethod)
        writer.member("update_mode", updateMode)
        writer.list("task_list", tasks)
        writer.list("cc_list", cc)
        writer.list("i18n_resources", i18nResources, isRequired: true)
        writer.member("trusteeship_url_token", trusteeshipURLToken)
        writer.member("trusteeship_user_id_type", trusteeshipUserIDType)
        writer.part("trusteeship_urls", trusteeshipURLs)
        writer.part("trusteeship_cache_config", trusteeshipCacheConfig)
        writer.member("resource_region", resourceRegion)
        writer.endObject()
    }
}
