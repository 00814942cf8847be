"""Constrained Horn clauses: what Spacer proves of systems whose sets of states are too large."""
