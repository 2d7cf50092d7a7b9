"""Seats and who is asked to a panel."""
