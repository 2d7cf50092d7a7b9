"""Screens of the sightings hub."""
