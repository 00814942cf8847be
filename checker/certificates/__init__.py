"""Certificates: proofs as plain data, and a checker of its own that knows nothing of how they were found."""
