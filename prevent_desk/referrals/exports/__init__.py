"""Referral records as papers and workbooks."""
