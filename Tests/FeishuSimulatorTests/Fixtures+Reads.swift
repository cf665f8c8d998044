extension Fixtures {
    /// F12: request.
    static let checkRequest = #"""
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

    /// F12: response, difference found.
    static let checkDifference = #"""
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

    /// F12: response, all in sync (FAQ; also [M]).
    static let checkInSync = #"""
        {
          "code": 0,
          "data": {
            "diff_instances": []
          },
          "msg": "success"
        }
        """#

    /// F12: response, instance unknown (FAQ).
    static let checkUnknown = #"""
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

    /// F12: request, international tutorial (open.larksuite.com).
    static let checkTutorialRequest = #"""
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

    /// F13: body (a) by instance_ids.
    static let tasksByInstance = #"""
        {
            "instance_ids": ["oa_159160304"]
        }
        """#

    /// F13: body (b) by user_ids.
    static let tasksByUser = #"""
        {
            "approval_codes": ["B7B65FFE-C2GC-452F-9F0F-9AA8352363D6"],
            "user_ids": ["112321"],
            "status": "PENDING"
        }
        """#

    /// F13: body (c) by status.
    static let tasksByStatus = #"""
        {
            "approval_codes": [
                "E78F1022-A166-447C-8320-E151DA90D70F"
            ],
            "status": "PENDING"
        }
        """#

    /// F13: response.
    static let tasksResponse = #"""
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
}
