"""Files made of actions."""
