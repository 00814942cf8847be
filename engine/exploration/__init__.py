"""Every run of a definition: representative values, breadth-first exploration, and what it shows."""
