"""Records and rules of contacts; no Qt, no SQL, no clock."""
