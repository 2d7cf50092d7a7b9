"""Minutes: the draft as it will read, its approval and seal, what was recorded of it."""
