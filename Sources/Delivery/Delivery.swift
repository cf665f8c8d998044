// Placeholder of the room Delivery.
