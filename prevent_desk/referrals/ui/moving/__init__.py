"""Moving a referral on: which step, what it asks, what it still lacks."""
