"""What is done to referrals: each act of the user one unit of work."""
