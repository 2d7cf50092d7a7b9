"""Papers and workbooks of training."""
