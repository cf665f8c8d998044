/// What all processes of a group must agree on to share a quota.
public enum QuotaTerms {
    /// A process reports this often while it calls.
    public static let reportEach = Duration.seconds(1)
    /// No call starts unless a report that was sent less than this ago is in Kafka. So a process that dies has made no call later than
    /// this after the last report that others have of it.
    public static let reportHolds = Duration.seconds(5)
    /// For so long after it was asked for, a loan may be used.
    public static let loan = Duration.seconds(1)
    /// Who is asked for a loan answers no later than this, and no more often.
    public static let answerEach = Duration.milliseconds(250)
    /// Processes whose reports are kept, at most; beyond it the one that has been silent longest is forgotten. Of one group about as many
    /// live as a topic has partitions, and the dead are deleted.
    public static let maximumProcesses = 10_000
    /// A report that is older than this says nothing any more of the last minute.
    public static let memory = Duration.seconds(70)
}
