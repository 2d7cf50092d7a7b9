"""How community is kept; private to its service."""
