"""Tests of the sightings hub."""
