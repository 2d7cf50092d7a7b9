"""Records and rules of documents; pure."""
