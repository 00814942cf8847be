"""Certificates of what was proved: the fixpoints, put down so that they can be checked without the prover."""
