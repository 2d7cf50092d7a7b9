"""Rules and records of referrals; no Qt, no SQL, no clock."""
