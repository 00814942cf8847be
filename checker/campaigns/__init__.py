"""Many random runs of one definition, shared out among workers, and what came of them put together."""
