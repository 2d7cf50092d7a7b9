"""Word documents, made in memory and without a trace of who made them on what machine."""
