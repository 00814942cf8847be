"""Runs that show a mistake: made short, told, kept in files, and played again."""
