"""Papers and workbooks of logbook."""
