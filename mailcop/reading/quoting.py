"""The author's own words, and what is folded away around them: quotations, signatures, footers, forwards."""

from __future__ import annotations

from dataclasses import dataclass

from mailcop.reading import quoting_words as words
from mailcop.reading.letter import Fold

_LONGEST = 400  # characters of a line that are looked at
_MOST_WRAPPED = 4  # lines over which an attribution may run
_POINT_IS_FORWARD = 25  # words above a forward; with fewer the forward is the point of the mail
_LONGEST_SIGNATURE = 15


@dataclass(frozen=True, slots=True)
class Folded:
    """A text told apart; `first_line` is empty when no line is the author's own."""

    visible_text: str
    folds: tuple[Fold, ...]
    first_line: str


@dataclass(slots=True)
class _Span:
    kind: str  # text, quote, signature, footer, forward
    start: int
    end: int
    is_attributed: bool = False


def fold(text: str, is_forward: bool = False, most: int = 1_000_000) -> Folded:
    """The author's words with quotations, signatures and footers put aside; linear in the text.

    Quoted lines that are answered in between stay. A text that would be folded whole stays as it is. `is_forward` says
    that the subject calls the mail a forward; beyond `most` characters nothing is looked at and the rest is one fold.
    """
    rest = text[most:]
    lines = text[:most].split("\n")
    spans = _tail(lines, is_forward)
    spans = _lead(lines, spans)
    return _assemble(lines, spans, rest)


def _tail(lines: list[str], is_forward: bool) -> list[_Span]:
    """Cuts off what runs to the end of the mail: the footer, then an original or forward below a mark."""
    end = _footer_start(lines)
    spans: list[_Span] = []
    cut, kind = _cut(lines, end)
    if kind == "forward" and (is_forward or _words(lines[:cut]) < _POINT_IS_FORWARD):
        cut = end
    if cut < end:
        spans.append(_Span(kind, cut, end))
    if end < len(lines):
        spans.append(_Span("footer", end, len(lines)))
    return [_Span("text", 0, cut), *spans]


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines[:200] if not _is_quoted(line))


def _is_quoted(line: str) -> bool:
    return line.lstrip(" \t")[:1] == ">" and not line.startswith(">From ")


def _footer_start(lines: list[str]) -> int:
    """Where a list's footer begins: a rule near the end with words of lists close under it, or the end."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 25), -1):
        if words.RULE.match(lines[index][:_LONGEST]):
            below = [line[:_LONGEST] for line in lines[index + 1 : index + 8]]
            if any(words.FOOTER_WORD.search(line) for line in below) and not any(_is_quoted(line) for line in below):
                return index
    return len(lines)


def _cut(lines: list[str], end: int) -> tuple[int, str]:
    """The first line from which all the rest is another's: (index, kind)."""
    for index in range(end):
        line = lines[index][:_LONGEST]
        if not line or _is_quoted(line):
            continue
        if words.FORWARD.match(line):
            return index, "forward"
        if words.ORIGINAL.match(line) or words.NAMED_RULE.match(line):
            return index, "quote"
        if _starts_header_block(lines, index, end):
            return _with_rule_above(lines, index), "quote"
        start = _attribution_ending_at(lines, index)
        if start is not None and _is_surely_attribution(lines, start, index) and not _is_followed_by_quote(lines, index, end):
            return start, "quote"
    return end, ""


def _starts_header_block(lines: list[str], index: int, end: int) -> bool:
    """From, Sent, To, Subject of the quoted mail as Outlook writes them: three kinds of field within a few lines."""
    if _field(lines[index]) not in ("from", "sent", "to", "subject"):
        return False
    kinds: set[str] = set()
    misses = 0
    for line in lines[index : min(end, index + 12)]:
        kind = _field(line)
        if kind:
            kinds.add(kind)
            misses = 0
        elif line.strip() and kinds and misses < 2:
            misses += 1  # a long To that wraps
        elif not line.strip() and len(kinds) < 3 and misses == 0:
            continue  # some programs put blank lines between
        else:
            break
    return "from" in kinds and len(kinds - {"cc"}) >= 3


def _field(line: str) -> str:
    match = words.FIELD.match(line[:60])
    return words.FIELD_KIND.get(match.group(1).strip().lower(), "") if match else ""


def _with_rule_above(lines: list[str], index: int) -> int:
    above = index - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and words.RULE.match(lines[above][:_LONGEST]) else index


def _attribution_ending_at(lines: list[str], index: int) -> int | None:
    """First line of the attribution that ends in line `index`, or None where none does."""
    line = lines[index][:_LONGEST]
    if not (words.VERB_AT_END.search(line) or words.VERB_INSIDE.search(line)):
        return None
    if words.OPENING.match(line) and (words.HAS_DATE.search(line) or words.HAS_ADDRESS.search(line)):
        return index
    for start in range(index - 1, max(-1, index - _MOST_WRAPPED), -1):
        above = lines[start][:_LONGEST]
        if not above.strip() or _is_quoted(above) or above.rstrip().endswith((".", "!", "?", ":")):
            break
        if words.OPENING.match(above) and (words.HAS_DATE.search(above) or words.HAS_ADDRESS.search(above)):
            return start
    return index


def _is_surely_attribution(lines: list[str], start: int, index: int) -> bool:
    """Whether it may stand above words without `>`: it opens as one, dates them and ends in a colon."""
    whole = " ".join(line.strip() for line in lines[start : index + 1])[:_LONGEST]
    if not words.OPENING.match(whole) and not words.HAS_ADDRESS.search(whole):
        return False
    return bool(words.HAS_DATE.search(whole) and whole.rstrip(" *_").endswith((":", "：")))


