"""What a mail at one of our addresses is: repeat, report, machine, command or post; and who may say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from mailcop import refusals
from mailcop.addresses import AddressBook
from mailcop.blobs import Blobs
from mailcop.community.forums import Forum, all_forums, forum_named, forum_of
from mailcop.community.receptions import Decision, earlier
from mailcop.config import Config
from mailcop.inbound import bounces, commands, facilitation, posting, round_trips
from mailcop.inbound.arriving import Answered, Arriving, answered_by, sender_of
from mailcop.reading import Letter
from mailcop.words import Automatic, Destination, Envelope, Fate, MailingKind, Purpose, Where
from mailcop.writing.notice_kinds import NoticeKind

_FOR_FACILITATORS = {Where.FACILITATORS, Where.POSTMASTER, Where.ABUSE}
#: Notices that say, or whose readers expect, that a person reads what is answered.
_ANSWERED_BY_PEOPLE = tuple(
    f"notice:{kind}:"
    for kind in (
        NoticeKind.HELD_AUTHOR, NoticeKind.WITH_FACILITATORS, NoticeKind.FACILITATORS_ANSWER, NoticeKind.RETURNED,
        NoticeKind.REFUSED, NoticeKind.NOT_DONE, NoticeKind.ANSWERED,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides a reception inside its transaction; everything that it wants is in the tables and the config."""

    config: Config
    book: AddressBook
    blobs: Blobs

    def decide(
        self, conn: Connection, letter: Letter, envelope: Envelope, address: str, mail_id: int, now: datetime
    ) -> Decision:
        """The one fate of this reception, with its effects written and its answer ready."""
        where = self._destination(address)
        if where is None and envelope.is_mailbox:
            return Decision(Fate.HELD, refusals.HELD, "names no address of ours")
        if where is None:
            return Decision(Fate.REFUSED, refusals.NO_SUCH_ADDRESS, "no such address")
        repeat = _repeat(conn, letter, address)
        if repeat is not None:
            return repeat
        machine = self._machine(conn, letter, envelope, where, now)
        if machine is not None:
            return machine
        answered = answered_by(conn, where.token)
        forum = _forum(conn, where, answered)
        owner = answered.member_id if answered else None
        sender = sender_of(conn, self.config, letter, envelope, forum, owner)
        if answered is None and forum is not None and where.where is Where.FORUM:
            answered = self._named(conn, letter, forum)
        arriving = Arriving(
            conn, self.config, self.book, self.blobs, letter, envelope, where, forum, answered, sender, mail_id, now
        )
        decision = _decide(arriving)
        if envelope.is_mailbox and decision.fate is Fate.REFUSED:
            round_trips.tell_refused(arriving, decision)
        return decision

    def _named(self, conn: Connection, letter: Letter, forum: Forum) -> Answered | None:
        """The letter of ours that an answer to the forum's own address names first: a digest, a reminder.

        That tells its place. Who the letter went to is told by its reply address alone, since ids are passed on.
        """
        nearest = next(iter((*letter.in_reply_to, *letter.references[::-1])), "")
        answered = answered_by(conn, self.book.own_token(nearest)) if nearest else None
        return answered if answered is not None and answered.forum_id == forum.id else None

    def _destination(self, address: str) -> Destination | None:
        if address.lower() in ("postmaster", "abuse"):
            return Destination(Where(address.lower()), address)
        return self.book.decode(address)

    def _machine(
        self, conn: Connection, letter: Letter, envelope: Envelope, where: Destination, now: datetime
    ) -> Decision | None:
        """What no person wrote: filed, never a post, never answered (RFC 3834 section 2)."""
        if letter.received_count > self.config.limits.received:
            return Decision(Fate.REFUSED, refusals.LOOPING, f"{letter.received_count} Received fields")
        if letter.automatic is Automatic.LOOP:
            return Decision(Fate.LOOP, refusals.NOT_A_PERSON, "our own mail came back")
        is_report = letter.automatic is Automatic.BOUNCE or letter.bounce is not None
        to_bounces = where.token is not None and where.token.purpose is Purpose.BOUNCE
        if is_report or (to_bounces and letter.automatic is None):
            return bounces.file_report(conn, letter, where.token if to_bounces else None, now)
        if letter.automatic is not None:
            return Decision(Fate.AUTOMATIC, refusals.NOT_A_PERSON, str(letter.automatic))
        if to_bounces or envelope.sender == "":
            return Decision(Fate.AUTOMATIC, refusals.NOT_A_PERSON, "null sender")
        return None


