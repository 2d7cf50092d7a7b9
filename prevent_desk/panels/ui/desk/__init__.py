"""The panel desk: agenda, live notes and room while a meeting runs."""
