"""Files made of panels."""
