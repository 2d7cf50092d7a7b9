"""Records and rules of logbook; pure."""
