"""A letter as people read it on a terminal: its words, folds marked in their place, parts, evidence, what was odd."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailcop.reading import Attachment, CalendarReply, Fold, Letter, Mailbox

_BLANKS = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_MOST_FIRST_WORDS = 60
_MOST_PEOPLE = 5


def view(letter: Letter, source: str) -> str:
    """Lines that show all that reading found; texts in it are free of control characters."""
    lines = [f"== {source}", *_about(letter), ""]
    words = list(_words(letter))
    lines += [*words, ""] if words else ["(no words of the author's own)", ""]
    lines += [f"Part      {_part(one)}" for one in letter.attachments]
    if letter.html:
        lines.append(f"Part      the same as HTML, {len(letter.html):,} characters made safe")
    lines += [f"Odd       {problem}" for problem in letter.problems]
    return "\n".join(lines).rstrip() + "\n"


def _about(letter: Letter) -> Iterator[str]:
    sender = _named(letter.from_) if letter.from_ else f"{letter.sender_name} (unclear: {letter.from_problem})".strip()
    yield f"From      {sender}"
    for name, people in (("To", letter.to), ("Cc", letter.cc), ("Reply-To", letter.reply_to)):
        if people:
            more = f" and {len(people) - _MOST_PEOPLE} more" if len(people) > _MOST_PEOPLE else ""
            yield f"{name:<9} {', '.join(_named(one) for one in people[:_MOST_PEOPLE])}{more}"
    yield f"Subject   {letter.subject}"
    yield f"Date      {letter.date.isoformat() if letter.date else 'none that can be read'}"
    yield f"Id        {letter.message_id}{' (made by us: the mail has none)' if letter.is_message_id_generated else ''}"
    if letter.language:
        yield f"Language  {letter.language} ({letter.language_probability:.2f})"
    if letter.automatic:
        yield f"Kind      {letter.automatic}"
    for one in letter.bounce.recipients if letter.bounce else ():
        yield f"Bounce    {one.address} {one.kind} {one.status}".rstrip()
    if letter.calendar_reply:
        yield f"Answer    {_answer(letter.calendar_reply)}"
    yield from _evidence(letter)


def _evidence(letter: Letter) -> Iterator[str]:
    """What tells where the letter belongs and who wrote it."""
    for answered in letter.in_reply_to:
        yield f"Answers   {answered}"
    if letter.references:
        yield f"Refers to {len(letter.references)}, the last {letter.references[-1]}"
    if letter.list_id:
        yield f"List      {letter.list_id}"
    if letter.auto_submitted:
        yield f"Says      Auto-Submitted: {letter.auto_submitted}"
    if letter.authentication:
        first = letter.authentication[0]
        above = f", below {len(first.above)} Received" if first.above else ""
        yield f"Checked   {first.value[:200]}{above}"
    if letter.received_count:
        yield f"Passed    {letter.received_count} {'server' if letter.received_count == 1 else 'servers'}"


def _answer(one: CalendarReply) -> str:
    """`declined by ana@example.org, of webinar-7@cop.example.org on 20170629T150000 Europe/Paris: I can't`."""
    when = f" on {one.recurrence_id} {one.recurrence_zone}".rstrip() if one.recurrence_id else ""
    said = f": {' '.join(one.comment.split())}" if one.comment else ""
    return f"{one.answer or one.method.lower()} by {one.attendee or 'whoever wrote'}, of {one.uid}{when}{said}"


def _named(one: Mailbox) -> str:
    return f"{one.name} <{one.address}>" if one.name else one.address


def _words(letter: Letter) -> Iterator[str]:
    """The visible words line by line, of several blank lines one, each fold as one line where it stood."""
    pieces: list[str] = []
    at = 0
    for fold in sorted(letter.folds, key=lambda one: one.position):
        pieces += [letter.visible_text[at : fold.position], f"\n{_mark(fold)}\n"]
        at = fold.position
    pieces.append(letter.visible_text[at:])
    yield from _BLANKS.sub("\n\n", "".join(pieces)).strip("\n").splitlines()


def _mark(fold: Fold) -> str:
    count = fold.text.count("\n") + 1
    first = next((line.strip() for line in fold.text.split("\n") if line.strip()), "")
    cut = f"{first[:_MOST_FIRST_WORDS]}…" if len(first) > _MOST_FIRST_WORDS else first
    return f"[+ {fold.kind}, {count} {'line' if count == 1 else 'lines'}: {cut}]"


def _part(one: Attachment) -> str:
    said = [one.removed or one.name, one.type if not one.removed else "taken out", f"{one.size_bytes:,} bytes"]
    if one.width:
        said.append(f"{one.width} x {one.height}")
    if one.is_inline:
        said.append("in the text")
    if one.is_decoration:
        said.append("decoration")
    return ", ".join(said)
