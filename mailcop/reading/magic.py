"""What a file is by its first bytes, and how large a picture by its header; nothing is unpacked or decoded.

A table of the types that people mail each other. The libraries for it know a thousand more, guess by the name where the
bytes say nothing, and some open archives: each of the three is a fault here.
"""

from __future__ import annotations

import re
import struct

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MSCF", "application/vnd.ms-cab-compressed"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"ITSF\x03\x00", "application/vnd.ms-htmlhelp"),
)
_FAMILIES = {b"W": "image/webp", b"A": "video/x-msvideo"}  # of RIFF, by the first letter of the form
_OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/[a-z0-9.+-]{1,80}?)PK\x03\x04")
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
# What begins like mark-up is none of these, whatever a sender claims.
_NO_MARKUP = frozenset(kind for _, kind in _BEGINNINGS if kind.startswith("image/")) | {"image/webp", "application/pdf"}


def type_by_content(data: bytes, claimed: str) -> str:
    """The type that the bytes prove, else the claimed one; mark-up that claims to be a picture is mere bytes."""
    found = _type_of(data)
    if found == "application/x-ole-storage" or (found == "application/zip" and claimed.startswith("application/")):
        return claimed if claimed not in ("application/octet-stream", "application/pdf") else found
    if found:
        return found
    is_markup = data[:200].lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"<")
    return "application/octet-stream" if is_markup and claimed in _NO_MARKUP else claimed


def _type_of(data: bytes) -> str:
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) and (len(beginning) > 2 or _is_likely(data, beginning)):
            return kind
    if data[:4] == b"RIFF":
        return "audio/wav" if data[8:12] == b"WAVE" else _FAMILIES.get(data[8:9], "")
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return (
            "image/heic" if brand in (b"heic", b"heix", b"mif1") else "image/avif" if brand == b"avif" else "video/mp4"
        )
    if data[:4] == b"PK\x03\x04":
        return _zip_type(data)
    return ""


def _is_likely(data: bytes, beginning: bytes) -> bool:
    """Two letters prove little: what else such a file must have in its first bytes."""
    if beginning == b"BM":
        return data[6:10] == b"\0\0\0\0" and len(data) > 26
    if beginning == b"MZ":
        return len(data) >= 64 and b"\0" in data[:64]
    return beginning == b"\x1f\x8b" and data[2:3] == b"\x08"


def _zip_type(data: bytes) -> str:
    found = _OPEN_DOCUMENT.search(data[:200]) if b"mimetypeapplication/" in data[:200] else None
    if found:
        return found.group(1).decode("ascii")
    if b"[Content_Types].xml" in data[:4_000]:
        names = data[:200_000]
        return next((kind for folder, kind in _OFFICE if folder in names), "application/zip")
    return "application/zip"


def has_macros(data: bytes) -> bool:
    """Whether an Office document holds program code; its compressed content is not looked into."""
    if data[:4] == b"PK\x03\x04":
        return _MACROS[0] in data
    return data[:4] == b"\xd0\xcf\x11\xe0" and _MACROS[1] in data


def size_of_picture(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels as the header of a PNG, GIF, JPEG, WebP or BMP claims; (0, 0) where it says nothing."""
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            return struct.unpack_from(">II", data, 16)
        if data[:4] == b"GIF8":
            return struct.unpack_from("<HH", data, 6)
        if data[:3] == b"\xff\xd8\xff":
            return _jpeg_size(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp_size(data)
        if data[:2] == b"BM":
            width, height = struct.unpack_from("<ii", data, 18)
            return abs(width), abs(height)
    except struct.error:
        pass
    return 0, 0


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first frame header; at most 1,000 segments are stepped over."""
    at = 2
    for _ in range(1_000):
        at = data.find(b"\xff", at)
        if at < 0:
            break
        marker = data[at + 1] if at + 1 < len(data) else 0xD9
        if marker in (0xFF, 0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (0xD9, 0xDA):
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + max(2, length)
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF
