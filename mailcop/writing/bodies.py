"""Text and HTML bodies: cleaning, wrapping, quoting, format=flowed, and HTML made of plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup, escape

WIDTH = 72
SOFT = "\ue002"  # ends a line that goes on: becomes the space of format=flowed
PARAGRAPH, SECTION = "\ue003", "\ue004"  # alone on a line: one empty line, two
OPEN, CLOSE = "\ue000", "\ue001"  # around the name of what is spliced per reader

# Controls, bidi overrides and isolates, and the private letters that mark soft ends and splices (safety 121).
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ue000-\ue00f]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
# fmt: off
_MANY_LINES = frozenset((
    "text", "html", "note", "sample_text", "sample_flowing",
    "understood", "question", "explanation", "ok_means", "variants",
    "why", "reason", "lines", "words",
))
# fmt: on
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x1f]+", re.IGNORECASE)
_PICTURE = re.compile(r'<img(?:\s+[a-z-]+="[^"]*")*\s*/?>')
_MOST_LINKS = 200
# Whoever has none of these has one column a letter: combining marks, wide letters and what joins them.
_ODD = re.compile("[\u0300-\u1fff\u200b-\u200f\u2300-\u27bf\u2e80-\uffff\U00010000-\U0010ffff]")
T = TypeVar("T")


def cleaned(facts: T) -> T:
    """The same facts without controls, overrides and marks; fields of one line lose their line ends."""
    result: T = _clean(facts, many_lines=False)
    return result


def _clean(value: Any, many_lines: bool) -> Any:
    if isinstance(value, str):
        cut = clean_text(value)
        kept = cut if many_lines else " ".join(cut.split())
        return value if kept == value else type(value)(kept) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(_clean(item, many_lines) for item in value)
    if isinstance(value, Mapping):
        return {_clean(key, False): _clean_field(str(key), item, many_lines) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _clean_field(f.name, getattr(value, f.name), False) for f in fields(value)}
        return replace(value, **changed)
    return value


def _clean_field(name: str, value: Any, many_lines: bool) -> Any:
    if isinstance(value, str) and (name.endswith("url") or name == "permalink"):
        return value if _URL.fullmatch(value) else ""  # never javascript: or data:, whoever wrote it
    return _clean(value, many_lines or name in _MANY_LINES)


def clean_text(text: str) -> str:
    """Text of a person with LF line ends and nothing that could steer a terminal or our own marks."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", _ANSI.sub("", text))
    return _SURROGATES.sub("\ufffd", _UNSAFE.sub("", text))


def width(text: str) -> int:
    """Columns of a text: a wide letter (CJK, emoji) is two, a combining mark none."""
    if not _ODD.search(text):
        return len(text)
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or letter == "\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, first: str = "", rest: str | None = None, soft: bool = False) -> str:
    """One paragraph in lines of at most 72 columns; `soft` marks the ends that format=flowed joins again.

    `first` and `rest` begin the first and the other lines. A word that is too long stays whole, a run
    of wide letters (Chinese, Japanese) breaks between them.
    """
    rest = first if rest is None else rest
    lines, line, columns, has_word = [], first, width(first), False
    for word, is_glued in _pieces(text.strip(" ")):
        gap = "" if is_glued or not has_word else " "
        size = width(word)
        if has_word and columns + len(gap) + size > WIDTH:
            lines.append(line + (SOFT if soft and not is_glued else ""))
            line, columns, gap = rest, width(rest), ""
        line, columns, has_word = line + gap + word, columns + len(gap) + size, True
    return "\n".join([*lines, line]) if has_word or first.strip() else ""


def _pieces(text: str) -> Iterable[tuple[str, bool]]:
    """Words, and whether each is glued to the one before: wide letters are words of their own."""
    for word in text.split(" "):
        if not word:
            continue
        if not _ODD.search(word) or not any(_columns(letter) == 2 for letter in word):
            yield word, False
            continue
        run, is_glued = "", False
        for letter in word:
            # No line begins with closing punctuation or a combining mark.
            if run and _columns(letter) == 2 and unicodedata.category(letter) not in ("Pe", "Po", "Pf", "Mn", "Me"):
                yield run, is_glued
                run, is_glued = "", True
            run += letter
        yield run, is_glued


def flow(text: str) -> str:
    """A person's or our own paragraphs, each line of the source softly wrapped."""
    return _lines(text, lambda line: wrap(line, soft=True))


def fenced(text: str) -> str:
    """A person's text, softly wrapped; lines that would imitate our frame are set in by two spaces (safety 121)."""
    return _lines(text, _fence)


def _fence(line: str) -> str:
    bare = line.strip()
    if bare in ("--", "__", "---") or re.match(r"\[\d+\]|\|", bare) or (bare.isupper() and len(bare) > 3):
        return wrap(bare, first="  ")
    if line.startswith(">"):
        depth = re.match(r"(?:> ?)+", line)
        marks = depth.group().replace(" ", "") + " " if depth else "> "
        return wrap(line[len(depth.group()) if depth else 1 :], first=marks)
    return wrap(line, soft=True) if len(line) - len(line.lstrip()) < 2 else wrap(bare, first="  ")


def indented(text: str, by: int = 3) -> str:
    """A person's text set in, so that it cannot imitate the frame; nothing is soft."""
    return _lines(text, lambda line: wrap(line, first=" " * by))


