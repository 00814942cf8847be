"""What an orchestration does: documented statuses now, the reference interpreter next."""
