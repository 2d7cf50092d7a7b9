"""Information-sharing agreements: the list, who signed, the paper, how each agency stands."""
