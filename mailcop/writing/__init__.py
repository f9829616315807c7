"""Facts to mail, pure: what is alike for many readers is rendered once, what differs is spliced (DESIGN rule 19)."""
