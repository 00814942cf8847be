"""Runs shown to people and tools: what happened, what changed, and which row or decision says so."""
