"""Files to take out: workbooks, PDF, charts; knows no feature."""
