"""Papers and workbooks of reports."""
