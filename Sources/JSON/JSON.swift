// Placeholder of the room JSON.
