"""The window that may be shared: it is given a board and knows of nothing else."""
