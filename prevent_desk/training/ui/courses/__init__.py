"""The tab of courses, and of who needs them."""
