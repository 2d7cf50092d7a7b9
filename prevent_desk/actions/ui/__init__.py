"""Screens of actions."""
