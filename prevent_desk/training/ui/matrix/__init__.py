"""The tab of the matrix: department by course."""
