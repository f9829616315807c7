"""What facilitators are told and what they answer: held mail, previews, plans found in their posts."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from mailcop import refusals
from mailcop.community import held, members, threads
from mailcop.community.publishing import Posted, publish
from mailcop.community.receptions import Decision
from mailcop.editions import drafts
from mailcop.inbound.arriving import Arriving
from mailcop.reading.phrases import Command, CommandWord, command_in
from mailcop.words import Fate, Purpose, Token
from mailcop.writing.notice_kinds import NoticeKind


def hold(a: Arriving, reason: str) -> Decision:
    """Keep it for a person: each facilitator gets it with a token to answer by, a known author is told once.

    What was not meant for a forum's readers is no post that waits: both letters say so, and nobody may publish it.
    """
    is_post = held.may_be_post(a.forum, a.destination, reason)

    def follow(conn: Connection, reception_id: int) -> None:
        asked = NoticeKind.HELD_FACILITATORS if is_post else NoticeKind.TO_FACILITATORS
        _tell_facilitators(a, conn, asked, reception_id, reason)
        if a.sender.is_known:
            told = NoticeKind.HELD_AUTHOR if is_post else NoticeKind.WITH_FACILITATORS
            a.tell(told, f"reception:{reception_id}", shows_letter=True, conn=conn)

    forum_id = a.forum.id if a.forum else None
    return Decision(Fate.HELD, refusals.HELD, reason, forum_id, a.sender.member_id, follow=(follow,))


def _tell_facilitators(a: Arriving, conn: Connection, kind: NoticeKind, reception_id: int, reason: str) -> None:
    """The held letter, to all facilitators of its forum; the first answer wins."""
    is_member = int(a.sender.writer is not None)
    for leader in members.facilitators(conn, a.forum.id if a.forum else None):
        a.tell(
            kind, f"reception:{reception_id}", address=leader.address,
            values={"address": a.sender.address, "reason": reason, "is_member": is_member},
            answers_to=Token(Purpose.HELD, reception_id), shows_letter=True, conn=conn,
        )  # fmt: skip


def to_facilitators(a: Arriving) -> Decision:
    """A letter to those who run the forum, or the place: it waits where they see it, and is no post."""
    return hold(a, held.FOR_FACILITATORS)


# ---- plans and previews --------------------------------------------------------------------------


def propose(a: Arriving) -> Decision:
    """A letter to `announce` or a newsletter becomes a draft; its author gets a preview, nobody else a letter."""
    if not (a.sender.is_known and a.sender.is_facilitator):
        if a.sender.writer is not None and a.sender.is_facilitator:
            return hold(a, "doubtful")
        leaders = a.config.forums[0].name if a.config.forums else "postmaster"
        reply = refusals.say(refusals.NOT_A_FACILITATOR, facilitators=a.book.address(f"{leaders}.facilitators"))
        return Decision(Fate.REFUSED, reply, "facilitators only", member_id=a.sender.member_id)
    draft_id = drafts.propose(
        a.conn, a.letter, member_id=a.sender.member_id or 0, mail_id=a.mail_id,
        forum_id=a.forum.id if a.forum else None, to=a.destination, now=a.now,
    )  # fmt: skip
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"draft {draft_id}", None, a.sender.member_id)


def offer(a: Arriving, posted: Posted) -> None:
    """A facilitator's post that holds a plan went out as written; now it is offered as what it plans."""
    drafts.offer(
        a.conn,
        a.letter,
        member_id=a.sender.member_id or 0,
        mail_id=a.mail_id,
        thread_id=posted.thread_id,
        forum_id=a.forum.id if a.forum else None,
        now=a.now,
    )


def answer_draft(a: Arriving, draft_id: int) -> Decision:
    """`OK`, `Cancel` or `Key: value` in answer to a preview, by its author or another facilitator."""
    if not (a.sender.is_known and a.sender.is_facilitator) or a.sender.member_id is None:
        return hold(a, "preview answered by another")
    said = drafts.answer(a.conn, draft_id, a.sender.member_id, a.letter, a.now)
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"draft {draft_id}: {said}", None, a.sender.member_id)


# ---- held mail -----------------------------------------------------------------------------------


def answer_held(a: Arriving, reception_id: int) -> Decision:
    """`Publish`, `Return: why`, `Spam` or `Trust` of a facilitator; a number of the author who was asked for one.

    To a letter that was for the facilitators alone, words of a facilitator are the answer.
    """
    try:
        one = held.held(a.conn, a.blobs, reception_id)
    except held.NotHeld as error:
        if a.sender.is_known:
            a.tell(NoticeKind.NOT_DONE, f"mail:{a.mail_id}", values={"reason": "too-late"}, shows_letter=True)
        return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"too late: {error}", None, a.sender.member_id)
    said = command_in(a.letter, a.now)
    forum_id = one.forum.id if one.forum else None
    if one.reason == "which-number":
        return _numbered(a, one, said)
    is_leader = a.sender.is_known and any(
        leader.id == a.sender.member_id for leader in members.facilitators(a.conn, forum_id)
    )
    if not is_leader:
        return hold(a, f"answer to {reception_id} unclear")
    if not held.may_be_post(one.forum, a.book.decode(one.destination), one.reason):
        return _answer_letter(a, one, said)
    if said is not None and said.word in (CommandWord.PUBLISH, CommandWord.TRUST):
        return _publish(a, one, said)
    if said is not None and said.word in (CommandWord.RETURN, CommandWord.SPAM):
        return _return(a, one, said)
    return _not_done(a, one, "unclear")


