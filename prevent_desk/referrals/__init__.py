"""Referrals: concerns about people at risk, from a phone call to a closed case."""
