"""Families of orchestrations of any size, and the same behaviour in the languages of other provers."""
