"""Records and rules of panels; no Qt, no SQL, no clock."""
