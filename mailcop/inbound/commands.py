"""What a member may say in one line: joined, left, changed, registered, asked; each with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select, update

from mailcop import refusals
from mailcop.community import events, registrations, subscriptions, threads
from mailcop.community.events import Occurrence
from mailcop.community.forums import forum_of
from mailcop.community.receptions import Decision
from mailcop.inbound import facilitation, posting, round_trips
from mailcop.inbound.arriving import Arriving
from mailcop.model import members, posts
from mailcop.reading.phrases import Command, CommandWord, command_in
from mailcop.words import Delivery, Fate, MailingKind, Reply, Where
from mailcop.writing.facts import Value
from mailcop.writing.notice_kinds import NoticeKind

_DELIVERIES = {
    CommandWord.EACH: Delivery.EACH,
    CommandWord.DAILY: Delivery.DAILY,
    CommandWord.WEEKLY: Delivery.WEEKLY,
    CommandWord.NOTICES: Delivery.NOTICES,
    CommandWord.NONE: Delivery.NONE,
}
_ANSWERS = {CommandWord.YES: "yes", CommandWord.NO: "no", CommandWord.RECORDING: "recording"}
_LONGEST_WORDS = 40  # characters of a line that a letter gives back
_NOT_YET = {
    CommandWord.PAUSE, CommandWord.RESUME, CommandWord.MUTE, CommandWord.UNMUTE, CommandWord.UNDO, CommandWord.STATUS,
    CommandWord.SEND, CommandWord.TEXT_ONLY, CommandWord.CONFIRM,
}  # fmt: skip


def obey(a: Arriving) -> Decision | None:
    """The first line of a known member's letter as a command, or None: then the letter is a post."""
    said = command_in(a.letter, a.now)
    if said is None:
        return None
    if said.word in _DELIVERIES:
        return _deliver(a, _DELIVERIES[said.word])
    if said.word is CommandWord.JOIN:
        return _deliver(a, Delivery.WEEKLY) if not a.sender.is_subscribed else _member_before(a)
    if said.word is CommandWord.LEAVE:
        return _leave(a)
    if said.word in _ANSWERS or said.word is CommandWord.ASK:
        return _about_event(a, said)
    if said.word is CommandWord.ITEM:
        return _item(a, said)
    if said.word is CommandWord.PRIVATE:
        return Decision(Fate.REFUSED, refusals.NO_PRIVATE_YET, "private", _forum_id(a), a.sender.member_id)
    if said.word is CommandWord.HELP:
        return _help(a, "help")
    if said.word is CommandWord.LANGUAGE:
        return _speak(a, said.argument)
    if said.word in _NOT_YET:
        return _help(a, f"not yet: {said.word}", unknown=a.letter.first_line)
    return None


def obey_address(a: Arriving) -> Decision:
    """A mail to an address that is itself the command: FORUM.join, FORUM.weekly, EVENT.register …"""
    where = a.destination.where
    if where is Where.JOIN and not a.sender.is_known:
        return round_trips.ask_to_confirm_join(a)
    if not a.sender.is_known:
        if a.sender.writer is not None and a.forum is not None:
            return facilitation.hold(a, "doubtful")
        return Decision(Fate.REFUSED, _stranger(a), "not a member", _forum_id(a))
    if where is Where.JOIN:
        return _deliver(a, Delivery.WEEKLY) if not a.sender.is_subscribed else _member_before(a)
    if where is Where.LEAVE:
        return _leave(a)
    if where is Where.DELIVERY and a.destination.delivery is not None:
        return _deliver(a, a.destination.delivery)
    if where in _AT_EVENTS:
        return _AT_EVENTS[where](a)
    return _help(a, str(where), unknown=str(where) if where is Where.PAUSE else "")


def _deliver(a: Arriving, delivery: Delivery) -> Decision:
    if a.forum is None or a.sender.writer is None:
        return _help(a, f"{delivery}: no forum", unknown=a.letter.first_line or str(delivery))
    was = a.sender.writer.delivery
    subscriptions.subscribe(a.conn, a.sender.writer.member, a.forum.id, delivery, a.now)
    if was is None:
        a.tell(NoticeKind.JOINED, f"mail:{a.mail_id}", values={"delivery": delivery})
        return _done(a, f"joined: {delivery}")
    a.tell(NoticeKind.DELIVERY_CHANGED, f"mail:{a.mail_id}", values={"delivery": delivery})
    return _done(a, f"delivery: {was} to {delivery}")


def _leave(a: Arriving) -> Decision:
    if a.forum is None or a.sender.writer is None:
        return Decision(Fate.REFUSED, _stranger(a), "no forum to leave", _forum_id(a), a.sender.member_id)
    change = subscriptions.leave(a.conn, a.sender.writer.member, a.forum.id, a.now)
    if change is None:
        return Decision(Fate.REFUSED, _stranger(a), "no subscription", a.forum.id, a.sender.member_id)
    a.tell(
        NoticeKind.LEFT, f"mail:{a.mail_id}", values={"join_address": a.book.address(f"{a.forum.name}.join")}
    )  # fmt: skip
    return _done(a, f"left: was {change.was}")


