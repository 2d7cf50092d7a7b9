"""The intake: a referral written down while the caller talks."""
