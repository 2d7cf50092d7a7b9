"""People: the list, the person beside it, new ones, merging."""
