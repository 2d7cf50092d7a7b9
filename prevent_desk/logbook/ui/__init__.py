"""Screens of logs."""
