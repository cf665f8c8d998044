import CRdKafka

extension KafkaError {
    /// An error code: Kafka's protocol errors are positive, librdkafka's own are negative.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        public let rawValue: Int32

        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        init(_ error: rd_kafka_resp_err_t) {
            self.rawValue = error.rawValue
        }

        /// librdkafka's name without its prefix, such as `MSG_SIZE_TOO_LARGE` or `_QUEUE_FULL`.
        public var name: String {
            guard let name = unsafe rd_kafka_err2name(rd_kafka_resp_err_t(rawValue)) else { return "ERR_\(rawValue)" }
            return unsafe String(cString: name)
        }

        /// librdkafka's sentence for this code.
        var explanation: String {
            guard let text = unsafe rd_kafka_err2str(rd_kafka_resp_err_t(rawValue)) else { return "error \(rawValue)" }
            return unsafe String(cString: text)
        }

        public var description: String { name }
    }
}

extension KafkaError.Code {
    // librdkafka's own.
    public static let destroyed = Self(RD_KAFKA_RESP_ERR__DESTROY)
    public static let failed = Self(RD_KAFKA_RESP_ERR__FAIL)
    public static let transport = Self(RD_KAFKA_RESP_ERR__TRANSPORT)
    public static let systemResource = Self(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
    public static let resolve = Self(RD_KAFKA_RESP_ERR__RESOLVE)
    public static let messageTimedOut = Self(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    public static let endOfPartition = Self(RD_KAFKA_RESP_ERR__PARTITION_EOF)
    public static let unknownPartition = Self(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
    public static let unknownTopic = Self(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
    public static let allBrokersDown = Self(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    public static let invalidArgument = Self(RD_KAFKA_RESP_ERR__INVALID_ARG)
    public static let timedOut = Self(RD_KAFKA_RESP_ERR__TIMED_OUT)
    public static let queueFull = Self(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    public static let ssl = Self(RD_KAFKA_RESP_ERR__SSL)
    public static let waitingForCoordinator = Self(RD_KAFKA_RESP_ERR__WAIT_COORD)
    public static let unknownGroup = Self(RD_KAFKA_RESP_ERR__UNKNOWN_GROUP)
    public static let state = Self(RD_KAFKA_RESP_ERR__STATE)
    public static let authentication = Self(RD_KAFKA_RESP_ERR__AUTHENTICATION)
    public static let noOffset = Self(RD_KAFKA_RESP_ERR__NO_OFFSET)
    public static let timedOutInQueue = Self(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE)
    public static let unsupportedFeature = Self(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE)
    public static let retry = Self(RD_KAFKA_RESP_ERR__RETRY)
    public static let purgedFromQueue = Self(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
    public static let purgedInFlight = Self(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
    public static let fatal = Self(RD_KAFKA_RESP_ERR__FATAL)
    public static let maxPollExceeded = Self(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED)
    public static let fenced = Self(RD_KAFKA_RESP_ERR__FENCED)
    public static let assignmentLost = Self(RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST)
    public static let autoOffsetReset = Self(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)

    // A broker's.
    public static let unknown = Self(RD_KAFKA_RESP_ERR_UNKNOWN)
    public static let offsetOutOfRange = Self(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
    public static let unknownTopicOrPartition = Self(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    public static let leaderNotAvailable = Self(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE)
    public static let notLeaderForPartition = Self(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION)
    public static let requestTimedOut = Self(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT)
    public static let brokerNotAvailable = Self(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE)
    public static let messageSizeTooLarge = Self(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    public static let offsetMetadataTooLarge = Self(RD_KAFKA_RESP_ERR_OFFSET_METADATA_TOO_LARGE)
    public static let networkException = Self(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION)
    public static let coordinatorLoading = Self(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
    public static let coordinatorNotAvailable = Self(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE)
    public static let notCoordinator = Self(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
    public static let invalidTopic = Self(RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION)
    public static let recordListTooLarge = Self(RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE)
    public static let notEnoughReplicas = Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS)
    public static let notEnoughReplicasAfterAppend = Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND)
    public static let illegalGeneration = Self(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
    public static let unknownMember = Self(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
    public static let rebalanceInProgress = Self(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
    public static let topicAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    public static let groupAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
    public static let clusterAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
    public static let unsupportedVersion = Self(RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION)
    public static let topicAlreadyExists = Self(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
    public static let invalidPartitions = Self(RD_KAFKA_RESP_ERR_INVALID_PARTITIONS)
    public static let invalidReplicationFactor = Self(RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR)
    public static let invalidConfig = Self(RD_KAFKA_RESP_ERR_INVALID_CONFIG)
    public static let notController = Self(RD_KAFKA_RESP_ERR_NOT_CONTROLLER)
    public static let policyViolation = Self(RD_KAFKA_RESP_ERR_POLICY_VIOLATION)
    public static let storage = Self(RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR)
    public static let saslAuthenticationFailed = Self(RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED)
    public static let fencedInstance = Self(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
    public static let throttlingQuotaExceeded = Self(RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED)

    /// Codes that pass by themselves, for errors that arrive without librdkafka's own verdict.
    var isUsuallyRetriable: Bool { Self.passing.contains(self) }

    private static let passing: Set<Self> = [
        .transport, .resolve, .messageTimedOut, .allBrokersDown, .timedOut, .queueFull, .waitingForCoordinator,
        .timedOutInQueue, .retry, .unknownTopicOrPartition, .leaderNotAvailable, .notLeaderForPartition,
        .requestTimedOut, .brokerNotAvailable, .networkException, .coordinatorLoading, .coordinatorNotAvailable,
        .notCoordinator, .notEnoughReplicas, .notEnoughReplicasAfterAppend, .rebalanceInProgress, .notController,
        .storage, .throttlingQuotaExceeded,
    ]
}
