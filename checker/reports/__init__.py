"""How a report is shown: one module a format, each a pure function from Report to text."""
