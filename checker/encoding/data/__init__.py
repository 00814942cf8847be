"""Data cut into finitely many regions: values that no condition of the definition tells apart."""
