"""Mail out: the outbox takes what the ledger owes and the relay carries it."""
