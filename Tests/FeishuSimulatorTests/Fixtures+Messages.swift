extension Fixtures {
    /// F14: common template request.
    static let messageRequest = #"""
        {
            "template_id":"1001",
            "user_id":"b85s39b",
            "uuid":"uuid",
            "approval_name":"@i18n@1",
            "title_user_id":"od-8ec33278bc2",
            "title_user_id_type": "user_id",
            "comment":"@i18n@2",
            "content":{
                "user_id":"b85s39b",
                   "user_id_type": "user_id",
                "department_id":"od-8ec33278bc2",
                "summaries":[
                    {
                        "summary":"@i18n@3"
                    }
                ]
            },
            "note":"@i18n@4",
            "actions":[
                {
                    "action_name":"DETAIL",
                    "url":" https://bytedance.com",
                    "android_url":"https://bytedance.com",
                    "ios_url":"https://bytedance.com",
                    "pc_url":"https://bytedance.com"
                }
            ],
            "action_configs": [
                {
                    "action_type": "APPROVE",
                    "is_need_reason": true,
                    "is_reason_required": true,
                    "is_need_attachment": true,
                    "next_status": "APPROVED"
                },
                {
                    "action_type": "REJECT",
                    "action_name": "@i18n@5",
                    "next_status": "REJECTED"
                }
            ],
            "action_callback": {
                "action_callback_url":"http://feish.cn/approval/openapi/operate",
                "action_callback_token":"sdjkljkx9lsadf110",
                "action_callback_key":"gfdqedvsadfgfsd",
                "action_context":"acasdasd"
            },
            "i18n_resources":[
                {
                    "locale":"en-US",
                    "is_default":true,
                    "texts":{
                        "@i18n@1":"Temporary release",
                        "@i18n@2":"Disapproval",
                        "@i18n@3":"Need to modify",
                        "@i18n@4":"From OA,please access through the internal network.",
                        "@i18n@5":"Cancel"
                    }
                }
            ]
        }
        """#

    /// F14: custom template 1021 request.
    static let customMessageRequest = #"""
        {
            "template_id":"1021",
            "user_id":"employeeId1",
            "uuid":"uuid",
            "custom_title":"@i18n@1",
            "custom_content":"@i18n@2",
            "note":"@i18n@3",
            "actions":[
                {
                    "action_name":"@i18n@4",
                    "url":" https://bytedance.com",
                    "android_url":"https://bytedance.com",
                    "ios_url":"https://bytedance.com",
                    "pc_url":"https://bytedance.com"
                }
            ],
            "i18n_resources":[
                {
                    "locale":"en-US",
                    "is_default":true,
                    "texts":{
                        "@i18n@1":"Custom template",
                        "@i18n@2":"Please help process my approval as soon as possible.",
                        "@i18n@3":"From OA,please access through the internal network.",
                        "@i18n@4":"DETAIL"
                    }
                }
            ]
        }
        """#

    /// F14: response.
    static let messageResponse = #"""
        {
            "code":0,
            "msg":"success",
            "data":{
                "message_id": "6968359519504171036"
            }
        }
        """#

    /// F14: tutorial request (template 1008).
    static let tutorialMessageRequest = #"""
        {
                "template_id": "1008",
                "user_id": "454dg7x4",
                "uuid": "uuiddemo1234",
                "approval_name": "@i18n@1",
                "title_user_id": "454dg7x4",
                "title_user_id_type": "user_id",
                "comment": "@i18n@2",
                "content": {
                        "user_id": "",
                        "user_id_type": "",
                        "department_id": "",
                        "summaries": [{
                                "summary": "@i18n@3"
                        }]
                },
                "note": "@i18n@4",
                "actions": [{
                        "action_name": "DETAIL",
                        "url": "https://www.examlpe.com",
                        "android_url": "https://www.examlpe.com",
                        "ios_url": "https://www.examlpe.com",
                        "pc_url": "https://www.examlpe.com"
                }],
                "action_configs": [{
                        "action_type": "APPROVE",
                        "is_need_reason": true,
                        "is_reason_required": true,
                        "is_need_attachment": true,
                        "next_status": "APPROVED"
                }, {
                        "action_type": "REJECT",
                        "action_name": "@i18n@5",
                        "next_status": "REJECTED"
                }],
                "action_callback": {
                        "action_callback_url": "https://www.examlpe.com",
                        "action_callback_token": "",
                        "action_callback_key": "",
                        "action_context": ""
                },
                "i18n_resources": [{
                        "locale": "en_us",
                        "is_default": true,
                        "texts": {
                                "@i18n@1": "Temporary release",
                                "@i18n@2": "Disapproval",
                                "@i18n@3": "Need to modify",
                                "@i18n@4": "From OA,please access through the internal network.",
                                "@i18n@5": "Cancel"
                        }
                }]
        }
        """#

    /// F14: live success [M].
    static let liveMessageResponse = #"""
        {"code":0,"data":{"message_id":"7690215892004654266"},"msg":"success"}
        """#

    /// F14: live failure, HTTP 200 [M] (android_url/ios_url left out).
    static let liveMessageFailure = #"""
        {"code":60001,"msg":"actionUrls incomplete error"}
        """#

    /// F15: CUSTOM request.
    static let customUpdateRequest = #"""
        {
            "message_id":"xxxx",
            "status":"CUSTOM",
            "status_name":"@i18n@1",
            "detail_action_name":"@i18n@2",
            "i18n_resources":[
                {
                  "locale": "zh-CN",
                  "texts" : {
                      "@i18n@1": "已废弃",
                      "@i18n@2": "已废弃按钮"
                    },
                  "is_default": true
                }
            ]
        }
        """#

    /// F15: tutorial request.
    static let tutorialUpdateRequest = #"""
        {"message_id":"7250020197497765889","status":"APPROVED"}
        """#

    /// F15: response.
    static let updateResponse = #"""
        {
            "code":0,
            "msg":"success",
            "data":{
                "message_id": "xxxx"
            }
        }
        """#

    /// F15: live failure, HTTP 200 [M] (status missing).
    static let liveUpdateFailure = #"""
        {"code":60001,"msg":"no Status error"}
        """#
}
