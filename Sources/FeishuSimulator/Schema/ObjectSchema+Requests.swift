extension ObjectSchema {
    /// `i18n_resources` of v4: `texts` is a list of key and value, not a map.
    static let i18nResource = ObjectSchema([
        .required("locale"), .required("is_default", .bool),
        .required("texts", .objects(ObjectSchema([.required("key"), .required("value")]))),
    ])

    /// `POST external_approvals` (feishu-api §2.1).
    static let definition = ObjectSchema([
        .required("approval_name"), .required("approval_code"), .optional("group_code"), .optional("group_name"),
        .optional("description"), .required("external", .object(external)),
        .optional("viewers", .objects(viewer)), .optional("i18n_resources", .objects(i18nResource)),
        .optional("managers", .strings),
    ])

    private static let external = ObjectSchema([
        .optional("biz_name"), .optional("biz_type"), .optional("create_link_mobile"), .optional("create_link_pc"),
        .optional("support_pc", .bool), .optional("support_mobile", .bool), .optional("support_batch_read", .bool),
        .optional("enable_mark_readed", .bool), .optional("enable_quick_operate", .bool),
        .optional("action_callback_url"), .optional("action_callback_token"), .optional("action_callback_key"),
        .optional("allow_batch_operate", .bool), .optional("exclude_efficiency_statistics", .bool),
    ])

    private static let viewer = ObjectSchema([
        .optional("viewer_type"), .optional("viewer_user_id"), .optional("viewer_department_id"),
    ])

    /// `POST external_instances` (feishu-api §3).
    static let instance = instance(task: task(requiresUpdateTime: true))
    /// The same, where a task's `update_time` may be left out.
    static let lenientInstance = instance(task: task(requiresUpdateTime: false))

    private static let links = ObjectSchema([.optional("pc_link"), .optional("mobile_link")])

    private static func instance(task: ObjectSchema) -> ObjectSchema {
        ObjectSchema([
            .required("approval_code"), .required("instance_id"), .required("status"),
            .required("links", .object(links)), .required("start_time", .time), .required("end_time", .endTime),
            .required("update_time", .time), .required("i18n_resources", .objects(i18nResource)), .optional("user_id"),
            .optional("open_id"), .optional("user_name"), .optional("department_id"), .optional("department_name"),
            .optional("title"),
            .optional("form", .objects(ObjectSchema([.optional("name"), .optional("value")]))), .optional("extra"),
            .optional("display_method"), .optional("update_mode"), .optional("task_list", .objects(task)),
            .optional("cc_list", .objects(cc)), .optional("trusteeship_url_token"),
            .optional("trusteeship_user_id_type"),
            .optional(
                "trusteeship_urls",
                .object(
                    ObjectSchema([
                        .optional("form_detail_url"), .optional("action_definition_url"),
                        .optional("approval_node_url"), .optional("action_callback_url"),
                        .optional("pull_business_data_url"),
                    ]))),
            .optional(
                "trusteeship_cache_config",
                .object(
                    ObjectSchema([
                        .optional("form_policy"), .optional("form_vary_with_locale", .bool),
                        .optional("form_version", .time),
                    ]))),
            .optional("resource_region"),
        ])
    }

    private static func task(requiresUpdateTime: Bool) -> ObjectSchema {
        ObjectSchema([
            .required("task_id"), .optional("user_id"), .optional("open_id"), .optional("title"),
            .required("links", .object(links)), .required("status"), .optional("extra"),
            .required("create_time", .time),
            .required("end_time", .endTime),
            FieldSpec(name: "update_time", kind: .time, isRequired: requiresUpdateTime),
            .optional("action_context"), .optional("action_configs", .objects(actionConfig)),
            .optional("display_method"), .optional("exclude_statistics", .bool), .optional("node_id"),
            .optional("node_name"), .optional("generate_type"),
        ])
    }

    private static let actionConfig = ObjectSchema([
        .required("action_type"), .optional("action_name"), .optional("is_need_reason", .bool),
        .optional("is_reason_required", .bool), .optional("is_need_attachment", .bool),
    ])

    private static let cc = ObjectSchema([
        .required("cc_id"), .optional("user_id"), .optional("open_id"), .required("links", .object(links)),
        .required("read_status"), .optional("title"), .optional("extra"), .required("create_time", .time),
        .required("update_time", .time), .optional("display_method"),
    ])

    /// `POST external_instances/check` (feishu-api §4).
    static let check = ObjectSchema([
        .required(
            "instances",
            .objects(
                ObjectSchema([
                    .required("instance_id"), .required("update_time", .time),
                    .required(
                        "tasks", .objects(ObjectSchema([.required("task_id"), .required("update_time", .time)]))),
                ])))
    ])

    /// The body of `GET external_tasks` (feishu-api §5).
    static let taskList = ObjectSchema([
        .optional("approval_codes", .strings), .optional("instance_ids", .strings), .optional("user_ids", .strings),
        .optional("status"),
    ])
}
