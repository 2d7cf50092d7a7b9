"""What can be done with logbook."""
