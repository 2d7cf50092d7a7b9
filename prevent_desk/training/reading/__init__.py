"""Reads what others send about training, in a limited child."""
