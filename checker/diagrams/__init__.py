"""Sets of valuations of finite variables, as decision diagrams."""
