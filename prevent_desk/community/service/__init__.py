"""What can be done with community."""
