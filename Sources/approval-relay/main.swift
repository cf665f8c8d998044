print("approval-relay")
