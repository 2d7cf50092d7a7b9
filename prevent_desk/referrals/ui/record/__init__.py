"""The record in the middle: head, clocks, tabs."""
