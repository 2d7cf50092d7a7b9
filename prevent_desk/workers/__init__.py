"""Work done in a child process that can be ended at any moment."""
