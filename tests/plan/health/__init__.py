"""Plan health: its rules, its service over a real store, its screens."""
