"""Contacts taken in from a file: columns, preview, choice."""
