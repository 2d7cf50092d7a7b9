"""Dialogs of working like a spreadsheet: paste, find and replace, saved views, print."""
