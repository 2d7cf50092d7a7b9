"""What panels bring to the record of a referral."""
