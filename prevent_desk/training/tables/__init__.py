"""How training is kept; private to its service."""
