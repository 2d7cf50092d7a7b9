"""Contacts taken out as files: all of them, or those of a list."""
