"""Facts to letters: one rendering a variant, one splice a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mailcop.writing import bodies, headers, mime
from mailcop.writing import event_notices as _events  # noqa: F401  each registers its kinds with `notices`
from mailcop.writing import membership_notices as _membership  # noqa: F401
from mailcop.writing import moderation_notices as _moderation  # noqa: F401
from mailcop.writing.catalogue import SOURCE, Catalogue, load_catalogues
from mailcop.writing.facts import Community, Facts, ForumFacts, NoticeFacts, PostFacts, Recipient, Variant
from mailcop.writing.frames import Frame, frame
from mailcop.writing.invitations import calendar, utc_stamp
from mailcop.writing.mime import Piece, Slot, Spliced, slot
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind
from mailcop.writing.notices import notice_words
from mailcop.writing.pages import Pages, template_of

if TYPE_CHECKING:
    from mailcop.writing.notices import NoticeWords

WARN_HTML_BYTES, MOST_HTML_BYTES = 80_000, 95_000  # Gmail cuts a letter at 102 kB (DESIGN rule 17)
LONGEST_BEGINNING = 12_000  # letters of a post that is too long for one HTML part
_TOKEN = re.compile(r"[A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter rendered for one variant. `text` and `html` are as shown, with sample values in their slots."""

    subject: str
    preheader: str
    text: str
    flowing: str  # `text` with its soft line ends joined: for screens of any width
    html: str
    problems: tuple[str, ...]  # what a facilitator should know: a letter that will be cut
    _message_id: str
    _base_url: str
    _leave_mail: str
    _slots: frozenset[str]
    _whole: Spliced

    def letter_for(self, recipient: Recipient, date: datetime) -> bytes:
        """One reader's letter: CRLF only, pure ASCII, lines of at most 998 octets; `date` is aware.

        Raises ValueError where a value could break out of its place, or is missing.
        """
        return self._whole.join(self._values(recipient, date))

    def _values(self, r: Recipient, date: datetime) -> dict[str, bytes]:
        reply = headers.checked_address(r.reply_to)
        if not _TOKEN.fullmatch(r.leave_token):
            raise ValueError(f"not a token: {r.leave_token!r}")
        values = {
            "head": b"".join(
                (
                    _date_line(date.replace(microsecond=0)),
                    headers.mailbox("To", r.name, r.address),
                    headers.structured("Message-ID", headers.message_ids((self._message_id or r.message_id,))),
                    b"Reply-To: <" + reply.encode("ascii") + b">\r\n",
                    self._unsubscribe(r),
                )
            ),
        }
        if b"\r\nMessage-ID: " not in values["head"]:
            raise ValueError(f"not a Message-ID: {r.message_id!r}")
        for name in self._slots:
            values[name] = self._body_value(name, r, reply, date)
        return values

    def _body_value(self, name: str, r: Recipient, reply: str, date: datetime) -> bytes:
        kind, _, form = name.partition("~")
        if kind == "leave":
            if not r.leave_token:
                raise ValueError("this letter needs a leave token")
            return mime.spliced_value(r.leave_token)
        if kind == "stamp":
            return utc_stamp(date).encode("ascii")
        if kind == "reply":
            value = reply
        elif kind == "private":
            value = headers.checked_address(r.private_to) if r.private_to else reply
        else:
            value = _item(r, int(kind.removeprefix("item")))
        return mime.spliced_value(value.replace("+", "%2B") if form == "uri" else value)

    def _unsubscribe(self, r: Recipient) -> bytes:
        """One-click unsubscribe of that one subscription (RFC 8058), and the way by mail."""
        ways = [f"<{self._base_url}/u/{r.leave_token}>"] if r.leave_token and self._base_url else []
        lines = headers.structured(
            "List-Unsubscribe", [", ".join([*ways, self._leave_mail])] if self._leave_mail else ways
        )
        return lines + (b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" if ways else b"")


@lru_cache(maxsize=64)
def _date_line(date: datetime) -> bytes:
    return f"Date: {format_datetime(date.astimezone(UTC))}\r\n".encode("ascii")


def _item(r: Recipient, number: int) -> str:
    if not 0 < number <= len(r.items):
        raise ValueError(f"this letter needs a reply address for item {number}")
    return headers.checked_address(r.items[number - 1])


@dataclass(frozen=True, slots=True)
class Writer:
    """Templates and catalogues of one community, loaded once at start."""

    community: Community
    catalogues: Mapping[str, Catalogue]
    pages: Mapping[str, Pages]  # by language

    @classmethod
    def load(cls, templates: Path, community: Community) -> Writer:
        """Reads `templates/mail` and `templates/locale`; nothing is read afterwards."""
        sources = {
            path.name: path.read_text("utf-8") for path in sorted((templates / "mail").iterdir()) if path.is_file()
        }
        catalogues = load_catalogues(templates / "locale", community.languages)
        return cls(community, catalogues, {name: Pages.of(sources, words) for name, words in catalogues.items()})

    def compose(self, facts: Facts, variant: Variant) -> Composed:
        """The letter of a variant, rendered once for all who share it; ValueError beyond 95 kB of HTML."""
        f = self._settled(bodies.cleaned(facts))
        language = variant.language if variant.language in self.catalogues else self._default
        v = Moments(self.catalogues[language], variant.zone)
        words: NoticeWords | None = notice_words(f, v, self.community.offers) if isinstance(f, NoticeFacts) else None
        around = frame(f, v, self.community, words)
        page = self.pages[language]
        text = page.text(template_of(f), f, v, self.community, around, words)
        html = page.html(template_of(f), f, v, self.community, around, words)
        size = len(html.encode("utf-8"))
        if size > WARN_HTML_BYTES and isinstance(f, PostFacts):
            html = page.html(template_of(f), _beginning(f), v, self.community, around, words)
            size = len(html.encode("utf-8"))
        if size > MOST_HTML_BYTES:
            raise ValueError(f"{size} bytes of HTML are more than {MOST_HTML_BYTES}: {around.subject}")
        return self._assembled(around, text, html, size)

    def _settled(self, f: Facts) -> Facts:
        """A notice with the community for a forum, and its occurrence as it says, whatever the row still says."""
        if not isinstance(f, NoticeFacts):
            return f
        c, o = self.community, f.occurrence
        f = f if f.forum else replace(f, forum=ForumFacts("", c.name, c.address, c.domain))
        if o and f.kind is NoticeKind.EVENT_CANCELLED:
            return replace(f, occurrence=replace(o, is_cancelled=True))
        if o and f.kind in (NoticeKind.REGISTERED, NoticeKind.REGISTRATION_CANCELLED):
            return replace(f, occurrence=replace(o, is_registered=f.kind is NoticeKind.REGISTERED))
        return f

    @property
    def _default(self) -> str:
        return self.community.languages[0] if self.community.languages else SOURCE

    def _assembled(self, around: Frame, text: str, html: str, size: int) -> Composed:
        c = self.community
        address = around.sender
        invitation = calendar(around.calendar, c.name, address, slot("stamp")) if around.calendar else None
        pieces: list[Piece] = [
            headers.mailbox("From", around.sender_name, address),
            Slot("head"),
            headers.header("Subject", around.subject),
            around.shared,
            _list_headers(around.forum),
            *mime.alternatives(bodies.flowed(text), html, invitation),
        ]
        names = mime.slot_names(text + html + (invitation[1] if invitation else ""))
        sample = _sample(names, address, around)
        return Composed(
            subject=around.subject,
            preheader=around.preheader,
            text=mime.filled(bodies.readable(text), sample),
            flowing=mime.filled(bodies.joined(text), sample),
            html=mime.filled(html, sample),
            problems=(f"{size} bytes of HTML: some mailboxes will cut it",) if size > WARN_HTML_BYTES else (),
            _message_id=around.message_id,
            _base_url=c.base_url,
            _leave_mail=f"<mailto:{around.forum.leave_address}>" if around.forum and around.forum.leave_address else "",
            _slots=frozenset(names),
            _whole=Spliced.of(pieces),
        )


def _beginning(post: PostFacts) -> PostFacts:
    """A long post as its HTML part can hold it; the text part has it whole, and so has the web."""
    quote = post.quote and replace(post.quote, text=post.quote.text[: LONGEST_BEGINNING // 4])
    return replace(post, html="", text=bodies.cut(post.text[:LONGEST_BEGINNING]), quote=quote, is_cut=True)


def _sample(names: set[str], address: str, around: Frame) -> dict[str, str]:
    local, _, domain = address.partition("@")
    values = {name: f"{local}.sample@{domain}" for name in names}
    return values | {"leave": "sample", "stamp": "19700101T000000Z"}


def _list_headers(forum: ForumFacts | None) -> bytes:
    """RFC 2919 and RFC 2369; List-Unsubscribe is the reader's own and stands elsewhere."""
    if forum is None:
        return b""
    mails = (("List-Post", forum.address), ("List-Help", forum.help_address), ("List-Owner", forum.owner_address))
    lines = [headers.list_id(forum.title, forum.list_id)]
    lines += [headers.structured(name, (f"<mailto:{mail}>",)) for name, mail in mails if mail]
    if forum.archive_url:
        lines.append(headers.structured("List-Archive", (f"<{forum.archive_url}>",)))
    return b"".join(lines)
