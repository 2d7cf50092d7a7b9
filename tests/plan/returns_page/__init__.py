"""The Returns view, over real records and a real encrypted store."""
