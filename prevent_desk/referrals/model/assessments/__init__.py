"""Assessments: what they say, how two of them differ, and what answers what they found."""
