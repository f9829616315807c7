"""From a judged letter to a post: publish, ask, hold or refuse, and where an answer belongs."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from mailcop import refusals
from mailcop.community import events, held, threads
from mailcop.community.admission import Standing, judge
from mailcop.community.forums import forum_of
from mailcop.community.moving import leads_to
from mailcop.community.placing import Known
from mailcop.community.publishing import publish
from mailcop.community.receptions import Decision
from mailcop.inbound import facilitation, round_trips
from mailcop.inbound.arriving import Arriving, sender_of
from mailcop.model import mailings
from mailcop.words import Fate, MailingKind, Purpose, Reply, Verdict

_ABOUT_NO_POST = {MailingKind.ANNOUNCEMENT, MailingKind.NEWSLETTER, MailingKind.REMINDER}


def post(a: Arriving, *, number: int = 0) -> Decision:
    """Publish, ask, hold or refuse by standing and policy; `number` is the digest item that the words name."""
    item = _item(a, number)
    a = _where_it_stands(a, item)
    assert a.forum is not None
    if not (a.letter.visible_text.strip() or a.letter.attachments or a.letter.html):
        return Decision(Fate.REFUSED, refusals.EMPTY, "empty", a.forum.id, a.sender.member_id)
    standing = a.sender.standing
    if standing in (Standing.KNOWN, Standing.DOUBTFUL) and not a.sender.is_subscribed:
        standing = Standing.STRANGER  # a member of the community, but not of this forum
    verdict = judge(a.forum.policy, standing, is_facilitator=a.sender.is_facilitator, is_reply=a.answered is not None)
    if verdict is Verdict.REFUSE:
        return refuse(a)
    if verdict is Verdict.ASK:
        return round_trips.ask(a)
    if verdict is Verdict.HOLD:
        return facilitation.hold(a, "doubtful" if standing is Standing.DOUBTFUL else "stranger")
    parent, waits = _parent(a, item)
    if waits is not None:
        return waits
    subject = _subject(a, parent)
    letter = a.letter if subject == a.letter.subject else a.letter._replace(subject=subject)
    posted = publish(
        a.conn, a.forum, letter, held.author_of(a.letter, a.sender.writer), domain=a.book.domain, now=a.now,
        mail_id=a.mail_id, token=parent,
    )  # fmt: skip
    if a.answered is not None and a.answered.thread_id is None and a.answered.kind in _ABOUT_NO_POST:
        a.conn.execute(
            update(mailings).where(mailings.c.id == a.answered.mailing_id).values(thread_id=posted.thread_id)
        )
        if a.answered.occurrence_id is not None:
            events.keep_thread(a.conn, a.answered.occurrence_id, posted.thread_id)
    if a.sender.is_facilitator:
        facilitation.offer(a, posted)
    return Decision(Fate.POSTED, refusals.POSTED, posted.evidence, a.forum.id, a.sender.member_id, posted.post_id)


def _subject(a: Arriving, parent: Known | None) -> str:
    """The author's own, but for answers to what the machine titled: "Re: General, weekly no. 3" names no thread."""
    if a.answered is None or a.answered.kind is MailingKind.POST:
        return a.letter.subject
    if parent is not None:
        return f"Re: {threads.title_of(a.conn, parent.thread_id)}"
    title = events.title_of(a.conn, a.answered.occurrence_id) if a.answered.occurrence_id is not None else ""
    return f"Re: {title}" if title else a.letter.subject


def _item(a: Arriving, number: int) -> int:
    """The item of a digest that is answered: named, by its own address, or quoted; 0 for none."""
    token = a.destination.token
    item = number or (token.item if token is not None and token.purpose is Purpose.ITEM else 0)
    if item or a.answered is None or a.answered.kind is not MailingKind.DIGEST:
        return item
    return threads.quoted_item(a.conn, a.answered.mailing_id, a.letter.folded_text, a.letter.subject)


def _where_it_stands(a: Arriving, item: int) -> Arriving:
    """The same in the forum that the answered item was moved to since, if it was; who writes is seen from there."""
    now_in = leads_to(a.conn, a.answered.mailing_id, item) if item and a.answered else None
    if now_in is None or (a.forum is not None and a.forum.id == now_in):
        return a
    forum = forum_of(a.conn, now_in)
    owner = a.answered.member_id if a.answered and a.destination.token else None
    return replace(a, forum=forum, sender=sender_of(a.conn, a.config, a.letter, a.envelope, forum, owner))


def _parent(a: Arriving, item: int) -> tuple[Known | None, Decision | None]:
    """Where the answered letter leads; of a digest whose item is unclear the member is asked."""
    if a.answered is None or a.forum is None:
        return None, None
    if a.answered.kind is MailingKind.DIGEST and not item:
        return None, round_trips.which_number(a)
    found = threads.post_of_mailing(a.conn, a.answered.mailing_id, a.forum.id, item)
    if found is None and item:
        return None, round_trips.which_number(a)
    thread_id = a.answered.thread_id
    if thread_id is None and a.answered.occurrence_id is not None:  # a reminder leads where its announcement led
        thread_id = events.thread_of(a.conn, a.answered.occurrence_id)
    if found is None and thread_id is not None:
        found = threads.first_post(a.conn, thread_id, a.forum.id)
    return found, None


def refuse(a: Arriving) -> Decision:
    """Told no in the dialogue, with the sentence that helps."""
    assert a.forum is not None
    reply: Reply
    if a.sender.is_known and a.sender.is_subscribed:
        leaders = a.book.address(f"{a.forum.name}.facilitators")
        reply = refusals.say(refusals.NOT_A_FACILITATOR, facilitators=leaders)
        reason = "facilitators only"
    else:
        reply = refusals.say(refusals.NOT_A_MEMBER, join=a.book.address(f"{a.forum.name}.join"))
        reason = "not a member"
    return Decision(Fate.REFUSED, reply, reason, a.forum.id, a.sender.member_id)
