// Placeholder of the room Relay.
