"""Workbooks sent to partners, and what comes back: records and rules."""
