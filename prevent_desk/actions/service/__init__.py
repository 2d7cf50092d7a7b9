"""Use cases of actions, over the encrypted store."""
