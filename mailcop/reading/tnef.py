"""winmail.dat: the text and the files that Outlook packed into TNEF ([MS-OXTNEF]); the only place that knows tnefparse.

tnefparse believes every number in the file: forty bytes can keep it busy for hours. What it is given has been walked
through before: counts are bounded, and every part that we do not need or that is not sound is made into one it skips.
"""

from __future__ import annotations

import logging
import struct

from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from mailcop.reading.charsets import clean, decode

logging.getLogger("tnefparse").setLevel(logging.CRITICAL + 1)  # it logs the sender's faults as errors of ours

_SIGNATURE = struct.pack("<I", TNEF.TNEF_SIGNATURE)
_BLOCKS = frozenset({TNEF.ATTMAPIPROPS, TNEF.ATTATTACHMENT})
_PLAIN = frozenset({TNEF.ATTOEMCODEPAGE, TNEF.ATTBODY, TNEF.ATTATTACHRENDDATA, TNEF.ATTATTACHTITLE, TNEF.ATTATTACHDATA})
_EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")  # a message inside, as an object
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_SIZED = frozenset({0x00, 0x0D, 0x1E, 0x1F, 0x102})
_MOST_OBJECTS = 1_000
_MOST_COPIED = 2_000_000_000  # bytes; tnefparse copies what is left of the file at every object
_MOST_PROPERTIES = 2_000
_DEEPEST = 3


def unpack(data: bytes, most_files: int) -> tuple[str, str, list[tuple[str, bytes]]]:
    """(plain text, HTML, files as (name, content)) of a winmail.dat; raises ValueError where it is none or unsound."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no TNEF")
    tamed = bytearray(data)
    if not _tame(tamed, 6, len(tamed), 0):
        raise ValueError("TNEF without anything sound in it")
    try:
        message = TNEF(bytes(tamed), do_checksum=False)
        return _text(message.body), _text(message.htmlbody), _files(message, most_files)
    except Exception as error:  # it raises whatever its parts raise
        raise ValueError(f"TNEF unreadable: {type(error).__name__}") from None


def _text(body: object) -> str:
    if isinstance(body, bytes):
        body = decode(body, "")[0]
    return clean(body).strip("\0") if isinstance(body, str) else ""


def _files(message: TNEF, most: int) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    waiting: list[TNEFAttachment] = list(message.attachments)
    while waiting and len(found) < most:
        one = waiting.pop(0)
        inner = getattr(one, "embed", None)
        if inner is not None:
            text = _text(inner.body) or _text(inner.htmlbody)
            found += [(f"{_name(one) or 'message'}.txt", text.encode())] if text else []
            waiting[:0] = inner.attachments
        elif isinstance(one.data, bytes) and one.data:
            found.append((_name(one), one.data))
    return found


def _name(one: TNEFAttachment) -> str:
    try:
        name = one.long_filename()
    except (UnicodeDecodeError, AttributeError, TypeError):
        name = one._name if isinstance(one._name, bytes) else b""
    return _text(name).strip()


def _tame(data: bytearray, start: int, end: int, depth: int) -> int:
    """Make every object between `start` and `end` harmless in place, by name where unsound; how many are sound."""
    count = sound = 0
    at = start
    while at + 12 < end:
        count += 1
        if count > _MOST_OBJECTS or count * len(data) > _MOST_COPIED:
            raise ValueError("too many objects")
        name, _, size = struct.unpack_from("<HHI", data, at + 1)
        stop = min(end, at + 9 + size)
        is_sound = name in _PLAIN or (name in _BLOCKS and _is_sound(data, at + 9, stop, depth))
        if name == TNEF.ATTOEMCODEPAGE:
            is_sound = size >= 4
        if not is_sound or data[at] not in (TNEF.LVL_MESSAGE, TNEF.LVL_ATTACHMENT):
            data[at : at + 5] = bytes((TNEF.LVL_MESSAGE, 0, 0, 0, 0))
            at = stop + 2
            continue
        sound += 1
        if name != TNEF.ATTBODY and name not in _BLOCKS:
            data[at + 3 : at + 5] = b"\0\0"  # the type matters for texts only
        at = stop + 2
    return sound


def _is_sound(data: bytearray, start: int, end: int, depth: int) -> bool:
    """Whether the properties of a block say no more than there is ([MS-OXTNEF] section 2.1.3.4)."""
    try:
        (count,) = struct.unpack_from("<I", data, start)
        at = start + 4
        if count > _MOST_PROPERTIES:
            return False
        for _ in range(count):
            at = _behind_property(data, at, end, depth)
        return at <= end + 3
    except (struct.error, ValueError):
        return False


def _behind_property(data: bytearray, at: int, end: int, depth: int) -> int:
    kind, name = struct.unpack_from("<HH", data, at)
    at += 4
    if name >= 0x8000:
        (is_named,) = struct.unpack_from("<I", data, at + 16)
        (size,) = struct.unpack_from("<I", data, at + 20)
        at += 24 + (-(-size // 4) * 4 if is_named else 0)
    many = 1
    if kind & 0x1000:
        kind &= ~0x1000
        (many,) = struct.unpack_from("<I", data, at)
        at += 4
    elif kind in _SIZED:
        (many,) = struct.unpack_from("<I", data, at)
        at += 4
    if many > _MOST_PROPERTIES:
        raise ValueError
    for _ in range(many):
        if kind in _FIXED:
            at += _FIXED[kind]
        elif kind in _SIZED:
            (size,) = struct.unpack_from("<I", data, at)
            if kind in (0x0D, 0x102) and data[at + 4 : at + 20] == _EMBEDDED:
                _tame_embedded(data, at + 20, min(end, at + 4 + size), depth)
            at += 4 + -(-size // 4) * 4
        else:
            raise ValueError
        if at > end + 3:
            raise ValueError
    return at


def _tame_embedded(data: bytearray, start: int, end: int, depth: int) -> None:
    if depth >= _DEEPEST or bytes(data[start : start + 4]) != _SIGNATURE:
        raise ValueError
    _tame(data, start + 6, end, depth + 1)
