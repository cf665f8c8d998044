/// Feishu's documented and observed bodies, word for word.
enum Fixtures {
    static let definition = #"""
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
            "action_callback_url": "http://feishu.cn/approval/openapi/operate",
            "action_callback_token": "sdjkljkx9lxxxxx",
            "action_callback_key": "gfdqedvsadxxxxx",
            "enable_mark_readed": false
          },
          "i18n_resources": [
            {
              "locale": "zh-CN",
              "is_default": true,
              "texts": [
                {
                  "key": "@i18n@d937443c-686f-11f0-aa8c-b6e035aec42e",
                  "value": "people"
                },
                {
                  "key": "@i18n@d937444f-686f-11f0-aa8c-b6e035aec42e",
                  "value": "hr"
                }
              ]
            }
          ],
          "viewers": [
            {
              "viewer_type": "TENANT"
            }
          ],
          "managers": [
            "96449fb3"
          ]
        }
        """#

    static let definitionAnswer = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "approval_code": "C30381C8-7A5F-4717-A9CF-C233BF0202D4"
          }
        }
        """#

    static let definitionGet = #"""
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

    static let instance = #"""
        {
          "approval_code": "81D31358-93AF-92D6-7425-01A5D67C4E71",
          "status": "PENDING",
          "extra": "{\"xxx\":\"xxx\",\"business_key\":\"xxx\"}",
          "instance_id": "24492654",
          "links": {
            "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
            "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
          },
          "title": "@i18n@1",
          "form": [
            {
              "name": "@i18n@2",
              "value": "@i18n@3"
            }
          ],
          "user_id": "a987sf9s",
          "user_name": "@i18n@9",
          "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
          "department_id": "od-8ec33278bc2",
          "department_name": "@i18n@10",
          "start_time": "1556468012678",
          "end_time": "1556468012678",
          "update_time": "1556468012678",
          "display_method": "BROWSER",
          "update_mode": "UPDATE",
          "task_list": [
            {
              "task_id": "112534",
              "user_id": "a987sf9s",
              "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
              "title": "@i18n@4",
              "links": {
                "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
              },
              "status": "PENDING",
              "extra": "{\"xxx\":\"xxx\",\"complete_reason\":\"approved\"}",
              "create_time": "1556468012678",
              "end_time": "1556468012678",
              "update_time": "1556468012678",
              "action_context": "123456",
              "action_configs": [
                {
                  "action_type": "APPROVE",
                  "action_name": "@i18n@5",
                  "is_need_reason": false,
                  "is_reason_required": false,
                  "is_need_attachment": false
                }
              ],
              "display_method": "BROWSER",
              "exclude_statistics": false,
              "node_id": "node",
              "node_name": "i18n@name",
              "generate_type": "EXTERNAL_CONSIGN"
            }
          ],
          "cc_list": [
            {
              "cc_id": "123456",
              "user_id": "12345",
              "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
              "links": {
                "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
              },
              "read_status": "READ",
              "extra": "{\"xxx\":\"xxx\"}",
              "title": "xxx",
              "create_time": "1556468012678",
              "update_time": "1556468012678",
              "display_method": "BROWSER"
            }
          ],
          "i18n_resources": [
            {
              "locale": "zh-CN",
              "texts": [
                {
                  "key": "@i18n@1",
                  "value": "people"
                }
              ],
              "is_default": true
            }
          ],
          "trusteeship_url_token": "788981c886b1c28ac29d1e68efd60683d6d90dfce80938ee9453e2a5f3e9e306",
          "trusteeship_user_id_type": "user_id",
          "trusteeship_urls": {
            "form_detail_url": "https://#{your_domain}/api/form_detail",
            "action_definition_url": "https://#{your_domain}/api/action_definition",
            "approval_node_url": "https://#{your_domain}/api/approval_node",
            "action_callback_url": "https://#{your_domain}/api/action_callback",
            "pull_business_data_url": "https://#{your_domain}/api/pull_business_data"
          },
          "trusteeship_cache_config": {
            "form_policy": "DISABLE",
            "form_vary_with_locale": false,
            "form_version": "1"
          },
          "resource_region": "cn"
        }
        """#

    static let instanceEcho = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "data": {
              "approval_code": "81D31358-93AF-92D6-7425-01A5D67C4E71",
              "status": "PENDING",
              "extra": "{\"xxx\":\"xxx\",\"business_key\":\"xxx\"}",
              "instance_id": "24492654",
              "links": {
                "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
              },
              "title": "@i18n@1",
              "form": [
                {
                  "name": "@i18n@2",
                  "value": "@i18n@3"
                }
              ],
              "user_id": "a987sf9s",
              "user_name": "@i18n@9",
              "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
              "department_id": "od-8ec33278bc2",
              "department_name": "@i18n@10",
              "start_time": "1556468012678",
              "end_time": "1556468012678",
              "update_time": "1556468012678",
              "display_method": "BROWSER",
              "update_mode": "UPDATE",
              "task_list": [
                {
                  "task_id": "112534",
                  "user_id": "a987sf9s",
                  "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
                  "title": "i18n1",
                  "links": {
                    "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                    "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
                  },
                  "status": "PENDING",
                  "extra": "{\"xxx\":\"xxx\",\"complete_reason\":\"approved\"}",
                  "create_time": "1556468012678",
                  "end_time": "1556468012678",
                  "update_time": "1556468012678",
                  "action_context": "123456",
                  "action_configs": [
                    {
                      "action_type": "APPROVE",
                      "action_name": "@i18n@5",
                      "is_need_reason": false,
                      "is_reason_required": false,
                      "is_need_attachment": false
                    }
                  ],
                  "display_method": "BROWSER",
                  "exclude_statistics": false,
                  "node_id": "node",
                  "node_name": "i18n@name",
                  "generate_type": "EXTERNAL_CONSIGN"
                }
              ],
              "cc_list": [
                {
                  "cc_id": "123456",
                  "user_id": "12345",
                  "open_id": "ou_be73cbc0ee35eb6ca54e9e7cc14998c1",
                  "links": {
                    "pc_link": "https://applink.feishu.cn/client/mini_program/open?mode=appCenter&appId=cli_9c90fc38e07a9101&path=pc/pages/detail?id=1234",
                    "mobile_link": "https://applink.feishu.cn/client/mini_program/open?appId=cli_9c90fc38e07a9101&path=pages/detail?id=1234"
                  },
                  "read_status": "READ",
                  "extra": "{\"xxx\":\"xxx\"}",
                  "title": "xxx",
                  "create_time": "1556468012678",
                  "update_time": "1556468012678",
                  "display_method": "BROWSER"
                }
              ],
              "i18n_resources": [
                {
                  "locale": "zh-CN",
                  "texts": [
                    {
                      "key": "@i18n@1",
                      "value": "people"
                    }
                  ],
                  "is_default": true
                }
              ],
              "trusteeship_url_token": "788981c886b1c28ac29d1e68efd60683d6d90dfce80938ee9453e2a5f3e9e306",
              "trusteeship_user_id_type": "user_id",
              "trusteeship_urls": {
                "form_detail_url": "https://#{your_domain}/api/form_detail",
                "action_definition_url": "https://#{your_domain}/api/action_definition",
                "approval_node_url": "https://#{your_domain}/api/approval_node",
                "action_callback_url": "https://#{your_domain}/api/action_callback",
                "pull_business_data_url": "https://#{your_domain}/api/pull_business_data"
              },
              "trusteeship_cache_config": {
                "form_policy": "DISABLE",
                "form_vary_with_locale": false,
                "form_version": "1"
              },
              "resource_region": "cn"
            }
          }
        }
        """#

    static let check = #"""
        {
          "instances": [
            {
              "instance_id": "1234234234242423",
              "update_time": "1591603040000",
              "tasks": [
                {
                  "task_id": "112253",
                  "update_time": "1591603040000"
                }
              ]
            }
          ]
        }
        """#

    static let checkAnswer = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "diff_instances": [
              {
                "instance_id": "1234234234242423",
                "update_time": "1591603040000",
                "tasks": [
                  {
                    "task_id": "112253",
                    "update_time": "1591603040000"
                  }
                ]
              }
            ]
          }
        }
        """#

    static let checkAnswerInStep = #"""
        {
          "code": 0,
          "data": {
            "diff_instances": []
          },
          "msg": "success"
        }
        """#

    static let checkAnswerUnknown = #"""
        {
          "code": 0,
          "data": {
            "diff_instances": [
              {
                "instance_id": "B9414177-4ED4-4A05-A634-3E95F534E863-xxxxx",
                "tasks": [],
                "update_time": "0"
              }
            ]
          },
          "msg": "success"
        }
        """#

    static let checkInternational = #"""
        {
          "instances": [
            {
              "instance_id": "3162634145",
              "update_time": "1657093395000",
              "tasks": [
                {
                  "task_id": "112253",
                  "update_time": "1638468921000"
                }
              ]
            }
          ]
        }
        """#

    static let tasksByInstance = #"""
        {
          "instance_ids": [
            "oa_159160304"
          ]
        }
        """#

    static let tasksByUser = #"""
        {
          "approval_codes": [
            "B7B65FFE-C2GC-452F-9F0F-9AA8352363D6"
          ],
          "user_ids": [
            "112321"
          ],
          "status": "PENDING"
        }
        """#

    static let tasksByStatus = #"""
        {
          "approval_codes": [
            "E78F1022-A166-447C-8320-E151DA90D70F"
          ],
          "status": "PENDING"
        }
        """#

    static let tasksAnswer = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "data": [
              {
                "instance_id": "29075",
                "approval_id": "fwwweffff33111133xxx",
                "approval_code": "B7B65FFE-C2GC-452F-9F0F-9AA8352363D6",
                "status": "PENDING",
                "update_time": "1621863215000",
                "tasks": [
                  {
                    "id": "310",
                    "status": "PENDING",
                    "update_time": "1621863215000"
                  }
                ]
              }
            ],
            "page_token": "nF1ZXJ5VGhlbkZldGNoCgAAAAAA6PZwFmUzSldvTC1yU",
            "has_more": false
          }
        }
        """#

    static let message = #"""
        {
          "template_id": "1001",
          "user_id": "b85s39b",
          "uuid": "uuid",
          "approval_name": "@i18n@1",
          "title_user_id": "od-8ec33278bc2",
          "title_user_id_type": "user_id",
          "comment": "@i18n@2",
          "content": {
            "user_id": "b85s39b",
            "user_id_type": "user_id",
            "department_id": "od-8ec33278bc2",
            "summaries": [
              {
                "summary": "@i18n@3"
              }
            ]
          },
          "note": "@i18n@4",
          "actions": [
            {
              "action_name": "DETAIL",
              "url": " https://bytedance.com",
              "android_url": "https://bytedance.com",
              "ios_url": "https://bytedance.com",
              "pc_url": "https://bytedance.com"
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
            "action_callback_url": "http://feish.cn/approval/openapi/operate",
            "action_callback_token": "sdjkljkx9lsadf110",
            "action_callback_key": "gfdqedvsadfgfsd",
            "action_context": "acasdasd"
          },
          "i18n_resources": [
            {
              "locale": "en-US",
              "is_default": true,
              "texts": {
                "@i18n@1": "Temporary release",
                "@i18n@2": "Disapproval",
                "@i18n@3": "Need to modify",
                "@i18n@4": "From OA,please access through the internal network.",
                "@i18n@5": "Cancel"
              }
            }
          ]
        }
        """#

    static let customMessage = #"""
        {
          "template_id": "1021",
          "user_id": "employeeId1",
          "uuid": "uuid",
          "custom_title": "@i18n@1",
          "custom_content": "@i18n@2",
          "note": "@i18n@3",
          "actions": [
            {
              "action_name": "@i18n@4",
              "url": " https://bytedance.com",
              "android_url": "https://bytedance.com",
              "ios_url": "https://bytedance.com",
              "pc_url": "https://bytedance.com"
            }
          ],
          "i18n_resources": [
            {
              "locale": "en-US",
              "is_default": true,
              "texts": {
                "@i18n@1": "Custom template",
                "@i18n@2": "Please help process my approval as soon as possible.",
                "@i18n@3": "From OA,please access through the internal network.",
                "@i18n@4": "DETAIL"
              }
            }
          ]
        }
        """#

    static let messageAnswer = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "message_id": "6968359519504171036"
          }
        }
        """#

    static let tutorialMessage = #"""
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
            "summaries": [
              {
                "summary": "@i18n@3"
              }
            ]
          },
          "note": "@i18n@4",
          "actions": [
            {
              "action_name": "DETAIL",
              "url": "https://www.examlpe.com",
              "android_url": "https://www.examlpe.com",
              "ios_url": "https://www.examlpe.com",
              "pc_url": "https://www.examlpe.com"
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
            "action_callback_url": "https://www.examlpe.com",
            "action_callback_token": "",
            "action_callback_key": "",
            "action_context": ""
          },
          "i18n_resources": [
            {
              "locale": "en_us",
              "is_default": true,
              "texts": {
                "@i18n@1": "Temporary release",
                "@i18n@2": "Disapproval",
                "@i18n@3": "Need to modify",
                "@i18n@4": "From OA,please access through the internal network.",
                "@i18n@5": "Cancel"
              }
            }
          ]
        }
        """#

    static let liveMessageAnswer = #"""
        {
          "code": 0,
          "data": {
            "message_id": "7690215892004654266"
          },
          "msg": "success"
        }
        """#

    static let customUpdate = #"""
        {
          "message_id": "xxxx",
          "status": "CUSTOM",
          "status_name": "@i18n@1",
          "detail_action_name": "@i18n@2",
          "i18n_resources": [
            {
              "locale": "zh-CN",
              "texts": {
                "@i18n@1": "已废弃",
                "@i18n@2": "已废弃按钮"
              },
              "is_default": true
            }
          ]
        }
        """#

    static let tutorialUpdate = #"""
        {
          "message_id": "7250020197497765889",
          "status": "APPROVED"
        }
        """#

    static let updateAnswer = #"""
        {
          "code": 0,
          "msg": "success",
          "data": {
            "message_id": "xxxx"
          }
        }
        """#
}
