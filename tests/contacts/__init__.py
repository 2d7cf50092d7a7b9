"""Contacts: organisations, people, seats, the yearly check, merging."""
