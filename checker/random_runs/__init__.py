"""Random runs with errors in them, held against the documented tables and the author's own properties."""
