"""Records and rules of reports; pure."""
