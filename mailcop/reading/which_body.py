"""Which of a mail's texts is its author's: the plain text or the HTML, whichever carries more of their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mailcop.reading.html_signatures import with_signature_marked
from mailcop.reading.html_text import to_text
from mailcop.reading.inline_answers import mentions_answers, says_inline
from mailcop.reading.quoting import fold
from mailcop.reading.stubs import is_stub, is_unlike

_MARKUP = re.compile(r"<[^<>]*>")
_MOST = 50_000  # characters in which words are counted
_SLACK = 10  # words of links and pictures that HTML may have more
_MORE = 1.3
_NEAR = 40  # lines above a quotation in which its answers are announced
_SOURCES = ("<html", "<!doct")  # what a page begins with that was sent as plain text, too
# Scripts that set no spaces between words, of which two characters are counted as one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")
_SEEN = 500  # characters among which one of these stands where any does
_ALIKE = 0.7  # share of the words of a plain text that its HTML has


@dataclass(slots=True)
class Alternative:
    """Texts of one `multipart/alternative`, or of one part that stands alone."""

    where: tuple[str, ...]  # the containers around it, the alternative the innermost
    plain: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def add(found: list[Alternative], containers: tuple[str, ...], text: str, is_page: bool) -> None:
    """Puts a text of the mail, in its order, to the alternative that it belongs to."""
    inside = "multipart/alternative" in containers
    where = containers[: containers.index("multipart/alternative") + 1] if inside else containers
    last = found[-1] if found else None
    belongs = last is not None and inside and last.where == where and (is_page or not last.pages or where != containers)
    if last is None or not belongs:
        last = Alternative(where)
        found.append(last)
    (last.pages if is_page else last.plain).append(text)


def chosen_text(found: list[Alternative], most: int) -> str:
    """The texts of the mail, one for each alternative, in their order; `most` characters of HTML are read each."""
    texts = [_chosen(one, most) for one in _paired(found)]
    return "\n".join(text.strip("\n") for text in texts if text.strip())


def _paired(found: list[Alternative]) -> list[Alternative]:
    """Some programs send text and HTML of one thing as parts of a mixed mail: they are alternatives all the same."""
    out: list[Alternative] = []
    for one in found:
        last = out[-1] if out else None
        is_pair = last is not None and last.plain and not last.pages and one.pages and not one.plain
        if last is not None and is_pair and last.where == one.where and _says_the_same(last.plain, one.pages):
            out[-1] = Alternative(one.where, last.plain, one.pages)
        else:
            out.append(one)
    return out


def _says_the_same(plain: list[str], pages: list[str]) -> bool:
    said = set(" ".join(plain)[:_MOST].lower().split())
    if not said:
        return True
    shown = set(_MARKUP.sub(" ", " ".join(pages)[:_MOST]).lower().split())
    return len(said & shown) >= _ALIKE * len(said) or is_stub(" ".join(plain))


def _chosen(one: Alternative, most: int) -> str:
    plain = "\n".join(text.strip("\n") for text in one.plain if text.strip())
    page = "\n".join(text for text in one.pages if text.strip())
    if not page:
        return plain
    text = _text_of_both(plain, page, most)
    return _answered_in_colour(text, page, most) or text


def _text_of_both(plain: str, page: str, most: int) -> str:
    if not plain or is_stub(plain) or (plain[0] == "<" and plain[:6].lower().startswith(_SOURCES)):
        return to_text(page, most) or plain
    count = _count(plain)
    bare = _MARKUP.sub(" ", page[: 8 * _MOST])
    if is_unlike(plain, bare):
        return to_text(page, most) or plain
    if count > 2 and _count(bare) <= _MORE * count + _SLACK:
        return with_signature_marked(plain, page)
    text = to_text(page, most)
    is_more = _count(text) > _MORE * count + _SLACK and _has_more(text, plain)
    return text if is_more else with_signature_marked(plain, page)


def _answered_in_colour(text: str, page: str, most: int) -> str:
    """The page's text with the answers taken out of the quotation where a colour tells them; empty where none does."""
    above = text.find("\n>")
    if above < 0 or "olor" not in page or not mentions_answers(text[:above]):
        return ""
    return to_text(page, most, says_inline(text[:above].split("\n")[-_NEAR:]))


def _has_more(text: str, plain: str) -> bool:
    """Whether the HTML's text has more of the author's own words; where a plain text quotes, it is no stub."""
    folded = fold(plain[:_MOST])
    own = _count(folded.visible_text) if folded.first_line else 0
    if own and any(part.kind == "quote" for part in folded.folds):
        return False
    return _count(fold(text[:_MOST]).visible_text) > _MORE * own + _SLACK // 3


def _count(text: str) -> int:
    text = text[:_MOST]
    count = len(text.split())
    if text.isascii() or not _UNSPACED.search(text[:_SEEN]):
        return count
    return count + len(_UNSPACED.findall(text)) // 2
