// Placeholder of the room Routing.
