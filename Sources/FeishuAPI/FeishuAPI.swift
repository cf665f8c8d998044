// Placeholder of the room FeishuAPI.
