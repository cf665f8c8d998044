// Placeholder of the room FeishuSimulator.
