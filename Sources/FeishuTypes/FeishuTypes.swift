// Placeholder of the room FeishuTypes.
