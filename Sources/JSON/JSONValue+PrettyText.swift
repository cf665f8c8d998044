extension JSONValue {
    /// The value for people: one member or element a line, two spaces for each depth, no line break at the end.
    public var prettyText: String {
        var writer = JSONWriter()
        writer.copy(view, isIndented: true)
        return writer.string()
    }

    /// The value as compact JSON.
    public var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.string()
    }
}
