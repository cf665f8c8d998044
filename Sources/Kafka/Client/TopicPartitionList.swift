import CRdKafka

/// Owns a librdkafka list of partitions.
@safe struct TopicPartitionList: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(capacity: Int) {
        // librdkafka aborts the process itself when it has no memory.
        unsafe pointer = rd_kafka_topic_partition_list_new(Int32(clamping: capacity))
    }

    init(_ partitions: some Collection<TopicPartition>) {
        self.init(capacity: partitions.count)
        for partition in partitions { add(partition) }
    }

    deinit {
        unsafe rd_kafka_topic_partition_list_destroy(pointer)
    }

    func add(_ partition: TopicPartition, offset: Int64? = nil, metadata: String? = nil) {
        guard
            let element = unsafe rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
        else { return }
        if let offset { unsafe element.pointee.offset = offset }
        if let metadata {
            // Freed with the list by librdkafka, hence its allocator.
            let bytes = Array(metadata.utf8)
            if let copy = unsafe rd_kafka_mem_malloc(nil, max(bytes.count, 1)) {
                unsafe copy.copyMemory(from: bytes, byteCount: bytes.count)
                unsafe element.pointee.metadata = copy
                unsafe element.pointee.metadata_size = bytes.count
            }
        }
    }

    var elements: [Element] { unsafe Self.read(pointer) }

    /// One element, copied out.
    struct Element {
        let partition: TopicPartition
        let offset: Int64
        let metadata: String?
        let error: KafkaError?
    }

    static func read(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> [Element] {
        guard let list = unsafe list else { return [] }
        let count = unsafe Int(list.pointee.cnt)
        return (0..<count).map { index in
            let element = unsafe list.pointee.elems[index]
            let partition = unsafe TopicPartition(topic: String(cString: element.topic), partition: element.partition)
            var metadata: String?
            if let bytes = unsafe element.metadata {
                let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: element.metadata_size)
                metadata = unsafe String(decoding: buffer, as: UTF8.self)
            }
            let error = unsafe element.err
            return unsafe Element(
                partition: partition, offset: element.offset, metadata: metadata,
                error: error == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(error, partition: partition))
        }
    }
}
