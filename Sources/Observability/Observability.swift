// Placeholder of the room Observability.
