"""The ways of a mail, end to end: real processes, real sockets, a relay with a script, nodes that are killed."""
