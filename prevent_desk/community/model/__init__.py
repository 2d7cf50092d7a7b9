"""Records and rules of community; pure."""
