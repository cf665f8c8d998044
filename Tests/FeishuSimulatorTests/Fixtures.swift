/// Requests and responses as Feishu's documentation and public measurements give them.
enum Fixtures {}
