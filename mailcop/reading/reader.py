"""The one façade of reading: raw bytes to a Letter, whatever the bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from typing import Any

from mailcop.reading.attachments import SHOWN_PICTURES
from mailcop.reading.automatic import auto_submitted, automatic_of
from mailcop.reading.body import read_body
from mailcop.reading.decoration import marked
from mailcop.reading.forwards import forwards_in, headed
from mailcop.reading.headers import Headers, decoded, message_id, message_ids, parse_date_field
from mailcop.reading.html import sanitise
from mailcop.reading.language import likely_language
from mailcop.reading.letter import DEFAULT, Attachment, AuthenticationField, Fold, Letter, ReadingLimits
from mailcop.reading.mailboxes import from_mailbox, mailboxes
from mailcop.reading.quoting import Folded, fold
from mailcop.reading.reports import bounce_of
from mailcop.reading.rsvps import calendar_reply_of
from mailcop.reading.structure import Structure, take_apart
from mailcop.reading.subjects import is_forward_subject, subject_key
from mailcop.reading.thread_index import thread_index_ids
from mailcop.reading.which_body import chosen_text
from mailcop.words import Automatic

_BY = re.compile(r"\bby\s+([A-Za-z0-9.:\[\]_-]{1,255})", re.I)
_MOST_TRACE = 100
_WHITE_SPACE_AND_MARKS = b" \t\n\v\f\r\x1c\x1d\x1e\x1f>"
_SMALL = bytes(range(256)).lower()
_WIDE_SPACES = "\xa0\u3000\u2002\u2003\u2009\u202f\u200a\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u205f\u1680\x85"
_WORDS = re.compile(r"\w+")
_MOST_WORDS_BESIDE_A_FORWARD = 60


def read(raw: bytes, limits: ReadingLimits = DEFAULT, own_domains: frozenset[str] = frozenset()) -> Letter:
    """A mail as we read it; never raises, whatever the bytes.

    `own_domains`, in lower case, are the domains that we write from: mail that bears our marks is a loop.
    """
    try:
        return _read(raw, limits, own_domains)
    except Exception as error:  # the one guard that the promise above rests on
        return _unreadable(raw, type(error).__name__)


def _read(raw: bytes, limits: ReadingLimits, own_domains: frozenset[str]) -> Letter:
    structure = take_apart(raw, limits)
    headers = structure.headers
    body = read_body(structure, limits)
    subject = decoded(headers.first("subject"), limits.subject)
    text, has_forward = _with_forwards(structure, chosen_text(body.texts, limits.html_bytes), limits)
    is_forward = has_forward or is_forward_subject(subject, text)
    sender, from_problem, sender_name = from_mailbox(headers.all("from"))
    folded = fold(text, is_forward, limits.text_bytes, sender_name)
    folds = folded.folds
    if body.armour:
        folds += (Fold("signature", body.armour, len(folded.visible_text)),)
    attachments = marked(body.attachments, body.html, folds, is_forward)
    page, problem = _safe_page(body.html, attachments, limits)
    problems = [*body.problems, problem] if problem else body.problems
    automatic = automatic_of(structure, sender, own_domains, raw, folded)
    language, probability = likely_language(folded.visible_text)
    digest = hashlib.sha256(raw).hexdigest()
    own_id = message_id(headers.all("message-id"))
    return Letter(
        size_bytes=len(raw),
        sha256=digest,
        content_key=_content_key(headers, subject, folded, attachments),
        message_id=own_id or f"<{digest[:40]}@generated.invalid>",
        is_message_id_generated=not own_id,
        from_=sender,
        from_problem=from_problem,
        sender_name=sender_name,
        reply_to=mailboxes(headers.all("reply-to")),
        to=mailboxes(headers.all("to")),
        cc=mailboxes(headers.all("cc")),
        subject=subject,
        date=parse_date_field(headers.first("date")),
        in_reply_to=message_ids(headers.all("in-reply-to"), limits.references),
        references=message_ids(headers.all("references"), limits.references),
        thread_index=thread_index_ids(headers.first("thread-index")),
        visible_text=folded.visible_text,
        folds=folds,
        folded_text="\n\n".join(f.text for f in folds),
        first_line=folded.first_line,
        html=page,
        attachments=attachments,
        language=language if probability >= 0.5 else "",
        automatic=automatic,
        bounce=bounce_of(structure, raw) if automatic is Automatic.BOUNCE else None,
        calendar_reply=calendar_reply_of(structure) if automatic is Automatic.CALENDAR_REPLY else None,
        list_id=decoded(headers.first("list-id"), 255).rpartition("<")[2].partition(">")[0].strip().lower(),
        auto_submitted=auto_submitted(headers),
        received_count=len(headers.all("received")),
        authentication=_authentication(headers),
        problems=tuple(dict.fromkeys(problems)),
        language_probability=probability,
    )


def _unreadable(raw: bytes, why: str) -> Letter:
    """What is left of a mail on which our own code fails: its bytes, counted and hashed."""
    digest = hashlib.sha256(raw).hexdigest()
    empty: tuple[()] = ()
    return Letter(
        size_bytes=len(raw), sha256=digest, content_key=digest,
        message_id=f"<{digest[:40]}@generated.invalid>", is_message_id_generated=True,
        from_=None, from_problem="the mail could not be read", sender_name="", reply_to=empty, to=empty, cc=empty,
        subject="", date=None, in_reply_to=empty, references=empty, visible_text="", folds=empty, folded_text="",
        first_line="", html="", attachments=empty, language="", automatic=None, bounce=None, calendar_reply=None,
        list_id="", auto_submitted="", received_count=0, authentication=empty, problems=(f"reading failed: {why}",),
    )  # fmt: skip


def _safe_page(page: str, attachments: tuple[Attachment, ...], limits: ReadingLimits) -> tuple[str, str]:
    """The page with the pictures of the same mail that are safe to show and say something."""
    if not page:
        return "", ""
    own = frozenset(
        a.content_id
        for a in attachments
        if a.content_id and a.type in SHOWN_PICTURES and not a.is_decoration and a.width * a.height <= limits.pixels
    )
    return sanitise(page, own, limits.html_bytes, limits.html_depth)


def _with_forwards(structure: Structure, text: str, limits: ReadingLimits) -> tuple[str, bool]:
    """The text, behind it the mails that it forwards where it has few words of its own; whether there are any."""
    inner = forwards_in(structure) if structure.type != "multipart/report" else []
    if not inner or len(_WORDS.findall(text[:2_000])) > _MOST_WORDS_BESIDE_A_FORWARD:
        return text, False
    shown: list[str] = [text.rstrip("\n")] if text.strip() else []
    for raw in inner:
        mail = take_apart(raw, limits)
        shown.append(headed(mail.headers, chosen_text(read_body(mail, limits).texts, limits.html_bytes)))
    return "\n\n".join(shown), True


def _content_key(headers: Headers, subject: str, folded: Folded, attachments: tuple[Attachment, ...]) -> str:
    """Equal for two copies of one mail: author, subject without list tags, words without footers, attached files."""
    author = headers.first("from").rpartition("<")[2].strip("> ").lower()
    quoted = " ".join(f.text for f in folded.folds if f.kind in ("quote", "forward"))
    words = _packed(f"{folded.visible_text} {quoted}")
    files = " ".join(sorted(a.sha256 for a in attachments if a.removed or not a.type.startswith("text/")))
    above = f"{author}\n{subject_key(subject)}\n".encode("utf-8", "replace")
    return hashlib.sha256(b"%b%b\n%b" % (above, words, files.encode())).hexdigest()


def _packed(text: str) -> bytes:
    """The text in UTF-8 without white space and marks of quotation, without its case."""
    if text.isascii():
        return text.encode().translate(_SMALL, _WHITE_SPACE_AND_MARKS)
    for space in _WIDE_SPACES:
        if space in text:
            text = text.replace(space, "")
    return text.casefold().encode("utf-8", "replace").translate(None, _WHITE_SPACE_AND_MARKS)


def _authentication(headers: Headers) -> tuple[AuthenticationField, ...]:
    if not headers.has("authentication-results"):
        return ()
    found: list[AuthenticationField] = []
    above: list[str] = []
    for name, value in headers.fields:
        if name == "received":
            match = _BY.search(value[:2_000])
            above.append(match.group(1).lower().rstrip(".") if match else "")
            if len(above) > _MOST_TRACE:
                break
        elif name == "authentication-results" and len(found) < _MOST_TRACE:
            found.append(AuthenticationField(value, tuple(above)))
    return tuple(found)


def to_json(letter: Letter, source: str) -> dict[str, Any]:
    """The object that `mailcop read --json` prints for one mail (DESIGN section 5)."""
    bounce = letter.bounce
    return {
        "source": source,
        "message_id": letter.message_id,
        "from": {"name": letter.sender_name, "address": letter.from_.address if letter.from_ else ""},
        "subject": letter.subject,
        "date": letter.date.isoformat() if letter.date else None,
        "in_reply_to": list(letter.in_reply_to),
        "references": list(letter.references),
        "visible_text": letter.visible_text,
        "folded_text": letter.folded_text,
        "html": letter.html,
        "attachments": [
            {
                "name": a.name, "type": a.type, "bytes": a.size_bytes, "sha256": a.sha256, "inline": a.is_inline,
                "decoration": a.is_decoration, "removed": a.removed or None,
            }
            for a in letter.attachments
        ],
        "language": letter.language,
        "language_probability": letter.language_probability,
        "automatic": letter.automatic.value if letter.automatic else None,
        "bounce": None
        if bounce is None
        else {
            "recipients": [{"address": r.address, "kind": r.kind.value, "status": r.status} for r in bounce.recipients]
        },
        "calendar_reply": asdict(letter.calendar_reply) if letter.calendar_reply else None,
        "folds": [{"kind": f.kind, "text": f.text, "position": f.position} for f in letter.folds],
        "problems": list(letter.problems),
    }  # fmt: skip
