// Placeholder of the room HTTPServer.
