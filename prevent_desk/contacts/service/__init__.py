"""Use cases of contacts, over the encrypted store."""
