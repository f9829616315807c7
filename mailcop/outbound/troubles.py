"""What the log says of a storage that fails: a line when it begins, a line when it is over, whatever was tried."""

from __future__ import annotations

import logging

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from mailcop.db import DatabaseTrouble, trouble_of

_OF_STORAGE = (DBAPIError, DatabaseTrouble, OSError)


class Troubles:
    """The trouble of one part of a node; `what` is what it can't do meanwhile."""

    def __init__(self, log: logging.Logger, what: str, url: URL) -> None:
        self._log, self._what, self._url = log, what, url
        self._said = ""

    def say(self, error: Exception) -> None:
        """Report it: in a line where the storage is at fault and it was not said just before; a fault of ours whole."""
        if not isinstance(error, _OF_STORAGE):
            self._log.error("%s, tried again", self._what, exc_info=error)
            return
        said = str(error if isinstance(error, DatabaseTrouble) else trouble_of(error, self._url))
        if said != self._said:
            self._log.error("%s, tried again until it works: %s", self._what, said)
        self._said = said

    def over(self) -> None:
        """It worked; reported only where it did not before."""
        if self._said:
            self._log.info("the database works again (before: %s)", self._what)
        self._said = ""
