"""The files around a definition: which to check, how to read them, and the flows they call."""
