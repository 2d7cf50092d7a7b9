"""Files from outside, read within limits; knows no feature."""
