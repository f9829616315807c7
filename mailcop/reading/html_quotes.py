"""What the structure of HTML says of quotations and signatures, by the marks that mail programs leave in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mailcop.reading.attributions import Grade, attribution_ending_at, grade_of, is_forward, is_original
from mailcop.reading.footers import is_rule
from mailcop.reading.header_blocks import Certainty, block_at
from mailcop.reading.lines import small
from mailcop.reading.signature_words import CLOSING, LONGEST_CLOSING
from mailcop.reading.stems import Stems

RULE = "_" * 32  # what Outlook draws in plain text where its HTML has a border

_MOST_OPEN = 30
_LONGEST_INTRODUCTION = 8  # lines
_LONGEST_SIGNATURE = 25  # lines
_LONGEST_NAME = 5  # words


class Mark(Enum):
    """What an element is by its class, id, name or style."""

    RULE = "rule"  # here another mail begins, and goes on to the end
    QUOTATION = "quotation"  # it holds another's words
    ATTRIBUTION = "attribution"  # it holds the line that introduces them
    SIGNATURE = "signature"
    SIGNS_OFF = "signs off"  # empty itself, a signature stands below it
    INDENTED = "indented"  # a blockquote that only moves text to the right
    HIDDEN = "hidden"


_NAMES: dict[Mark, str] = {
    # Outlook, OWA, Outlook for iOS and Android, Windows Mail, Outlook Express, Zimbra
    Mark.RULE: r"divrplyfwdmsg|mail-editor-reference-message-container|ms-outlook-mobile-reference-message"
    r"|outlookmessageheader|_{2,6}replyseparator|_mailoriginal|zwchr|orimsghtmlseperator|stopspelling|reply-intro",
    # Yahoo, 163, NetEase, Foxmail and QQ, Spark, Zoho, Proton, Zimbra, mail.ru, Rediff, GroupWise
    Mark.QUOTATION: r"yahoo_quoted|isreplycontent|ntes-mailmaster-quote|ntes-mailbody-reply|reply-mail-container"
    r"|messagereplysection|zmail_extra|protonmail_quote|__quoted_text__|replied-message|tutanota_quote|x_yahoo_quoted"
    r"|front-blockquote|quoted-mail|mailru-quote|rediffmail_quote|gw-quote|groupwise_quote|mcntreply",
    # Gmail, Thunderbird, Airmail, BlueMail, Evolution
    Mark.ATTRIBUTION: r"gmail_attr|moz-cite-prefix|airmail_on|replyheader|evolution-attribution|quote-intro|-x-evo-attr"
    r"|moz-forward-container-head",
    # Apple on telephones
    Mark.SIGNS_OFF: r"linebreakatbeginningofsignature",
    # whatever programs call it, with or without a prefix; Zimbra, Zoho (its numbered ones are attributions), Roundcube
    Mark.SIGNATURE: r"-?(?:[a-z0-9]{1,20}[_-]{1,2}){0,3}[a-z]{0,24}signature"
    r"(?!-?(?:request|required|status|field|pending))"
    r"|(?:[a-z0-9]{1,20}[_-]){0,2}(?:html)?sig$|bloop_sign_?\w*|(?:ydp|yiv)\w{4,20}signature|messagesignaturesection"
    r"|protonmail_signature_block-user|__sig_(?:pre|post)__|zm-_id_-sgn(?!\d)|_rc_sig|sig\d{5,12}$|wisestamp",
}
_ELEMENTS_OF_SIGNATURES = ("signature", "sign")  # Mailspring, QQ
_MARKED = [
    (mark, re.compile(rf"^(?:x_)?(?:{pattern})(?:[_-]?[\w.-]{{0,40}})?$", re.I)) for mark, pattern in _NAMES.items()
]
_ATTRIBUTE = re.compile(
    r"(?:^|\s)(class|id|name|data-marker|data-smartmail|style)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
# Outlook's line above the fields of the mail that is answered: no border but one on top, and room below it.
_BORDER = re.compile(
    r"border:\s*none;\s*border-top:\s*solid|border-top:\s*(?:1|1\.0|2)p[tx] solid #?(?:b5c4df|e1e1e1)", re.I
)
_INDENT = re.compile(r"border(?:-left)?:\s*(?:none|0)", re.I)
_INDENT_WIDTH = re.compile(r"margin(?:-left)?:[^;]*40px", re.I)
_INVISIBLE = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)
_RULE_OF_SIGNATURE = re.compile(r"width:\s*210px", re.I)  # Foxmail
# What every one of the names and styles above has in it, sought as it is: far cheaper than patterns.
_TRACE_WORDS = (
    "divrplyfwdmsg reference-message mobile-reference outlookmessageheader replyseparator _mailoriginal zwchr"
    " orimsghtml stopspelling reply-intro yahoo_quoted isreplycontent ntes-mail reply-mail replysection"
    " zmail_extra _quote quoted_text replied-message front-block quoted-mail -quote gw-quote mcntreply"
    " gmail_attr cite-prefix airmail_on replyheader evolution- quote-intro x-evo- forward-container"
    ' signature _sig -sig "sig" htmlsig signid -sgn wisestamp display:none mso-hide border-top'
)
_TRACES = Stems((*_TRACE_WORDS.split(), "width:210px; height"))
_TRACES_OF_INDENT = ("border:none", "border:0", "border-left:none", "border-left:0")


def says_something(attributes: set[str], page: str) -> bool:
    """A cheap first look: whether any element of the page, with these attributes, may bear one of the marks."""
    small = "\n".join(one for one in attributes if "href" not in one).lower().replace(": ", ":")
    if _TRACES.stand_in(small) or "<signature" in page:
        return True
    return any(map(small.__contains__, _TRACES_OF_INDENT)) and "<blockquote" in page.lower()


def mark_of(name: str, attributes: str) -> Mark | None:
    """What an element with this start tag is, or None."""
    if name in _ELEMENTS_OF_SIGNATURES:
        return Mark.SIGNATURE
    for match in _ATTRIBUTE.finditer(attributes[:2_000]):
        key = match.group(1).lower()
        value = match.group(2) or match.group(3) or match.group(4) or ""
        if key == "style":
            found = _styled(name, value[:1_000])
            if found:
                return found
            continue
        for part in value.split()[:12]:
            for mark, pattern in _MARKED:
                if pattern.match(part):
                    return mark
    return None


def _styled(name: str, style: str) -> Mark | None:
    if name in ("div", "span") and _INVISIBLE.search(style):
        return Mark.HIDDEN
    if name == "hr":
        return Mark.SIGNS_OFF if _RULE_OF_SIGNATURE.search(style) else None
    if name == "blockquote":
        is_indent = _INDENT.search(style) and _INDENT_WIDTH.search(style)
        return Mark.INDENTED if is_indent else None
    return Mark.RULE if name in ("div", "p", "td", "table") and _BORDER.search(style) else None


@dataclass(slots=True)
class _Open:
    name: str
    depth: int  # among elements of its name
    start: int  # line
    mark: Mark


@dataclass(slots=True)
class Regions:
    """The marked elements of a page while its tags go by; `closed` holds (first line, line below, mark) of each."""

    closed: list[tuple[int, int, Mark]] = field(default_factory=list)
    muted: int = 0  # open elements that are not displayed
    _depth: dict[str, int] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)

    def opened(self, name: str, mark: Mark | None, line: int) -> None:
        """An element begins in line number `line`."""
        depth = self._depth.get(name, 0) + 1
        self._depth[name] = depth
        if mark is Mark.SIGNS_OFF and len(self.closed) < _MOST_OPEN:
            self.closed.append((line, line, mark))
            return
        if mark is None or mark in (Mark.RULE, Mark.INDENTED) or len(self._open) >= _MOST_OPEN:
            return
        self._open.append(_Open(name, depth, line, mark))
        self.muted += mark is Mark.HIDDEN

    def ended(self, name: str, line: int) -> None:
        """An element ends; the line `line` is the first behind it."""
        depth = self._depth.get(name, 0)
        self._depth[name] = max(0, depth - 1)
        if not any(one.name == name and one.depth == depth for one in self._open):
            return
        while self._open:
            one = self._open.pop()
            self._close(one, line)
            if one.name == name and one.depth == depth:
                break

    def finished(self, line: int) -> None:
        """The page is over: what is open ends here."""
        while self._open:
            self._close(self._open.pop(), line)

    def _close(self, one: _Open, line: int) -> None:
        self.muted -= one.mark is Mark.HIDDEN
        if one.start < line and one.mark is not Mark.HIDDEN:
            self.closed.append((one.start, line, one.mark))


def settle(lines: Sequence[str], levels: list[int], regions: Regions) -> list[int]:
    """Raises the level of lines that the structure says are quoted; gives the lines above which `-- ` is missing.

    What text rules know (an attribution, a header block, a forward's mark) is left as it is, for them to find.
    """
    missing: list[int] = []
    seen = 0
    for start, end, mark in sorted(regions.closed, key=lambda region: (region[0], -region[1])):
        if mark is Mark.SIGNATURE or (mark is Mark.SIGNS_OFF and any(lines[:start])):
            end = end if end > start else next((n for n in range(start, len(lines)) if levels[n]), len(lines))
            begin = signature_in(lines, start, end)
            if begin < end:
                missing.append(begin)
        elif start >= seen and mark is not Mark.SIGNS_OFF:
            if mark is Mark.ATTRIBUTION:
                _settle_attribution(lines, levels, start, end)
            else:
                _settle_quotation(lines, levels, start, end)
                seen = end
    return missing


def signature_in(lines: Sequence[str], start: int, end: int) -> int:
    """The line of a signature's element in which the signature begins, or `end` where it holds none.

    People write their answers inside the element, too: sentences at its head are none of it, nor are closing formula
    and short name below it.
    """
    end = next((n for n in range(start, end) if is_rule(lines[n])), end)
    first = _below_blanks(lines, start, end)
    while first < end and _is_sentence(lines[first]):
        first = _below_blanks(lines, first + 1, end)
    first = below_name(lines, first, end)
    said = [line for line in lines[first:end] if line.strip()]
    prose = sum(len(line.split()) > 12 and line.rstrip()[-1:] in ".!?:" for line in said)
    if not said or len(said) > _LONGEST_SIGNATURE or prose > 1:
        return end
    is_ruled = said[0].startswith(("--", "—")) or _above(lines, first).strip() in ("--", "—")
    return end if is_ruled else first


def below_name(lines: Sequence[str], first: int, end: int) -> int:
    """The line below the closing formula in line `first`, and below the short name under it or under one above."""
    is_closed = first < end and _is_closing(lines[first])
    if is_closed:
        first = _below_blanks(lines, first + 1, end)
    if first < end and (is_closed or _is_closing(_above(lines, first))) and _is_short_name(lines[first]):
        first = _below_blanks(lines, first + 1, end)
    return first


def _above(lines: Sequence[str], first: int) -> str:
    return next((line for line in reversed(lines[max(0, first - 3) : first]) if line.strip()), "")


def _below_blanks(lines: Sequence[str], first: int, end: int) -> int:
    while first < end and not lines[first].strip():
        first += 1
    return first


def _is_sentence(line: str) -> bool:
    return line.rstrip()[-1:] in ".!?…。！？" and (line.count(" ") > 1 or not line.isascii())


def _is_closing(line: str) -> bool:
    text = line.strip()
    return 0 < len(text) <= LONGEST_CLOSING and bool(CLOSING.match(small(text)))


def _is_short_name(line: str) -> bool:
    return len(line.split()) <= _LONGEST_NAME and not any(sign in "@:/|" or sign.isdigit() for sign in line)


def _settle_attribution(lines: Sequence[str], levels: list[int], start: int, end: int) -> None:
    said = [n for n in range(start, end) if lines[n].strip()]
    if not said or len(said) > _LONGEST_INTRODUCTION or is_forward(small(lines[said[0]])):
        return
    if is_original(small(lines[said[0]])) or block_at(lines, said[0], end, Certainty.UNDER_RULE) > said[0]:
        return
    if grade_of(small(" ".join(lines[n].strip() for n in said)[:400])) is Grade.NONE:
        for n in said:
            levels[n] = max(1, levels[n])


def _settle_quotation(lines: Sequence[str], levels: list[int], start: int, end: int) -> None:
    first = next((n for n in range(start, end) if lines[n].strip()), end)
    if first == end or is_forward(small(lines[first])) or is_rule(lines[first]):
        return
    if any(levels[n] for n in range(start, end)):
        below = next(n for n in range(start, end) if levels[n])
        _settle_attribution(lines, levels, start, below)
        return
    for n in range(_below_introduction(lines, first, end), end):
        levels[n] = 1


def _below_introduction(lines: Sequence[str], first: int, end: int) -> int:
    """The line below what introduces the quotation that begins at `first`, or `first` where nothing does."""
    begin = first + 1 if is_original(small(lines[first])) else first
    below = block_at(lines, begin, end, Certainty.UNDER_MARK) if begin < end else begin
    if below > begin:
        return below
    above = max(0, begin - 4)
    near = [small(line.strip()) for line in lines[above : min(end, begin + 4)]]
    unquoted = [False] * len(near)
    for n in range(begin - above, len(near)):
        if attribution_ending_at(near, unquoted, n)[1] is not Grade.NONE:
            return above + n + 1
    return begin
