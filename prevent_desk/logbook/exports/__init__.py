"""Files made of logs."""
