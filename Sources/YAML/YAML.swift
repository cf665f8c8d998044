// Placeholder of the room YAML.
