"""Stepping through a run by hand: what is shown, what is read, what is saved."""
