"""Versions on screen: freezing one, comparing two, copying a plan into a new year."""
