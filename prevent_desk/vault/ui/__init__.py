"""Screens of the vault."""
