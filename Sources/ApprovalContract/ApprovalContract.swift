// Placeholder of the room ApprovalContract.
