"""The kit of every screen: theme, forms, jobs, messages; knows no feature."""
