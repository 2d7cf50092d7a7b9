"""Small values that every room shares; no Qt, no database."""
