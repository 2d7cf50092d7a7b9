"""Prevent Desk: the working desk of a council's Prevent coordinator."""

__version__ = "0.1.0"
