"""Records and rules of referrals; no Qt, no SQL."""
