// Placeholder of the room HTTPTransport.
