import CRdKafka
import Glibc

extension KafkaProperties {
    /// Tries each property on a librdkafka configuration of its own. Starts nothing.
    ///
    /// Contradictions between properties (a session timeout above the poll interval, say) are found only when a client
    /// is made from them.
    ///
    /// - Throws: the first property that librdkafka refuses: its name, the value (unless it is a secret), what
    ///   librdkafka said, and for an unknown name the nearest known one.
    public func validate() throws(KafkaError) {
        unsafe rd_kafka_conf_destroy(try makeConfiguration())
    }

    /// A configuration object with every property set. The caller owns it.
    func makeConfiguration() throws(KafkaError) -> OpaquePointer {
        guard let configuration = unsafe rd_kafka_conf_new() else {
            throw KafkaError(.systemResource, "no memory for a librdkafka configuration")
        }
        for property in entries {
            if let error = unsafe Self.set(property, on: configuration) {
                unsafe rd_kafka_conf_destroy(configuration)
                throw error
            }
        }
        return unsafe configuration
    }

    private static func set(_ property: Property, on configuration: OpaquePointer) -> KafkaError? {
        guard !property.name.utf8.contains(0), !property.value.utf8.contains(0) else {
            return KafkaError(
                .invalidArgument, "Kafka property \(property.name.debugDescription) contains a NUL character",
                property: property.name)
        }
        return KafkaError.withCString(capacity: 512) { (buffer, capacity) -> KafkaError? in
            let result = unsafe rd_kafka_conf_set(configuration, property.name, property.value, buffer, capacity)
            if result == RD_KAFKA_CONF_OK { return nil }
            let said = unsafe String(cString: buffer)
            return refusal(of: property, isUnknown: result == RD_KAFKA_CONF_UNKNOWN, said: said)
        }
    }

    private static func refusal(of property: Property, isUnknown: Bool, said: String) -> KafkaError {
        var message: String
        if isUnknown {
            message = "librdkafka \(LibraryVersion.text) knows no property \"\(property.name)\""
            if let nearest = NearestName.of(property.name, among: knownNames) {
                message += "; did you mean \"\(nearest)\"?"
            }
        } else if isSecret(property.name) {
            // librdkafka's sentence may repeat the value.
            message = "the (hidden) value of Kafka property \"\(property.name)\" is refused"
        } else {
            message = "Kafka property \"\(property.name)\" can't be \"\(property.value)\": \(said)"
        }
        return KafkaError(.invalidArgument, message, property: property.name)
    }

    /// The names that this librdkafka knows, client and topic properties and aliases.
    ///
    /// From the table that librdkafka prints for its documentation: a dump of a configuration leaves out what is unset.
    static var knownNames: [String] {
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        guard let stream = unsafe open_memstream(&text, &size) else { return [] }
        unsafe rd_kafka_conf_properties_show(stream)
        unsafe fclose(stream)
        guard let text = unsafe text else { return [] }
        defer { unsafe free(text) }
        return unsafe String(cString: text).split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "|")
            guard columns.count > 2, let name = columns[0].split(separator: " ").first,
                name.contains(where: \.isLetter), name != "Property"
            else { return nil }
            return String(name)
        }
    }
}
