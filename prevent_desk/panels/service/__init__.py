"""Use cases of panels, over the encrypted store."""
