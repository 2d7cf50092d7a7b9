"""Venue and speaker enquiries on the screen."""
