"""Attendance and figures of panels."""
