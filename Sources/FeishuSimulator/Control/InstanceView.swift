/// An instance as the approval centre shows it.
public struct InstanceView: Sendable, Hashable {
    public struct Task: Sendable, Hashable {
        public var id: String
        public var userID: String?
        public var openID: String?
        public var status: String
        public var title: String?
        public var nodeID: String?
        public var nodeName: String?
        public var actionContext: String?
        public var actions: [String]
        public var createTime: Int64
        public var endTime: Int64
        public var updateTime: Int64
        /// Why nobody sees it: `id_collision`, `no_approver`, `done`, `instance_hidden`; nil if the approver does.
        public var hiddenBecause: String?
        /// Whether it stands in the approver's to-do list.
        public var isToDo: Bool { hiddenBecause == nil && status == "PENDING" }
    }

    public struct CC: Sendable, Hashable {
        public var id: String
        public var userID: String?
        public var openID: String?
        public var title: String?
        public var readStatus: String
        public var updateTime: Int64
        /// Why nobody sees it: `id_collision`, `no_recipient`, `instance_hidden`.
        public var hiddenBecause: String?
    }

    public struct FormField: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    public var id: String
    public var app: String
    public var tenant: String
    public var approvalCode: String
    public var definitionName: String
    public var status: String
    /// The title, else the definition's name.
    public var title: String
    public var userID: String?
    public var openID: String?
    public var userName: String?
    public var departmentID: String?
    public var departmentName: String?
    public var form: [FormField]
    public var pcLink: String?
    public var mobileLink: String?
    public var startTime: Int64
    public var endTime: Int64
    public var updateTime: Int64
    /// Given away by the clean-up recipe.
    public var isOwnedByNobody: Bool
    public var tasks: [Task]
    public var cc: [CC]

    public func task(_ id: String) -> Task? { tasks.first { $0.id == id } }
}
