"""Contacts out of files that came in."""
