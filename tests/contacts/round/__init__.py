"""The yearly check."""
