"""Tests of the kit of logs."""
