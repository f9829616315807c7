"""The web face: read, sign in, unsubscribe; the same tables as mail, never the doors or the outbox."""
