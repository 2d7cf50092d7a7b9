"""The tab with a referral's line of time, and the line for a new entry."""
