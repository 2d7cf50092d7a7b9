"""The desk's own widgets, one subject a file; a screen imports only what it shows."""
