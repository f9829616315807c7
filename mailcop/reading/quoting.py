"""The author's own words, and what is folded away around them: quotations, signatures, footers, forwards."""

from __future__ import annotations

from dataclasses import dataclass

from mailcop.reading import quoting_words as words
from mailcop.reading.letter import Fold

_LONGEST = 300  # characters of a line that are looked at
_MOST_WRAPPED = 4  # lines over which an attribution may run
_POINT_IS_FORWARD = 25  # words above a forward; with fewer the forward is the point of the mail
_LONGEST_SIGNATURE = 15
_LONGEST_FOOTER = 25
_LONG_QUOTATION = 8  # lines
_FIRST_FIELDS = ("from", "sent", "to", "subject")


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


def fold(text: str, is_forward: bool = False, most: int = 500_000) -> Folded:
    """The author's words with quotations, signatures and footers put aside; linear in the text.

    Quoted lines that are answered in between stay. A text that would be folded whole stays as it is. `is_forward` says
    that the subject calls the mail a forward; beyond `most` characters nothing is looked at and the rest is one fold.
    """
    return _Folding(text[:most].split("\n"), is_forward).folded(text[most:])


class _Folding:
    """The lines of one text, and the way from them to spans."""

    def __init__(self, lines: list[str], is_forward: bool) -> None:
        self.lines = lines
        self.is_forward = is_forward
        self.heads = [line[:_LONGEST] for line in lines]
        self.quoted = [_is_quoted(line) for line in lines]
        if any(line[:1] == "|" for line in lines):
            self._mark_bars()
        if True in self.quoted:
            self._mark_wrapped()

    def folded(self, rest: str) -> Folded:
        footer = self._footer_start()
        cut, kind = self._cut(footer)
        if kind == "forward" and (self.is_forward or self._words_above(cut) < _POINT_IS_FORWARD):
            cut = footer
        spans = self._unanswered(self._signatures(self._blocks(cut)))
        if cut < footer:
            spans.append(_Span(kind, cut, footer))
        if footer < len(self.lines):
            spans.append(_Span("footer", footer, len(self.lines)))
        return self._assembled(spans, rest)

    def _mark_bars(self) -> None:
        """Runs of lines that begin with a bar are quoted, unless they end with one: those are tables."""
        start = None
        for index in range(len(self.heads) + 1):
            line = self.heads[index] if index < len(self.heads) else ""
            if line.startswith(("| ", "|>", "|\t")) or line == "|":
                start = index if start is None else start
                continue
            if start is not None and index - start >= 2 and not self.heads[start].rstrip().endswith(" |"):
                self.quoted[start:index] = [True] * (index - start)
            start = None

    def _mark_wrapped(self) -> None:
        """A scrap between two quoted lines is the end of the one above, wrapped once too often on the way."""
        for index in range(1, len(self.lines) - 1):
            above, scrap = self.heads[index - 1], self.heads[index]
            if self.quoted[index] or not self.quoted[index - 1] or not scrap.strip() or len(scrap) > 45:
                continue
            is_wide = len(above) + len(scrap.split(None, 1)[0]) >= 68
            below = index + 1 + (not self.quoted[index + 1] and 0 < len(self.heads[index + 1]) < 30)
            if is_wide and below < len(self.lines) and self.quoted[below]:
                self.quoted[index:below] = [True] * (below - index)

    def _words_above(self, end: int) -> int:
        return sum(len(line.split()) for n, line in enumerate(self.heads[: min(end, 200)]) if not self.quoted[n])

    def _footer_start(self) -> int:
        """Where lists' footers begin: a rule near the end with words of lists close under it, or a list's bare link."""
        end = len(self.lines)
        index = end - 1
        while index >= 0 and end - index <= _LONGEST_FOOTER:
            line = self.heads[index]
            if self.quoted[index]:
                break
            is_rule = line.lstrip()[:1] in "_-=*~" and bool(words.RULE.match(line))
            if (is_rule and self._is_footer_under(index, end)) or ("://" in line and words.FOOTER_LINK.match(line)):
                end = index
            index -= 1
        return end

    def _is_footer_under(self, index: int, end: int) -> bool:
        return any(words.FOOTER_WORD.search(line) for line in self.heads[index + 1 : min(end, index + 8)])

    def _cut(self, end: int) -> tuple[int, str]:
        """The first line from which all the rest is another's: (index, kind)."""
        for index, line in enumerate(self.heads[:end]):
            if self.quoted[index] or not _is_notable(line):
                continue
            if _may_be_rule(line):
                if words.FORWARD.match(line):
                    return index, "forward"
                if words.ORIGINAL.match(line) or words.NAMED_RULE.match(line):
                    return index, "quote"
            if self._starts_header_block(index, end):
                return self._with_rule_above(index), "quote"
            start = self._attribution_ending_at(index)
            if start is not None and self._is_sure(start, index) and not self._is_quoted_below(index, end):
                return start, "quote"
        return end, ""

    def _starts_header_block(self, index: int, end: int) -> bool:
        """From, Sent, To, Subject of the quoted mail as Outlook writes them: three kinds within a few lines."""
        line = self.heads[index]
        if (":" not in line[:30] and "：" not in line[:30]) or _field(line) not in _FIRST_FIELDS:
            return False
        kinds: set[str] = set()
        misses = 0
        for line in self.heads[index : min(end, index + 12)]:
            kind = _field(line)
            if kind:
                kinds.add(kind)
                misses = 0
            elif line.strip():
                misses += 1  # a long To that wraps
                if misses > 2:
                    break
            elif len(kinds) >= 3 or misses:  # some programs put blank lines between the fields
                break
        return "from" in kinds and len(kinds - {"cc"}) >= 3

    def _with_rule_above(self, index: int) -> int:
        above = index - 1
        while above >= 0 and not self.heads[above].strip():
            above -= 1
        return above if above >= 0 and words.RULE.match(self.heads[above]) else index

    def _attribution_ending_at(self, index: int) -> int | None:
        """First line of the attribution that ends in line `index`, or None where none does."""
        line = self.heads[index]
        if not _may_end_attribution(line):
            return None
        if words.DATED.match(line):
            return index
        if not words.VERB_AT_END.search(line) and not words.VERB_INSIDE.search(line):
            return self._wrapped_inside(index)
        if words.OPENING.match(line) and _has_date_or_address(line):
            return index
        for start in range(index - 1, max(-1, index - _MOST_WRAPPED), -1):
            above = self.heads[start]
            if not above.strip() or self.quoted[start] or above.rstrip().endswith((".", "!", "?", ":")):
                break
            if words.OPENING.match(above) and _has_date_or_address(above):
                return start
        return index

    def _wrapped_inside(self, index: int) -> int | None:
        """The verb stands in the line above: German and Dutch put date or name behind it."""
        if index == 0 or not self.heads[index - 1].strip() or self.quoted[index - 1]:
            return None
        both = f"{self.heads[index - 1].rstrip()} {self.heads[index].lstrip()}"[-_LONGEST:]
        is_one = words.VERB_INSIDE.search(both) and words.HAS_DATE.search(both) and len(self.heads[index]) < 100
        return index - 1 if is_one else None

    def _is_sure(self, start: int, index: int) -> bool:
        """Whether it may stand above words without `>`: it opens as one, dates them and ends in a colon."""
        whole = " ".join(line.strip() for line in self.heads[start : index + 1])[:_LONGEST]
        if words.NAMED_END.search(whole) or words.DATED.match(whole):
            return True
        if not words.OPENING.match(whole) and not words.HAS_ADDRESS.search(whole):
            return False
        return bool(words.HAS_DATE.search(whole) and whole.rstrip(" *_").endswith((":", "：", "<")))

    def _is_quoted_below(self, index: int, end: int) -> bool:
        below = next((n for n in range(index + 1, min(end, index + 4)) if self.heads[n].strip()), None)
        return below is not None and self.quoted[below]

    def _blocks(self, end: int) -> list[_Span]:
        """Runs of quoted lines (blank lines between them included) with their attribution, and runs of other text."""
        blocks: list[_Span] = []
        index = 0
        while index < end:
            start = index
            is_quote = self.quoted[index]
            last = index
            while index < end and (self.quoted[index] == is_quote or (is_quote and not self.heads[index].strip())):
                if self.heads[index].strip():
                    last = index
                index += 1
            if is_quote:
                index = last + 1
                first = self._take_attribution(blocks, start)
                blocks.append(_Span("quote", first, index, first < start))
            else:
                blocks.append(_Span("text", start, index))
        return [block for block in blocks if block.start < block.end]

    def _take_attribution(self, blocks: list[_Span], start: int) -> int:
        """Moves the attribution above a quoted block from the text before into the block; its new first line."""
        if not blocks or blocks[-1].kind != "text":
            return start
        text = blocks[-1]
        index = start - 1
        while index >= text.start and not self.heads[index].strip():
            index -= 1
        if index < text.start or start - index > 3:
            return start
        first = self._attribution_ending_at(index)
        if first is None and _is_bare_attribution(self.heads[index]):
            first = index
        if first is None:
            return start
        first = max(first, text.start)
        if first > text.start and words.ORIGINAL.match(self.heads[first - 1]):
            first -= 1
        text.end = first
        return first

    def _signatures(self, blocks: list[_Span]) -> list[_Span]:
        """Splits the signature off each run of text."""
        out: list[_Span] = []
        for number, block in enumerate(blocks):
            is_last = number == len(blocks) - 1
            start = self._signature_start(block, is_last) if block.kind == "text" else None
            if start is None:
                out.append(block)
                continue
            if start > block.start:
                out.append(_Span("text", block.start, start))
            out.append(_Span("signature", start, block.end))
        return out

    def _signature_start(self, block: _Span, is_last: bool) -> int | None:
        """Where the signature of a run of text begins: `-- `, or a phone's "Sent from my …" that closes it."""
        for index in range(block.start, block.end):
            line = self.lines[index]
            is_near = block.end - index <= _LONGEST_SIGNATURE or (line == "-- " and is_last)
            if len(line) < 10 and is_near and words.SIGNATURE_RULE.match(line):
                return index
        found: int | None = None
        others = 0
        for index in range(block.end - 1, block.start - 1, -1):
            line = self.heads[index]
            if not line.strip():
                continue
            if len(line) < 140 and words.SENT_FROM.match(line):
                found, others = index, 0
            elif others == 2:
                break
            else:
                others += 1
        return found

    def _unanswered(self, blocks: list[_Span]) -> list[_Span]:
        """Shows the quoted blocks that the author's words answer from below.

        A single quotation is folded all the same where an attribution says that it is the mail being answered, or where
        it is long, has words above it and only a few lines below.
        """
        texts = [n for n, block in enumerate(blocks) if block.kind == "text" and self._has_words(block)]
        answered = [n for n, block in enumerate(blocks) if block.kind == "quote" and texts and n < texts[-1]]
        if len(answered) == 1:
            quote = blocks[answered[0]]
            below = sum(bool(line.strip()) for n in texts if n > answered[0] for line in self._lines_of(blocks[n]))
            is_long = quote.end - quote.start >= _LONG_QUOTATION and texts[0] < answered[0] and below <= 6
            if quote.is_attributed or is_long:
                return blocks
        for n in answered:
            blocks[n].kind = "text"
        return blocks

    def _lines_of(self, span: _Span) -> list[str]:
        return self.heads[span.start : span.end]

    def _has_words(self, span: _Span) -> bool:
        return any(line.strip() for line in self._lines_of(span))

    def _assembled(self, spans: list[_Span], rest: str) -> Folded:
        """Visible text and folds from the spans; where no word of the author is left, nothing is folded."""
        own = [span for span in spans if span.kind == "text" and self._has_words(span)]
        mine = (n for span in own for n in range(span.start, span.end) if not self.quoted[n] and self.heads[n].strip())
        first = next((self.heads[n].strip() for n in mine), "")
        if not own:
            spans = [_Span("text", span.start, span.end) if span.kind != "footer" else span for span in spans]
        shown: list[str] = []
        folds: list[Fold] = []
        length = 0
        for span in spans:
            text = "\n".join(self.lines[span.start : span.end]).strip("\n")
            if not text.strip():
                continue
            if span.kind != "text":
                folds.append(Fold(span.kind, text, length))
                continue
            gap = ("\n\n" if self._is_parted(span.start) else "\n") if shown else ""
            shown.append(gap + text.rstrip())
            length += len(shown[-1])
        if rest:
            folds.append(Fold("rest", rest, length))
        return Folded("".join(shown), tuple(folds), first)

    def _is_parted(self, start: int) -> bool:
        return not self.heads[start].strip() or (start > 0 and not self.heads[start - 1].strip())


