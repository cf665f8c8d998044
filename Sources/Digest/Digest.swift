// Placeholder of the room Digest.
