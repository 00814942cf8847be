"""The documented tables as judge of observed runs; it knows nothing of the interpreter."""
