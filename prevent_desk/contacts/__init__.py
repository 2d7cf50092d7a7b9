"""Contacts: organisations, people, the seats they fill, lists and agreements."""
