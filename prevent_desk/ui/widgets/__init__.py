"""The desk's own widgets, one subject a file; import each from its file, so that a screen loads what it shows."""
