"""Merging and taking apart."""
