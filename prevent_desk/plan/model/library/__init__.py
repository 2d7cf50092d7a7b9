"""Criteria kept once, and what shows that they are met: the records and rules of both."""
