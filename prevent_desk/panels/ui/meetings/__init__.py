"""The meetings: planned, called, held."""
