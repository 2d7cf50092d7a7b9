"""Screens of panels."""
