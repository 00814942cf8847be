"""Petri nets and plain state graphs as transition systems: outside cases for the prover."""
