"""The documented tables as data: one row, one record, with its document and what it demands."""