def _is_followed_by_quote(lines: list[str], index: int, end: int) -> bool:
    for line in lines[index + 1 : min(end, index + 4)]:
        if line.strip():
            return _is_quoted(line)
    return False


def _lead(lines: list[str], spans: list[_Span]) -> list[_Span]:
    """Tells quoted blocks and signatures apart in the part above the cut."""
    head = spans[0]
    blocks = _blocks(lines, head.end)
    blocks = _signatures(lines, blocks)
    return _unanswered(lines, blocks) + spans[1:]


def _blocks(lines: list[str], end: int) -> list[_Span]:
    """Runs of quoted lines (blank lines between them included) with their attribution, and runs of other text."""
    blocks: list[_Span] = []
    index = 0
    while index < end:
        start = index
        is_quote = _is_quoted(lines[index])
        last = index
        while index < end and (_is_quoted(lines[index]) == is_quote or (is_quote and not lines[index].strip())):
            if lines[index].strip():
                last = index
            index += 1
        if is_quote:
            index = last + 1
            first = _take_attribution(lines, blocks, start)
            blocks.append(_Span("quote", first, index, first < start))
        else:
            blocks.append(_Span("text", start, index))
    return [block for block in blocks if block.start < block.end]


def _take_attribution(lines: list[str], blocks: list[_Span], start: int) -> int:
    """Moves the attribution above a quoted block from the text before into the block; its new first line."""
    if not blocks or blocks[-1].kind != "text":
        return start
    text = blocks[-1]
    index = start - 1
    while index >= text.start and not lines[index].strip():
        index -= 1
    if index < text.start or start - index > 3:
        return start
    first = _attribution_ending_at(lines, index)
    if first is None:
        first = _bare_attribution(lines, index)
    if first is None:
        return start
    first = max(first, text.start)
    if first > text.start and words.ORIGINAL.match(lines[first - 1][:_LONGEST]):
        first -= 1
    text.end = first
    return first


def _bare_attribution(lines: list[str], index: int) -> int | None:
    """A date and an address right above a quotation introduce it without any verb (Gmail before 2011)."""
    line = lines[index][:_LONGEST]
    has_address = bool(words.HAS_ADDRESS.search(line))
    if len(line) <= 200 and has_address and (words.HAS_DATE.search(line) or line.rstrip().endswith((">", ":", "：", ">,"))):
        return index
    return None


def _signatures(lines: list[str], blocks: list[_Span]) -> list[_Span]:
    """Splits the signature off each run of text that something quoted, or nothing, follows."""
    out: list[_Span] = []
    for number, block in enumerate(blocks):
        is_last = number == len(blocks) - 1
        start = _signature_start(lines, block, is_last) if block.kind == "text" else None
        if start is None:
            out.append(block)
            continue
        if start > block.start:
            out.append(_Span("text", block.start, start))
        out.append(_Span("signature", start, block.end))
    return out


def _signature_start(lines: list[str], block: _Span, is_last: bool) -> int | None:
    """Where the signature of a run of text begins: `-- `, or a phone's "Sent from my …" that closes it."""
    found: int | None = None
    for index in range(block.start, block.end):
        line = lines[index]
        if line == "-- " and is_last:
            return index
        if len(line) < 10 and words.SIGNATURE_RULE.match(line):
            if block.end - index <= _LONGEST_SIGNATURE and (is_last or line.strip() == "--"):
                return index
        elif found is None and len(line) < 120 and words.SENT_FROM.match(line):
            found = index
        elif found is not None and line.strip() and index > found + 2:
            found = None
    return found


def _unanswered(lines: list[str], blocks: list[_Span]) -> list[_Span]:
    """Shows the quoted blocks that the author's words answer from below.

    One quotation with its attribution above and nothing before it is folded: the answer was put at the bottom.
    """
    texts = [n for n, block in enumerate(blocks) if block.kind == "text" and _has_words(lines, block)]
    answered = [n for n, block in enumerate(blocks) if block.kind == "quote" and texts and n < texts[-1]]
    if len(answered) == 1 and blocks[answered[0]].is_attributed and texts[0] > answered[0]:
        return blocks
    for n in answered:
        blocks[n].kind = "text"
    return blocks


def _has_words(lines: list[str], span: _Span) -> bool:
    return any(line.strip() for line in lines[span.start : span.end])


def _assemble(lines: list[str], spans: list[_Span], rest: str) -> Folded:
    """Visible text and folds from the spans; where no word of the author is left, nothing is folded."""
    own = [span for span in spans if span.kind == "text" and _has_words(lines, span)]
    first = next((lines[i].strip() for span in own for i in range(span.start, span.end) if _is_own(lines[i])), "")
    if not own:
        spans = [_Span("text", span.start, span.end) if span.kind != "footer" else span for span in spans]
    shown: list[str] = []
    folds: list[Fold] = []
    length = 0
    for span in spans:
        text = "\n".join(lines[span.start : span.end]).strip("\n")
        if not text.strip():
            continue
        if span.kind != "text":
            folds.append(Fold(span.kind, text, length))
            continue
        gap = ("\n\n" if _is_parted(lines, span.start) else "\n") if shown else ""
        shown.append(gap + text.rstrip())
        length += len(shown[-1])
    if rest:
        folds.append(Fold("rest", rest, length))
    return Folded("".join(shown), tuple(folds), first)


def _is_own(line: str) -> bool:
    return bool(line.strip()) and not _is_quoted(line)


def _is_parted(lines: list[str], start: int) -> bool:
    return not lines[start].strip() or (start > 0 and not lines[start - 1].strip())