def _item(a: Arriving, said: Command) -> Decision | None:
    """`3: words` answers the third item of a digest; anywhere else it is a line like another."""
    if a.answered is None or a.answered.kind is not MailingKind.DIGEST or said.number is None:
        return None
    words = a.letter._replace(visible_text=said.argument, html="")
    decision = posting.post(replace(a, letter=words), number=said.number)
    if decision.fate is Fate.POSTED and decision.post_id is not None and decision.forum_id is not None:
        about: dict[str, Value] = {
            "number": said.number, "subject": _thread_title(a, decision.post_id)
        }  # fmt: skip
        landed = replace(a, forum=forum_of(a.conn, decision.forum_id))  # it may have moved since the digest
        landed.tell(NoticeKind.DIGEST_RECEIPT, f"mail:{a.mail_id}", values=about)
    return decision


def _thread_title(a: Arriving, post_id: int) -> str:
    return threads.title_of(a.conn, a.conn.scalars(select(posts.c.thread_id).where(posts.c.id == post_id)).one())


def _speak(a: Arriving, language: str) -> Decision:
    if language not in a.config.community.languages or a.sender.member_id is None:
        return _help(a, f"language: {language}", unknown=a.letter.first_line)
    a.conn.execute(update(members).where(members.c.id == a.sender.member_id).values(language=language))
    a.tell(NoticeKind.HELP, f"mail:{a.mail_id}")
    return _done(a, f"language: {language}")


def _help(a: Arriving, reason: str, unknown: str = "") -> Decision:
    """What can be said; first of all that a word meant nothing here (yet), lest its author believe that it did."""
    values = {"unknown": unknown.strip()[:_LONGEST_WORDS]} if unknown.strip() else None
    a.tell(NoticeKind.HELP, f"mail:{a.mail_id}", values=values)
    return _done(a, reason)


def _member_before(a: Arriving) -> Decision:
    a.tell(NoticeKind.HELP, f"mail:{a.mail_id}", values={"is_member": 1})
    return _done(a, "joined before")


# ---- events --------------------------------------------------------------------------------------


def _about_event(a: Arriving, said: Command) -> Decision | None:
    """`yes`, `no`, `recording` or `ask:` in answer to a letter about an event; in answer to a post they are words."""
    if a.answered is None:
        return None
    chosen = registrations.asked_about(a.conn, a.answered.delivery_id, a.now)
    if said.on is not None:
        chosen = [one for one in chosen if one.start.on == said.on]
    if not chosen:
        return None
    if said.word is CommandWord.ASK:
        return _question(a, chosen[0], said.argument)
    return _register(a, chosen, _ANSWERS[said.word])


def _register(a: Arriving, chosen: list[Occurrence], said: str) -> Decision:
    assert a.sender.member_id is not None
    answered = registrations.answer(a.conn, a.sender.member_id, chosen, said, a.now)
    kind = NoticeKind.REGISTERED if said == "yes" else NoticeKind.REGISTRATION_CANCELLED
    a.tell(kind, f"mail:{a.mail_id}", occurrence_id=answered[0].occurrence.id)
    return _done(a, f"{said}: {chosen[0].event.name}")


def _question(a: Arriving, occurrence: Occurrence, words: str) -> Decision:
    assert a.sender.member_id is not None
    registrations.ask(a.conn, a.sender.member_id, occurrence.id, words, a.now)
    a.tell(NoticeKind.QUESTION_TAKEN, f"mail:{a.mail_id}", values={"question": words}, occurrence_id=occurrence.id)
    return _done(a, f"question: {occurrence.event.name}")


def _coming(a: Arriving) -> list[Occurrence]:
    event = events.event_named(a.conn, a.destination.name)
    return events.coming(a.conn, a.now, event_id=event.id) if event else []


def _at_event(said: str) -> Callable[[Arriving], Decision]:
    def answer(a: Arriving) -> Decision:
        chosen = _coming(a)
        return _register(a, chosen, said) if chosen else _over(a)

    return answer


def _ask_at_event(a: Arriving) -> Decision:
    chosen = _coming(a)
    said = command_in(a.letter, a.now)
    words = said.argument if said is not None and said.word is CommandWord.ASK else a.letter.visible_text.strip()
    return _question(a, chosen[0], words) if chosen and words else _over(a)


def _rsvp(a: Arriving) -> Decision:
    chosen = _coming(a)
    said = command_in(a.letter, a.now)
    if not chosen:
        return _over(a)
    if said is None or said.word not in _ANSWERS:
        return Decision(Fate.REFUSED, refusals.YES_NO_OR_RECORDING, "no answer", member_id=a.sender.member_id)
    return _register(a, chosen, _ANSWERS[said.word])


def _over(a: Arriving) -> Decision:
    return Decision(Fate.REFUSED, refusals.EVENT_OVER, "nothing is coming", member_id=a.sender.member_id)


_AT_EVENTS: dict[Where, Callable[[Arriving], Decision]] = {
    Where.REGISTER: _at_event("yes"),
    Where.CANCEL: _at_event("no"),
    Where.ASK: _ask_at_event,
    Where.RSVP: _rsvp,
}

# ---- answers -------------------------------------------------------------------------------------


def _done(a: Arriving, reason: str) -> Decision:
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, reason, _forum_id(a), a.sender.member_id)


def _forum_id(a: Arriving) -> int | None:
    return a.forum.id if a.forum else None


def _stranger(a: Arriving) -> Reply:
    name = a.forum.name if a.forum else (a.config.forums[0].name if a.config.forums else "postmaster")
    return refusals.say(refusals.NOT_IN_FORUM, join=a.book.address(f"{name}.join"))
