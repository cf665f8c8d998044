extension MetricsRegistry {
    /// The standard metrics of the process: memory, processor time, threads, file descriptors, start time.
    public func registerProcess() throws(MetricsError) {
        try collected("process_cpu_seconds_total", .counter, help: "User and system processor time spent, in seconds.")
        {
            ProcessStatistics.current().map { [MetricSample([], $0.cpuSeconds)] } ?? []
        }
        try gauge("process_resident_memory_bytes", help: "Resident memory, in bytes.") {
            ProcessStatistics.current()?.residentBytes
        }
        try gauge("process_virtual_memory_bytes", help: "Virtual memory, in bytes.") {
            ProcessStatistics.current()?.virtualBytes
        }
        try gauge("process_threads", help: "Threads of the operating system in this process.") {
            ProcessStatistics.current()?.threads
        }
        try gauge("process_start_time_seconds", help: "When the process started, in seconds since 1970.") {
            ProcessStatistics.current()?.startTime
        }
        try gauge("process_open_fds", help: "Open file descriptors.") { ProcessStatistics.openFileDescriptors() }
        try gauge("process_max_fds", help: "File descriptors that may be open at once.") {
            ProcessStatistics.maximumFileDescriptors()
        }
    }

    /// A gauge of 1 whose labels say which build this is; by custom `…_build_info`.
    public func registerBuild(_ name: String, _ facts: KeyValuePairs<String, String>) throws(MetricsError) {
        try gauge(name, help: "The build that is running; always 1.", labels: facts).set(1)
    }
}
