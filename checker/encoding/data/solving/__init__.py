"""Conditions and formulas as terms of z3, with null and errors told apart as the interpreter tells them."""
