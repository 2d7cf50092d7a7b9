"""Documents: strategy, policy, assessments, terms of reference, with their versions."""
