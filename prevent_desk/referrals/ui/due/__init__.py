"""What is due of all referrals, as a view of its own."""
