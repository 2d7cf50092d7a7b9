"""Records and rules of training; pure."""
