"""The armour of PGP around a text: the author's words are taken out of it, the signature is put aside (RFC 9580)."""

from __future__ import annotations

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_END = "-----END PGP SIGNATURE-----"
_SECRET = "-----BEGIN PGP MESSAGE-----"
_KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----"
_KEY_END = "-----END PGP PUBLIC KEY BLOCK-----"


def unarmoured(text: str) -> tuple[str, str, str]:
    """(the words, the armour around them, a problem): clear-signed text (RFC 9580 section 7) and keys that hang on it.

    What is quoted keeps its armour: its lines do not begin with dashes. Nothing is verified.
    """
    if "-----BEGIN PGP " not in text:
        return text, "", ""
    if _line(text, _SECRET, 0) >= 0:
        return text, "", "encrypted with PGP, not readable"
    armour: list[str] = []
    start = _line(text, _SIGNED, 0)
    middle = _line(text, _SIGNATURE, start) if start >= 0 else -1
    end = _line(text, _SIGNATURE_END, middle) if middle >= 0 else -1
    if end >= 0:
        stop = end + len(_SIGNATURE_END)
        head = text.find("\n\n", start, middle)  # `Hash:` lines stand between the mark and a blank line
        body = head + 2 if 0 <= head - start < 500 else min(text.find("\n", start) + 1, middle)
        words = "\n".join(line.removeprefix("- ") for line in text[body:middle].split("\n"))
        armour.append(text[middle:stop])
        text = text[:start] + words + text[stop:]
    start = _line(text, _KEY, 0)
    end = _line(text, _KEY_END, start) if start >= 0 else -1
    if end >= 0:
        armour.append(text[start : end + len(_KEY_END)])
        text = text[:start] + text[end + len(_KEY_END) :]
    return (text.strip("\n"), "\n".join(armour), "") if armour else (text, "", "")


def _line(text: str, mark: str, start: int) -> int:
    """Where a line begins with `mark`, or -1."""
    if text.startswith(mark, start) and (start == 0 or text[start - 1] == "\n"):
        return start
    found = text.find("\n" + mark, start)
    return found + 1 if found >= 0 else -1
