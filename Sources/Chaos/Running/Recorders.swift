import Kafka

/// What follows the topics of a step. Those that a fault may delete have readers of their own, made anew with the topic.
actor Recorders {
    private let address: String
    private let topics: RunTopics
    private let watch: OracleWatch
    private var lasting: TopicRecorder?
    private var mortal: [String: TopicRecorder] = [:]

    init(_ address: String, _ topics: RunTopics, _ watch: OracleWatch) {
        self.address = address
        self.topics = topics
        self.watch = watch
    }

    func start() throws {
        let mortals = [topics.replies, topics.deadLetters]
        lasting = try TopicRecorder(
            address, topics.recorded.filter { !mortals.contains($0) }, of: topics, into: watch)
        for topic in mortals { mortal[topic] = try TopicRecorder(address, [topic], of: topics, into: watch) }
    }

    /// Reads a topic to its end and lets it go.
    func finish(_ topic: String) async throws {
        try await mortal[topic]?.catchUp(topic, partitions: topics.partitions)
        await mortal.removeValue(forKey: topic)?.close()
    }

    /// Follows a topic that was made anew.
    func begin(_ topic: String) throws {
        mortal[topic] = try TopicRecorder(address, [topic], of: topics, into: watch)
    }

    func close() async {
        await lasting?.close()
        for recorder in mortal.values { await recorder.close() }
    }
}