def _publish(a: Arriving, one: held.Held, said: Command) -> Decision:
    posted = held.release(a.conn, a.book, one, a.now, by=a.sender.member_id, note=said.argument)
    if one.writer is not None:
        a.tell(
            NoticeKind.PUBLISHED, f"reception:{one.id}", address=one.writer.member.address,
            values={"words": said.argument} if said.argument else None, about=held.about(one),
        )  # fmt: skip
    _tell_colleagues(a, one, "publish")
    reason = f"published reception {one.id} as post {posted.post_id}"
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, reason, one.forum.id if one.forum else None, a.sender.member_id)


def _return(a: Arriving, one: held.Held, said: Command) -> Decision:
    held.settle(
        a.conn, one.id, Fate.HELD, Fate.REFUSED, a.now, by=a.sender.member_id, note=said.argument, reason="returned"
    )
    forum_id = one.forum.id if one.forum else None
    decision = Decision(
        Fate.COMMAND, refusals.UNDERSTOOD, f"returned reception {one.id}", forum_id, a.sender.member_id
    )  # fmt: skip
    if said.word is CommandWord.SPAM:
        _tell_colleagues(a, one, "spam")
    elif one.writer is None:
        _tell_not_done(a, one, "not-returned")
        _tell_colleagues(a, one, "not-returned")
    else:
        a.tell(
            NoticeKind.RETURNED, f"reception:{one.id}", address=one.writer.member.address,
            values={"why": said.argument}, about=held.about(one),
        )  # fmt: skip
        _tell_colleagues(a, one, "return")
    return decision


def _answer_letter(a: Arriving, one: held.Held, said: Command | None) -> Decision:
    """A letter to the facilitators: what one of them replies goes to its author alone; `Cancel` puts it away."""
    word = said.word if said is not None else None
    if word in (CommandWord.PUBLISH, CommandWord.TRUST):
        return _not_done(a, one, "no-post")
    if word in (CommandWord.CANCEL, CommandWord.SPAM):
        return _done_with(a, one, "put-away")
    words = said.argument if said is not None and word is CommandWord.RETURN else a.letter.visible_text.strip()
    if not words:
        return _not_done(a, one, "unclear")
    if one.writer is None:
        return _not_done(a, one, "not-sent")
    a.tell(
        NoticeKind.FACILITATORS_ANSWER, f"reception:{one.id}", address=one.writer.member.address,
        values={"words": words, "by": a.sender.writer.member.name if a.sender.writer else ""}, about=held.about(one),
    )  # fmt: skip
    if any(not file.is_inline and not file.is_decoration for file in a.letter.attachments):
        _tell_not_done(a, one, "no-files")
    return _done_with(a, one, "answered", words)


def _done_with(a: Arriving, one: held.Held, how: str, words: str = "") -> Decision:
    held.settle(
        a.conn, one.id, Fate.HELD, Fate.COMMAND, a.now, by=a.sender.member_id, note=words, reason=how
    )  # fmt: skip
    _tell_colleagues(a, one, how)
    forum_id = one.forum.id if one.forum else None
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"{how}: reception {one.id}", forum_id, a.sender.member_id)


def _not_done(a: Arriving, one: held.Held, reason: str) -> Decision:
    """It goes on waiting, and who answered is told why; their words stand in that notice."""
    _tell_not_done(a, one, reason)
    said = f"answer to {one.id}: {reason}"
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, said, one.forum.id if one.forum else None, a.sender.member_id)


def _tell_not_done(a: Arriving, one: held.Held, reason: str) -> None:
    address = one.letter.from_.address if one.letter.from_ else ""
    a.tell(
        NoticeKind.NOT_DONE, f"mail:{a.mail_id}", values={"reason": reason, "address": address},
        answers_to=Token(Purpose.HELD, one.id), shows_letter=True,
    )  # fmt: skip


def _tell_colleagues(a: Arriving, one: held.Held, answer: str) -> None:
    by = a.sender.writer.member.name if a.sender.writer else ""
    for leader in members.facilitators(a.conn, one.forum.id if one.forum else None):
        if leader.id != a.sender.member_id:
            a.tell(
                NoticeKind.ANSWERED, f"reception:{one.id}", address=leader.address, values={"by": by, "answer": answer},
                about=held.about(one),
            )  # fmt: skip


def _numbered(a: Arriving, one: held.Held, said: Command | None) -> Decision:
    """The author names the item: the kept words land in its thread."""
    number = said.number if said is not None and said.number is not None else _bare_number(a.letter.first_line)
    is_author = one.writer is not None and a.sender.is_known and one.writer.member.id == a.sender.member_id
    place = a.book.decode(one.destination)
    if not is_author or not number or one.forum is None or place is None or place.token is None:
        return hold(a, f"answer to {one.id} unclear")
    mailing_id = threads.mailing_of(a.conn, place.token.id)
    parent = threads.post_of_mailing(a.conn, mailing_id, one.forum.id, number) if mailing_id is not None else None
    if parent is None:
        return hold(a, f"no item {number}")
    posted = publish(
        a.conn, one.forum, one.letter, held.author_of(one.letter, one.writer), domain=a.book.domain, now=a.now,
        mail_id=one.mail_id, token=parent, received_at=one.received_at,
    )  # fmt: skip
    held.settle(a.conn, one.id, Fate.HELD, Fate.POSTED, a.now, by=a.sender.member_id, post_id=posted.post_id)
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"item {number}", one.forum.id, a.sender.member_id)


def _bare_number(line: str) -> int:
    word = line.strip().rstrip(".:)")
    return int(word) if word.isdecimal() and len(word) <= 3 else 0
