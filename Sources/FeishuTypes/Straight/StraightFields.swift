import JSON

/// The members of an instance and its parts that ``StraightInstance`` knows, in the order in which they are written.
///
/// Whatever else a body may have is not here, and so is left to ``InstanceSync``.
enum StraightFields {
    enum Instance {
        static let approvalCode = StraightField(0, #""approval_code":"#)
        static let instanceID = StraightField(1, #""instance_id":"#)
        static let status = StraightField(2, #""status":"#)
        static let extra = StraightField(3, #""extra":"#)
        static let links = StraightField(4, #""links":"#)
        static let title = StraightField(5, #""title":"#)
        static let form = StraightField(6, #""form":"#)
        static let userID = StraightField(7, #""user_id":"#)
        static let openID = StraightField(8, #""open_id":"#)
        static let userName = StraightField(9, #""user_name":"#)
        static let departmentID = StraightField(10, #""department_id":"#)
        static let departmentName = StraightField(11, #""department_name":"#)
        static let startTime = StraightField(12, #""start_time":"#)
        static let endTime = StraightField(13, #""end_time":"#)
        static let updateTime = StraightField(14, #""update_time":"#)
        static let displayMethod = StraightField(15, #""display_method":"#)
        static let updateMode = StraightField(16, #""update_mode":"#)
        static let tasks = StraightField(17, #""task_list":"#)
        static let cc = StraightField(18, #""cc_list":"#)

        static let table = StraightFields.table([
            approvalCode, instanceID, status, extra, links, title, form, userID, openID, userName, departmentID,
            departmentName, startTime, endTime, updateTime, displayMethod, updateMode, tasks, cc,
        ])
    }

    enum Task {
        static let taskID = StraightField(0, #""task_id":"#)
        static let userID = StraightField(1, #""user_id":"#)
        static let openID = StraightField(2, #""open_id":"#)
        static let title = StraightField(3, #""title":"#)
        static let links = StraightField(4, #""links":"#)
        static let status = StraightField(5, #""status":"#)
        static let extra = StraightField(6, #""extra":"#)
        static let createTime = StraightField(7, #""create_time":"#)
        static let endTime = StraightField(8, #""end_time":"#)
        static let updateTime = StraightField(9, #""update_time":"#)
        static let actionContext = StraightField(10, #""action_context":"#)
        static let displayMethod = StraightField(11, #""display_method":"#)
        static let excludeStatistics = StraightField(12, #""exclude_statistics":"#)
        static let nodeID = StraightField(13, #""node_id":"#)
        static let nodeName = StraightField(14, #""node_name":"#)
        static let generateType = StraightField(15, #""generate_type":"#)

        static let table = StraightFields.table([
            taskID, userID, openID, title, links, status, extra, createTime, endTime, updateTime, actionContext,
            displayMethod, excludeStatistics, nodeID, nodeName, generateType,
        ])
    }

    enum CC {
        static let ccID = StraightField(0, #""cc_id":"#)
        static let userID = StraightField(1, #""user_id":"#)
        static let openID = StraightField(2, #""open_id":"#)
        static let links = StraightField(3, #""links":"#)
        static let readStatus = StraightField(4, #""read_status":"#)
        static let extra = StraightField(5, #""extra":"#)
        static let title = StraightField(6, #""title":"#)
        static let createTime = StraightField(7, #""create_time":"#)
        static let updateTime = StraightField(8, #""update_time":"#)
        static let displayMethod = StraightField(9, #""display_method":"#)

        static let table = StraightFields.table([
            ccID, userID, openID, links, readStatus, extra, title, createTime, updateTime, displayMethod,
        ])
    }

    enum Links {
        static let pcLink = StraightField(0, #""pc_link":"#)
        static let mobileLink = StraightField(1, #""mobile_link":"#)

        static let table = StraightFields.table([pcLink, mobileLink])
    }

    enum Form {
        static let name = StraightField(0, #""name":"#)
        static let value = StraightField(1, #""value":"#)

        static let table = StraightFields.table([name, value])
    }

    private static func table(_ fields: [StraightField]) -> JSONKeyTable {
        JSONKeyTable(fields.map(\.name))
    }
}
