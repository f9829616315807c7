"""Answers that an author wrote in a colour of their own into the quotation of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

Token = tuple[str, str, str, str]  # of a tag: "/" where it ends an element, name, attributes; the text behind it

_PAINTED = frozenset(["font", "span", "div", "p", "b", "strong", "i", "em", "u", "td", "li"])
_COLOUR = re.compile(
    r"(?:^|[\s;\"'])color\s*[:=]\s*[\"']?(?:#([0-9a-f]{3}(?:[0-9a-f]{3})?)\b"
    r"|rgba?\((\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})"
    r"|([a-z]{3,20}))",
    re.I,
)
_NAMES = (
    "red blue green purple orange magenta fuchsia maroon crimson brown darkred darkblue darkgreen mediumblue firebrick"
    " orangered tomato violet darkviolet blueviolet darkorange royalblue seagreen forestgreen teal deeppink hotpink"
)
_VIVID_NAMES = frozenset(_NAMES.split())
# Links, visited or not, and what Outlook writes every answer in: no sign of anything.
_COMMON = ("0000ee", "1155cc", "0563c1", "954f72", "551a8b", "1f497d", "467886", "96607d", "0078d4", "0078d7")
_ENDS_OF_QUESTIONS = ("?", "？", "؟", "\u037e")
_SPACES = " \t\n\r\xa0"
_VIVID = 90  # between the strongest and the weakest of red, green and blue
_MOST_OF_IT = 0.7  # of a quotation's letters; where more are coloured, it came so


def with_answers_apart(tokens: Sequence[Token], is_told: bool) -> list[Token] | None:
    """The tags of a page with each coloured run of words taken out of the quotation around it; None where none is.

    Of quotations inside quotations nothing is taken: others answered there. `is_told` says that the author speaks of
    such answers; where nobody does, half of them at least have to follow a question.
    """
    out: list[Token] = []
    colours: list[tuple[str, bool | None]] = []
    depth, opener, is_out = 0, "", False
    painted = plain = runs = replies = 0
    last = ""
    for end, name, attributes, text in tokens:
        lower = name.lower() if name else ""  # a declaration has none
        if lower in _PAINTED:
            _follow(colours, lower, bool(end), attributes)
        elif lower == "blockquote":
            if is_out:
                out.append(("", "blockquote", opener, ""))
                is_out = False
            depth = max(0, depth + (-1 if end else 1))
            if depth == 1 and not end:
                opener = attributes
                colours.clear()
        is_vivid = depth == 1 and next((one for _, one in reversed(colours) if one is not None), False)
        has_words = depth > 0 and any(map(str.isalnum, text))
        if has_words:
            painted, plain = painted + is_vivid * len(text), plain + (not is_vivid) * len(text)
        if has_words and is_vivid is not is_out:
            is_out = bool(is_vivid)
            runs += is_out
            replies += is_out and last in _ENDS_OF_QUESTIONS
            turn = ("/", "blockquote", "", text) if is_out else ("", "blockquote", opener, text)
            out += [(end, name, attributes, ""), turn]
        else:
            out.append((end, name, attributes, text))
        last = text.rstrip(_SPACES)[-1:] or last
    is_sure = 0 < painted <= _MOST_OF_IT * (painted + plain) and (is_told or 2 * replies >= runs)
    return out if is_sure else None


def _follow(colours: list[tuple[str, bool | None]], name: str, is_end: bool, attributes: str) -> None:
    """Keeps the open elements, each with whether it is painted vividly, or None where it has no colour of its own."""
    if not is_end:
        colours.append((name, _is_vivid(attributes) if "olor" in attributes else None))
        return
    at = next((n for n in range(len(colours) - 1, max(-1, len(colours) - 9), -1) if colours[n][0] == name), None)
    if at is not None:
        del colours[at:]


def _is_vivid(attributes: str) -> bool | None:
    found = _COLOUR.search(attributes[:1_000])
    if found is None:
        return None
    hexadecimal, red, green, blue, name = found.groups()
    if name:
        return name.lower() in _VIVID_NAMES
    if hexadecimal:
        code = hexadecimal.lower() if len(hexadecimal) == 6 else "".join(digit * 2 for digit in hexadecimal.lower())
        parts = [int(code[n : n + 2], 16) for n in (0, 2, 4)]
    else:
        parts = [int(red), int(green), int(blue)]
        code = "".join(f"{part:02x}" for part in parts)
    return code not in _COMMON and max(parts) - min(parts) >= _VIVID
