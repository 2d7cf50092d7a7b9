"""Records and rules of a log; no Qt, no SQL."""
