"""Records and rules of actions; no Qt, no SQL, no clock."""
