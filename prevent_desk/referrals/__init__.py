"""Referrals: from a phone call to a closed case."""
