"""The screens of logbook."""
