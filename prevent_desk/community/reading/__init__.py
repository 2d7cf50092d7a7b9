"""Reads what others send about community, in a limited child."""