def _is_quoted(line: str) -> bool:
    return line.lstrip(" \t")[:1] == ">" and not line.startswith(">From ")


def _is_notable(line: str) -> bool:
    """A cheap first look: every line that begins another's words passes, few others do."""
    text = line.strip()
    return bool(text) and (
        text[-1] in ":：<>)*_"
        or text[0] in "-_=*—"
        or ":" in line[:30]
        or "：" in line[:30]
        or text.rpartition(" ")[2].lower() in words.LAST_WORDS
    )


def _may_be_rule(line: str) -> bool:
    """A cheap first look: marks of originals and forwards begin with a rule or end with a colon."""
    first = line.lstrip(" \t>")[:1]
    return first in "-_=*—" or line.rstrip()[-1:] in ":："


def _may_end_attribution(line: str) -> bool:
    """A cheap first look: attributions end in a colon, a bracket or their verb."""
    end = line.rstrip(" \t*_")
    if not end:
        return False
    return end[-1] in ":：<>)" or end[-30:].split(" ")[-1].lower() in words.LAST_WORDS


def _has_date_or_address(line: str) -> bool:
    return bool(words.HAS_DATE.search(line) or words.HAS_ADDRESS.search(line))


def _field(line: str) -> str:
    match = words.FIELD.match(line[:60])
    return words.FIELD_KIND.get(match.group(1).strip().lower(), "") if match else ""


def _is_bare_attribution(line: str) -> bool:
    """A date and an address right above a quotation introduce it without any verb (Gmail before 2011)."""
    if len(line) > 200 or not words.HAS_ADDRESS.search(line):
        return False
    return bool(words.HAS_DATE.search(line)) or line.rstrip().endswith((">", ":", "：", ">,"))
