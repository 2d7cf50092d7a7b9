"""Sharing agreements: asked, signed, reviewed."""