def _repeat(conn: Connection, letter: Letter, address: str) -> Decision | None:
    """The same mail again repeats the first answer; a Message-ID under other words waits for a person (case 131)."""
    first = earlier(conn, address, letter)
    if first is None:
        return None
    if first.is_same:
        return Decision(Fate.DUPLICATE, first.reply, f"of reception {first.id}", first.forum_id, duplicate_of=first.id)
    return Decision(
        Fate.HELD, refusals.HELD, "message-id-used", first.forum_id, is_other_words=True
    )  # fmt: skip


def _forum(conn: Connection, where: Destination, answered: Answered | None) -> Forum | None:
    if answered is not None and answered.forum_id is not None:
        return forum_of(conn, answered.forum_id)
    named = forum_named(conn, where.name) if where.name else None
    if named is None and answered is not None:  # an answer to a letter to everyone
        return next(iter(all_forums(conn)), None)
    return named


def _decide(a: Arriving) -> Decision:
    token = a.destination.token
    if a.letter.from_ is None:
        return _unreadable_sender(a)
    if token is not None and token.purpose is Purpose.CONFIRM:
        return round_trips.confirmed(a, token)
    if token is not None and token.purpose is Purpose.PREVIEW:
        return facilitation.answer_draft(a, token.id)
    if token is not None and token.purpose is Purpose.HELD:
        return facilitation.answer_held(a, token.id)
    if a.destination.where in _FOR_FACILITATORS:
        return facilitation.to_facilitators(a)
    if a.destination.where in (Where.ANNOUNCE, Where.NEWSLETTER, Where.TRAININGS):
        return facilitation.propose(a)
    if a.destination.where in (Where.FORUM, Where.TOKEN, Where.DIGEST):
        return _words(a)
    return commands.obey_address(a)


def _unreadable_sender(a: Arriving) -> Decision:
    if a.envelope.is_mailbox:  # the door that cannot refuse
        return Decision(Fate.HELD, refusals.HELD, f"from: {a.letter.from_problem}", a.forum.id if a.forum else None)
    return Decision(Fate.REFUSED, refusals.BAD_FROM, a.letter.from_problem, a.forum.id if a.forum else None)


def _is_for_facilitators(answered: Answered, has_token: bool) -> bool:
    """Such letters say that the facilitators read what is answered: so it is no post.

    To everyone, of a newsletter, notices about held mail. "Send it again", to the forum's own address, is a post.
    """
    if answered.kind is MailingKind.NOTICE:
        return has_token and answered.key.startswith(_ANSWERED_BY_PEOPLE)
    is_talked_about = answered.occurrence_id is not None or answered.is_of_a_forum or answered.thread_id is not None
    return answered.kind in (MailingKind.ANNOUNCEMENT, MailingKind.NEWSLETTER) and not is_talked_about


def _words(a: Arriving) -> Decision:
    """A letter to a forum or in answer to one of ours: a command if its first line is wholly one, else a post."""
    if a.sender.is_known:
        obeyed = commands.obey(a)
        if obeyed is not None:
            return obeyed
    if a.answered is not None and _is_for_facilitators(a.answered, a.destination.token is not None):
        return facilitation.to_facilitators(a)
    if a.forum is None and a.answered is not None:
        return Decision(Fate.HELD, refusals.HELD, "no forum", member_id=a.sender.member_id)
    if a.forum is None:
        return facilitation.propose(a)  # a newsletter's own address
    return posting.post(a)
