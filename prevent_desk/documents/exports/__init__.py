"""Papers and workbooks of documents."""
