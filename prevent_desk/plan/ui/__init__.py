"""Screens of the delivery plan."""
