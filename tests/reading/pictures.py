"""Files in bytes, as small as their kind allows."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 20, height: int = 10) -> bytes:
    """A PNG whose header claims this size; its pixels are not there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    return head + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9 + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sizes
    return b"RIFF" + struct.pack("<I", len(body)) + body


def zipped(*names: str) -> bytes:
    """The beginning of a ZIP with these names in it."""
    return b"".join(b"PK\x03\x04" + b"\0" * 26 + name.encode() for name in names)


PROGRAM = b"MZ\x90\0\x03" + b"\0" * 100
SHORTCUT = b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60
