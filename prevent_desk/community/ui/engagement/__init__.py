"""Engagement on the screen: the log, its form, what comes again."""
