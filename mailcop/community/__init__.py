"""What the community keeps: forums, members, threads, the ledger; and the pure rules that decide."""
