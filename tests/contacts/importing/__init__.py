"""Contacts from files of others, whole and broken."""
