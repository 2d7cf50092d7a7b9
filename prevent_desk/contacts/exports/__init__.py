"""Files made of contacts."""
