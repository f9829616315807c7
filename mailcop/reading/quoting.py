"""The author's own words, and what is folded away around them: quotations, signatures, footers, forwards.

The policy, in sentences; each has its test:

1. Quoted lines and what introduces them are folded; where nothing marks the quotation, all below its introduction is.
2. Quoted lines that the author's words answer in between stay with the answers. A single quotation above the answer is
   folded all the same where it is introduced, or long: the answer at the bottom is what is new.
3. An author who says that the answers stand in the unmarked mail below is believed: nothing below is folded.
4. A forward whose point is the forward stays: the subject calls it one, the author's words lead to it with a colon, or
   few words stand above it. Below many words of the author's own it is folded.
5. Signatures are folded: below `-- `, "Sent from my …", disclaimers, and where name, role, telephone and address lines
   close the mail. The closing formula and the short name below it are the author's words and stay.
6. Footers of lists and of their hosts are folded.
7. A mail that would be folded whole stays readable, and has no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mailcop.reading import footers
from mailcop.reading.inline_answers import says_inline
from mailcop.reading.introductions import Introductions
from mailcop.reading.letter import Fold
from mailcop.reading.lines import Lines
from mailcop.reading.marking import marked, with_glued_apart
from mailcop.reading.signatures import signature_at

_POINT_IS_FORWARD = 25  # words above a forward; with fewer the forward is the point of the mail
_LONG_QUOTATION = 8  # lines


class Folded(NamedTuple):
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


def fold(text: str, is_forward: bool = False, most: int = 500_000, author: str = "") -> Folded:
    """The author's words with quotations, signatures and footers put aside; linear in the text.

    `is_forward` says that the subject calls the mail a forward; `author` is the name in From, which helps to know a
    signature; beyond `most` characters nothing is looked at and the rest is one fold.
    """
    lines = marked(with_glued_apart(text[:most]))
    return _Folding(lines, is_forward, author).folded(text[most:])


def restore(visible_text: str, folds: Sequence[Fold], index: int) -> tuple[str, tuple[Fold, ...]]:
    """(visible text, folds) after the author said "that was mine" of the fold with this index.

    Its text returns to where it stood, as a paragraph of its own; the folds behind it move along. IndexError where
    there is no such fold.
    """
    if not 0 <= index < len(folds):
        raise IndexError(index)
    mine = folds[index]
    above, below = visible_text[: mine.position], visible_text[mine.position :]
    back = ("\n\n" if above.strip() else "") + mine.text
    if below.strip() and not below.startswith("\n"):
        back += "\n\n"
    moved = [fold._replace(position=fold.position + len(back)) if _is_behind(fold, n, mine, index) else fold
             for n, fold in enumerate(folds) if n != index]  # fmt: skip
    return above + back + below, tuple(moved)


def _is_behind(fold: Fold, number: int, mine: Fold, index: int) -> bool:
    return fold.position > mine.position or (fold.position == mine.position and number > index)


class _Folding:
    """The lines of one text, and the way from them to spans."""

    def __init__(self, lines: Lines, is_forward: bool, author: str) -> None:
        self.lines = lines
        self.is_forward = is_forward
        self.author = author

    def folded(self, rest: str) -> Folded:
        footer = footers.footer_at(self.lines)
        introductions = Introductions(self.lines, footer)
        cut, kind = introductions.cut, introductions.kind
        is_whole = self._is_shown_whole(cut, kind)
        spans = self._unanswered(self._signatures(self._blocks(cut, introductions)))
        if kind == "top":
            below = self._signatures(self._blocks(footer, introductions, introductions.body))
            spans = [_Span("quote", cut, introductions.body), *below]
        elif cut < footer:
            if is_whole:
                spans += self._signatures([_Span("text", cut, footer)])
            else:
                spans.append(_Span("forward" if kind == "forward" else "quote", cut, footer))
        if footer < len(self.lines):
            spans.append(_Span("footer", footer, len(self.lines)))
        return self._assembled(spans, rest, kind == "top")

    def _is_shown_whole(self, cut: int, kind: str) -> bool:
        """Whether what begins at `cut` stays: a forward that is the point, or a mail that is answered inside."""
        if kind == "forward":
            return self.is_forward or self._words_above(cut) < _POINT_IS_FORWARD or self._leads_to(cut)
        if kind == "fields" and (self.is_forward or self._leads_to(cut)):
            return True
        return kind in ("quote", "fields") and says_inline(self.lines.heads[max(0, cut - 40) : cut])

    def _leads_to(self, cut: int) -> bool:
        """Whether the author's words lead to what begins at `cut`: "This is the announcement:"."""
        least = max(0, cut - 3)
        above = self.lines.above(cut - 1, least)
        return above >= least and self.lines.ends[above] in (":", "：") and len(self.lines.said[above].split()) > 2

    def _show_what_closes(self, blocks: list[_Span]) -> None:
        """Shows a short quotation that closes the mail where the author's words lead to it: "This is what I like:"."""
        last = next((block for block in reversed(blocks) if self._has_words(block)), None)
        if last is None or last.kind != "quote" or last.is_attributed or last.end - last.start > _LONG_QUOTATION:
            return
        words = self.lines.said[self.lines.above(last.start - 1, 0)].rstrip(":： ").split()
        if self._leads_to(last.start) and len(words) > 3 and words[-1].islower() and words[-1].isalpha():
            last.kind = "text"  # a name or a date in its place is an attribution that nobody knows

    def _words_above(self, end: int) -> int:
        near = zip(self.lines.said[: min(end, 200)], self.lines.quoted, strict=False)
        return sum(len(text.split()) for text, is_quoted in near if not is_quoted)

    def _blocks(self, end: int, introductions: Introductions, start: int = 0) -> list[_Span]:
        """Runs of quoted lines, blank lines inside them included, with what introduces them; and runs of the rest."""
        blocks: list[_Span] = []
        index = start
        while index < end:
            start, index = index, self._end_of_run(index, end)
            if not self.lines.quoted[start]:
                blocks.append(_Span("text", start, index))
                continue
            first = introductions.above(start, blocks[-1].start if blocks else start)
            if first < start:
                blocks[-1].end = first
            is_introduced = first < start or introductions.is_inside(start, index)
            is_forwarded = self._is_forwarded(first, start, index, introductions)
            blocks.append(_Span("text" if is_forwarded else "quote", first, index, is_introduced))
        self._show_what_closes(blocks)
        return [block for block in blocks if block.start < block.end]

    def _is_forwarded(self, first: int, start: int, end: int, introductions: Introductions) -> bool:
        """Whether a quoted block, introduced in line `first`, is a forward that is the point of the mail."""
        if self.is_forward:
            return introductions.has_fields(start, end) or (first < start and introductions.has_fields(first, end))
        return first == start and self._leads_to(start) and introductions.says_forward(start, end)

    def _end_of_run(self, index: int, end: int) -> int:
        """The line below the run of quoted lines, or of others, that begins at `index`."""
        lines = self.lines
        if not lines.quoted[index]:
            return lines.next_quoted(index, end)
        last = index
        while index < end and (lines.quoted[index] or not lines.said[index]):
            if lines.said[index]:
                last = index
            index += 1
        return last + 1

    def _signatures(self, blocks: list[_Span]) -> list[_Span]:
        """Splits the signature off each run of text."""
        out: list[_Span] = []
        texts = {number for number, block in enumerate(blocks) if block.kind == "text" and self._has_words(block)}
        last = max(texts, default=-1)
        for number, block in enumerate(blocks):
            start = None
            if number in texts:
                start = signature_at(self.lines, block.start, block.end, number == last, self.author)
            if start is None:
                out.append(block)
                continue
            if start > block.start:
                out.append(_Span("text", block.start, start))
            out.append(_Span("signature", start, block.end))
        return out

    def _unanswered(self, blocks: list[_Span]) -> list[_Span]:
        """Shows the quoted blocks that the author's words answer from below.

        A single quotation is folded all the same where it is introduced as the mail being answered, or where it is
        long, has words above it and only a few lines below; unless the author says that the answers stand inside.
        """
        if not any(block.kind == "quote" for block in blocks):
            return blocks
        texts = [n for n, block in enumerate(blocks) if block.kind == "text" and self._has_words(block)]
        quotes = [n for n, block in enumerate(blocks) if block.kind == "quote"]
        answered = [n for n in quotes if texts and n < texts[-1]]
        if not answered or (len(answered) == 1 and self._is_answered_below(blocks, answered[0], texts)):
            above = blocks[quotes[0]].start
            if not above or not says_inline(self.lines.heads[max(0, above - 40) : above]):
                return blocks
            answered = quotes
        for n in answered:
            blocks[n].kind = "text"
        return blocks

    def _is_answered_below(self, blocks: list[_Span], number: int, texts: list[int]) -> bool:
        quote = blocks[number]
        below = sum(map(bool, (text for n in texts if n > number for text in self._said(blocks[n]))))
        is_long = quote.end - quote.start >= _LONG_QUOTATION and texts[0] < number and below <= 6
        return quote.is_attributed or is_long

    def _said(self, span: _Span) -> list[str]:
        return self.lines.said[span.start : span.end]

    def _has_words(self, span: _Span) -> bool:
        return self.lines.has_words(span.start, span.end)

    def _assembled(self, spans: list[_Span], rest: str, is_doubtful: bool) -> Folded:
        """Visible text and folds from the spans; where no word of the author is left, only footers are folded."""
        own = [span for span in spans if span.kind == "text" and self._has_words(span)]
        first = "" if is_doubtful else self._first_line(own)
        if not own:
            spans = [_Span("text", span.start, span.end) if span.kind != "footer" else span for span in spans]
        shown: list[str] = []
        folds: list[Fold] = []
        length = 0
        for span in spans:
            text = "\n".join(self.lines.whole[span.start : span.end]).strip("\n")
            if not text or text.isspace():
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

    def _first_line(self, own: list[_Span]) -> str:
        said, quoted = self.lines.said, self.lines.quoted
        mine = (said[n] for span in own for n in range(span.start, span.end) if said[n] and not quoted[n])
        return next(mine, "")

    def _is_parted(self, start: int) -> bool:
        said = self.lines.said
        return not said[start] or (start > 0 and not said[start - 1])