def quoted(text: str, mark: str = "> ") -> str:
    """What another person wrote, each line behind a mark."""
    return "\n".join(wrap(line, first=mark) or mark.rstrip() for line in text.strip("\n").split("\n"))


def _lines(text: str, how: Callable[[str], str]) -> str:
    return "\n".join(how(line) if line.strip() else PARAGRAPH for line in text.strip("\n").split("\n"))


def barred(text: str) -> str:
    """A letter shown inside a letter: its lines as they are, each behind a bar, two columns wider than ours."""
    return "\n".join(f"| {line}".rstrip() for line in text.strip("\n").split("\n"))


def cut(text: str) -> str:
    """A text that was cut, with the `…` that says so."""
    return text.rstrip(" ,;:.…") + "…"


def first_line(text: str, most: int = 76) -> tuple[str, int]:
    """The first words of a text with an ellipsis where it goes on, and how many further lines of 72 columns it has."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if not paragraphs:
        return "", 0
    total = sum(wrap(line).count("\n") + 1 for line in paragraphs)
    return shortened(paragraphs[0], most, goes_on=len(paragraphs) > 1), max(0, total - 1)


def shortened(text: str, most: int, goes_on: bool = False) -> str:
    """At most `most` letters, cut between words; `…` says that there is more."""
    text = " ".join(text.split())
    if len(text) <= most:
        return cut(text) if goes_on else text
    kept = text[:most].rsplit(" ", 1)[0] if " " in text[:most] else text[:most]
    return cut(kept)


def finish_text(text: str) -> str:
    """A rendered text template as its reader sees it: its own empty lines mean nothing, the marks make them."""
    result: list[str] = []
    gap = 0
    for line in text.replace("\u2212", "-").split("\n"):
        bare = line.strip(f" \t{PARAGRAPH}{SECTION}")
        gap = max(gap, 2 if SECTION in line else 1 if PARAGRAPH in line else 0)
        if bare:
            result += [""] * (gap if result else 0) + [line.rstrip() if bare != "--" or line != "-- " else line]
            gap = 0
    return "\n".join(result) + "\n"


def readable(text: str) -> str:
    """A finished text without its soft marks."""
    return text.replace(SOFT, "")


def joined(text: str) -> str:
    """A finished text with each softly wrapped paragraph in one line."""
    return text.replace(f"{SOFT}\n", " ").replace(SOFT, "")


def flowed(text: str) -> str:
    """A finished text as format=flowed (RFC 3676 section 4.2): soft ends become a space, other lines are stuffed."""
    return "\n".join(_stuff(line) for line in text.split("\n")).replace(SOFT, " ")


def _stuff(line: str) -> str:
    # A quote keeps its mark: what follows `>` is stuffed already by the space we write after it.
    return " " + line if line.startswith((" ", "From ")) else line


def paragraphs(text: str) -> list[tuple[str, str]]:
    """A plain text as (`words` | `quote`, lines) paragraphs, quotes without their marks."""
    result: list[tuple[str, str]] = []
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        for index, line in enumerate(block.split("\n")):
            kind = "quote" if line.startswith(">") else "words"
            bare = re.sub(r"^(?:> ?)+", "", line) if kind == "quote" else line.strip()
            if index and result[-1][0] == kind:
                result[-1] = (kind, result[-1][1] + "\n" + bare)
            else:
                result.append((kind, bare))
    return [(kind, lines) for kind, lines in result if lines.strip()]


def linked(text: str, link_style: str = "") -> Markup:
    """Escaped text whose http(s) addresses are links and whose line ends are `<br>`; hosts are shown in ASCII."""
    parts: list[str] = []
    at, count = 0, 0
    for found in _URL.finditer(text):
        url = found.group().rstrip(".,;:!?)]»”’")
        href = _safe_href(url)
        if href is None or count >= _MOST_LINKS:
            continue
        count += 1
        parts += [_escaped(text[at : found.start()]), f'<a href="{escape(href)}" {link_style}>{escape(href)}</a>']
        at = found.start() + len(url)
    parts.append(_escaped(text[at:]))
    return Markup("".join(parts))  # noqa: S704  every part is escaped above


def settled_html(clean: str) -> Markup:
    """HTML that `reading.html` cleaned, as it stands in a letter: its headings below ours, its pictures words.

    A `cid:` picture is not in the letter: its `alt` stands in its place.
    """
    clean = _PICTURE.sub(_alternative, clean)
    return Markup(re.sub(r"<(/?)h[12]\b", r"<\1h3", clean))  # noqa: S704  only reading.html makes it


def _alternative(picture: re.Match[str]) -> str:
    tag = picture.group()
    if 'src="cid:' not in tag and "src=" in tag:
        return tag
    words = re.search(r'\salt="([^"]*)"', tag)
    # A serialiser leaves `<` in attributes as it is: as text it must be escaped.
    return f"<i>{escape(unescape(words.group(1)))}</i>" if words and words.group(1).strip() else ""


def _escaped(text: str) -> str:
    return str(escape(text)).replace("\n", "<br>\n")


def _safe_href(url: str) -> str | None:
    """The address with its host in ASCII, so that no letter of another script passes for Latin (safety 116)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError of idna is one
        return None
    if not host or parts.username:  # user@host hides where a link leads
        return None
    rest = url.split("://", 1)[1]
    path = rest[len(parts.netloc) :]
    return f"{parts.scheme.lower()}://{host}{port}{path}"
