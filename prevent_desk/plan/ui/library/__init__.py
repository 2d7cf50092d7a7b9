"""The criteria library and evidence on the screen."""
