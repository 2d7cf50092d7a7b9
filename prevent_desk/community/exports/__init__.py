"""Papers and workbooks of community."""
