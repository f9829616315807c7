"""mailcop: email lists and digests for communities of practice."""

__version__ = "0.1.0"
