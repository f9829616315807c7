"""Bytes to text by what the bytes say; nothing that could hurt a store or a screen comes out."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from mailcop.reading.guessing import likely_codec

# Labels to text codecs. What is absent is guessed: never utf-7 (it hides mark-up), never rot13, zlib and their like.
_FAMILIES: dict[str, str] = {
    "cp1252": "us-ascii ascii ansi_x3.4-1968 646 iso-8859-1 iso8859-1 latin-1 latin1 l1 windows-1252 cp1252"
    " cp819 x-ansi",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-8-sig utf8mb4 cp65001",
    "utf-16": "utf-16 utf16",
    "utf-16-le": "utf-16le utf-16-le",
    "utf-16-be": "utf-16be utf-16-be",
    "gb18030": "gb18030 gbk gb2312 x-gbk cp936 gb_2312-80 euc-cn gb2312_charset",
    "hz": "hz hz-gb-2312",
    "cp950": "big5 big-5 cp950 x-x-big5 csbig5",
    "big5hkscs": "big5-hkscs big5hkscs",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j cp932 ms_kanji",
    "euc_jp": "euc-jp eucjp x-euc-jp",
    "iso2022_jp_ext": "iso-2022-jp iso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 csiso2022jp",
    "cp949": "euc-kr euckr ks_c_5601-1987 ksc5601 cp949 ks_c_5601 uhc windows-949",
    "iso2022_kr": "iso-2022-kr",
    "koi8_r": "koi8-r koi8r cskoi8r",
    "koi8_u": "koi8-u",
    "cp874": "tis-620 windows-874 iso-8859-11 cp874",
    "cp1254": "iso-8859-9 latin5",
    "cp866": "cp866 ibm866",
    "cp850": "cp850 ibm850",
    "cp437": "cp437 ibm437",
    "mac_roman": "macintosh mac x-mac-roman",
}
_SEPARATORS = re.compile(r"[^a-z0-9]")
_CODECS: dict[str, str] = {}


def _bare(label: str) -> str:
    return _SEPARATORS.sub("", label.lower())


_CODECS |= {_bare(label): codec for codec, labels in _FAMILIES.items() for label in labels.split()}
_CODECS |= {f"{p}125{n}": f"cp125{n}" for p in ("windows", "cp", "xcp", "win") for n in range(9)}
_CODECS |= {f"iso8859{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_CODECS |= {"iso88598i": "iso8859_8", "iso88598e": "iso8859_8"}
# Seven-bit: their bytes are valid UTF-8 and mean something else.
_ESCAPED = frozenset({"iso2022_jp_ext", "iso2022_kr", "hz"})
_WIDE = frozenset({"gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"})
_UTF16 = frozenset({"utf-16", "utf-16-le", "utf-16-be"})

# Control characters other than tab and newline, lone surrogates, direction overrides and invisible marks of order.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_ODD_BEYOND = re.compile("[\x80-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")  # not in ASCII
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# What stands at 80 to 9F is a windows-1252 letter that some program passed on undecoded: `there\x92s`, `wait\x85`. No
# person writes a C1 control, and HTML reads them so as well (WHATWG HTML section 13.2.5.80).
_WINDOWS = {chr(n): bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_PRINTABLE = bytes(range(32, 127)) + b"\t\n"
_PRINTABLE_OR_HIGH = _PRINTABLE + bytes(range(128, 256))
_ASCII = bytes(range(128))


@lru_cache(maxsize=256)
def codec_for(label: str) -> str | None:
    """The text codec a charset label stands for, or None where the label is unknown or no text codec."""
    return _CODECS.get(_bare(label[:60]))


def decode(data: bytes, label: str) -> tuple[str, str]:
    """Text of `data` and what was odd about its label (empty when nothing was); never raises.

    UTF-8 is tried first wherever it cannot be something else by chance; latin-1 is read as windows-1252.
    """
    codec = codec_for(label)
    problem = f"charset guessed: {visible(label)[:40]}" if label.strip() and codec is None else ""
    if data.isascii() and codec not in _ESCAPED and codec not in _UTF16:
        if b"\x1b" not in data or codec not in (None, "cp1252", "utf-8") or b"\x1b$" not in data:
            return data.decode("ascii"), problem
        codec = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_ext"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    for candidate in _candidates(data, codec):
        try:
            return data.decode(candidate), problem
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _guessed(data, codec, problem)


def _candidates(data: bytes, codec: str | None) -> tuple[str, ...]:
    if codec is None or codec in _VAGUE:
        return ("utf-8",)
    if codec in _ESCAPED or codec in _UTF16:
        return (codec, "utf-8")
    if codec in _WIDE and len(data) - len(data.translate(None, _HIGH)) < 6:
        return (codec, "utf-8")  # a word or two of GBK may be valid UTF-8 by chance, a sentence never
    return ("utf-8", codec)


def _guessed(data: bytes, codec: str | None, problem: str) -> tuple[str, str]:
    """Text of bytes that are not what their label says, or that have none: what they look like, letter by letter."""
    if codec in (None, "cp1252", "utf-8") and _has_utf8(data):
        # UTF-8 to which something else was added on the way, such as the footer of a list.
        return data.decode("utf-8", "mailcop-windows"), problem or "bytes of two charsets"
    if codec is None or codec in _VAGUE or codec == "utf-8":
        guess = likely_codec(data)
        said = problem or ("" if guess == "cp1252" and codec != "utf-8" else f"charset guessed: {guess}")
        return data.decode(guess, "replace"), said
    return data.decode(codec, "replace"), problem or f"bytes that are not {codec}"


def _has_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are letters of UTF-8."""
    beyond = b" ".join(data.translate(_BLANKED).split())
    return len(_UTF8_LETTER.findall(beyond)) * 3 > len(beyond.translate(None, b" "))


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Error handler: each byte that is no UTF-8 is one of windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("mailcop-windows", _windows)
_HIGH = bytes(range(128, 256))
_BLANKED = b" " * 128 + _HIGH
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_VAGUE = frozenset({"cp1252"})  # what programs write where they do not know


def clean(text: str) -> str:
    """Text with newlines as `\\n` and without NUL, control characters, overrides of direction, lone surrogates.

    The controls from U+0080 to U+009F become the letters of windows-1252 that they were meant to be.
    """
    if text.isascii():
        if not text.encode().translate(None, _PRINTABLE):
            return text  # far cheaper than to look for each of the unwanted
    else:
        data = text.encode("utf-8", "surrogatepass")
        beyond = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
        if not data.translate(None, _PRINTABLE_OR_HIGH) and not _ODD_BEYOND.search(beyond):
            return text
    if "\r" in text or not text.isascii() or "\x0b" in text or "\x0c" in text:
        text = _NEWLINES.sub("\n", text)
    return _UNWANTED.sub(_replacement, text)


def _replacement(match: re.Match[str]) -> str:
    sign = match.group()
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else _WINDOWS.get(sign, "")


def visible(text: str) -> str:
    """One line of clean text: every run of white space is one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(text).split())


def from_surrogates(text: str, codec: str) -> str:
    """A header field with its raw 8-bit bytes, as surrogates, read as UTF-8 or else in `codec`."""
    data = text.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(codec, "replace")


_PAGE_LABEL = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)


def label_in_page(data: bytes) -> str:
    """The charset that an HTML page names itself, sought in its first 4 kB; empty where it names none."""
    match = _PAGE_LABEL.search(data[:4_000])
    return match.group(1).decode("ascii") if match else ""
