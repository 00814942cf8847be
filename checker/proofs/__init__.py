"""Verdicts about every run of a definition."""
