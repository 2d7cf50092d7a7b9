"""Logs over the encrypted store."""
