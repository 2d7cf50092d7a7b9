"""The logbook: what every log is made of, and counts that say how sure they are."""
