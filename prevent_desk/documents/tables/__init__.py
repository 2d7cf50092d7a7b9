"""How documents is kept; private to its service."""
