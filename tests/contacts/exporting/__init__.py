"""Contacts as files, read back by other programs."""
