// Placeholder of the room Arguments.
