extension Fixtures {
    /// F04: request.
    static let definitionRequest = #"""
        {
            "approval_name": "@i18n@d937443c-686f-11f0-aa8c-b6e035aec42e",
            "approval_code": "F46EB460-9476-4789-9524-ECD564291234",
            "group_code": "work_group",
            "group_name": "@i18n@d937444f-686f-11f0-aa8c-b6e035aec42e",
            "external": {
                "create_link_pc": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc%2Fpages%2Fcreate-form%2Findex%3Fid%3D9999",
                "create_link_mobile": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages%2Fapproval-form%2Findex%3Fid%3D9999",
                "support_pc": true,
                "support_mobile": true,
                "support_batch_read": false,
                "action_callback_url":"http://feishu.cn/approval/openapi/operate",
                "action_callback_token":"sdjkljkx9lxxxxx",
                "action_callback_key":"gfdqedvsadxxxxx",
                "enable_mark_readed": false
            },
            "i18n_resources":[
             {
                "locale":"zh-CN",
                "is_default":true,
                 "texts":[
                     {
                     "key": "@i18n@d937443c-686f-11f0-aa8c-b6e035aec42e",
                     "value":"people"
                    },
                    {
                     "key": "@i18n@d937444f-686f-11f0-aa8c-b6e035aec42e",
                     "value":"hr"
                    }
                 ]
              }
            ],
            "viewers": [
                {
                    "viewer_type": "TENANT"
                }
            ],
            "managers":["96449fb3"]
        }
        """#

    /// F04: response.
    static let definitionResponse = #"""
        {
            "code": 0,
            "msg": "success",
            "data": {
                "approval_code": "C30381C8-7A5F-4717-A9CF-C233BF0202D4"
            }
        }
        """#

    /// F06: response.
    static let definitionGetResponse = #"""
        {
            "code": 0,
            "msg": "success",
            "data": {
                "approval_name": "@i18n@1",
                "approval_code": "permission_test",
                "group_code": "work_group",
                "group_name": "@i18n@2",
                "description": "@i18n@2",
                "external": {
                    "biz_name": "@i18n@3",
                    "biz_type": "permission",
                    "create_link_mobile": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/approval-form/index?id=9999",
                    "create_link_pc": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/create-form/index?id=9999",
                    "support_pc": true,
                    "support_mobile": true,
                    "support_batch_read": true,
                    "enable_mark_readed": true,
                    "enable_quick_operate": true,
                    "action_callback_url": "http://www.feishu.cn/approval/openapi/instanceOperate",
                    "action_callback_token": "sdjkljkx9lsadf110",
                    "action_callback_key": "gfdqedvsadfgfsd",
                    "allow_batch_operate": true,
                    "exclude_efficiency_statistics": true
                },
                "viewers": [
                    {
                        "viewer_type": "USER",
                        "viewer_user_id": "19a294c2",
                        "viewer_department_id": "od-ac9d697abfa990b715dcc33d58a62a9d"
                    }
                ],
                "i18n_resources": [
                    {
                        "locale": "zh-CN",
                        "texts": [
                            {
                                "key": "@i18n@1",
                                "value": "审批定义"
                            }
                        ],
                        "is_default": true
                    }
                ],
                "managers": [
                    "19a294c2"
                ]
            }
        }
        """#
}
