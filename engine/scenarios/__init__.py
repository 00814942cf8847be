"""Scenarios: told runs played in the interpreter, judged, and kept as JSON."""
