"""What exploring every run of a definition shows, put together for people and machines."""
