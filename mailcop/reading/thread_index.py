"""Outlook's Thread-Index: a conversation of 22 bytes, and five more for every answer in it."""

from __future__ import annotations

import base64
import binascii

_ROOT_BYTES = 22
_CHILD_BYTES = 5
_MOST_ANSWERS = 100
_LOOKED_AT = 50


def thread_index_ids(value: str) -> tuple[str, ...]:
    """Names for the place of a mail in its conversation: its own, then its parent's, and so on to the beginning.

    They are made to look like Message-IDs. Empty unless the field is base64 of 22 bytes or more
    (MS-OXOMSG section 2.2.1.3).
    """
    text = "".join(value.split())
    if not text or len(text) > 4 * (_ROOT_BYTES + _MOST_ANSWERS * _CHILD_BYTES) // 3 + 4:
        return ()
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return ()
    if len(data) < _ROOT_BYTES or len(set(data[:_ROOT_BYTES])) < 4:  # a field of one value repeated says nothing
        return ()
    ends = range(len(data) - (len(data) - _ROOT_BYTES) % _CHILD_BYTES, _ROOT_BYTES - 1, -_CHILD_BYTES)
    names = [f"<{data[:end].hex()}@thread-index.invalid>" for end in ends]
    return tuple(names if len(names) <= _LOOKED_AT else [*names[: _LOOKED_AT - 1], names[-1]])
