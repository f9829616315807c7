"""Notices about one mail: held, let go, sent back, doubted, refused, answered."""

from __future__ import annotations

from mailcop.writing.facts import NoticeFacts
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind
from mailcop.writing.notices import Choice, NoticeWords, forum_of, instant_of, says, text_of, word


def _subject(f: NoticeFacts) -> str:
    return f.about.subject if f.about else ""


@says(NoticeKind.HELD_AUTHOR)
def held_author(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells an author that a person reads their mail first."""
    _ = v.words.gettext
    forum, until = forum_of(f), instant_of(f, "until")
    happens = [
        _("When it is let through, it goes to {forum} as you wrote it.").format(forum=forum),
        _("If something should change, a facilitator writes to you. You hear either way."),
    ]
    if until:
        happens.append(
            _("If nobody has answered by {moment}, the facilitators are reminded.").format(moment=v.moment(until))
        )
    return NoticeWords(
        title=_("Your post is with the facilitators"),
        subject=_("Your post is with the facilitators: {subject}").format(subject=_subject(f)),
        preheader=_("Nothing is wrong. A person reads it first, and it is safe."),
        lead=(
            _("Thank you for writing to {forum}. Nothing is wrong with your post, and it is safe.").format(forum=forum),
            _("A facilitator reads it before everybody does. It usually takes less than a day."),
        ),
        next=tuple(happens),
        about_title=_("What we have"),
        choices=tuple(
            Choice(word(v, w), label, does)
            for w, label, does in (
                ("undo", _("Take it back"), _("takes the post back")),
                ("status", _("Where is it now?"), _("tells you where it is")),
            )
            if w in offers
        ),
        why=_(
            "You get it because you wrote to {forum}. There will not be another for this post until there is news."
        ).format(forum=forum),
    )


def held_reason(reason: str, v: Moments) -> str:
    """Why a mail waits, for a facilitator; other words than the known keys stand as they are."""
    _ = v.words.gettext
    reasons = {
        "new-member": _("It is their first post."),
        "doubtful": _("Their mail server does not vouch for the address."),
        "stranger": _("The address belongs to no member."),
        "moderated": _("Posts of this forum are read first."),
        "mixed": _("It was sent to several of our addresses, and they would not answer alike."),
        "for-facilitators": _("It was written to the facilitators."),
        "unclear confirmation": _("It answers a question of ours, and we could not tell what it says."),
        "message-id-used": _("It has the Message-ID of an earlier mail and other words."),
    }
    return reasons.get(reason, reason)


@says(NoticeKind.HELD_FACILITATORS)
def held_facilitators(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Asks the facilitators what to do with a held mail."""
    _ = v.words.gettext
    forum = forum_of(f)
    who = (f.about.author if f.about else "") or text_of(f, "address")
    publish, give_back = word(v, "publish"), word(v, "return")
    refuse = Choice(
        _("{word}:").format(word=give_back) + " …", _("Return"), _("sends it back with your words after the colon")
    )
    if f.values.get("is_member") == 0:
        nothing = _("puts it away; nothing is sent to {address}, which is no verified address here")
        refuse = Choice(give_back, _("Put it away"), nothing.format(address=text_of(f, "address")))
    return NoticeWords(
        title=_("A post waits for you"),
        subject=_("Held for you in {forum}: {subject}").format(forum=forum, subject=_subject(f)),
        preheader=_("{who}: reply {publish} or {give_back}.").format(who=who, publish=publish, give_back=give_back),
        lead=(
            _("{who} ({address}) wrote to {forum}.").format(who=who, address=text_of(f, "address"), forum=forum),
            held_reason(text_of(f, "reason"), v),
        ),
        about_title=_("What they wrote"),
        choices=(
            Choice(publish, _("Publish"), _("sends it to everybody, as it is")),
            refuse,
        ),
        next=(_("The first answer counts, and your colleagues are told. Without an answer, nothing is sent."),),
        why=_("You get it as a facilitator of {forum}.").format(forum=forum),
    )


@says(NoticeKind.TO_FACILITATORS)
def to_facilitators(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Brings the facilitators what was written to them: to be answered, never to be published."""
    _ = v.words.gettext
    forum, address = forum_of(f), text_of(f, "address")
    who = (f.about.author if f.about else "") or address
    if f.values.get("is_member") == 0:
        how = _("{address} is no verified address here, so we send nothing to it: write to them yourself.")
    else:
        how = _("To answer, reply to this letter: what you write goes to {who} alone.")
    how = how.format(who=who, address=address)
    return NoticeWords(
        title=_("Written to you"),
        subject=_("To the facilitators of {forum}: {subject}").format(forum=forum, subject=_subject(f)),
        preheader=_("{who} wrote to you. Nobody else reads it.").format(who=who),
        lead=(
            _("{who} ({address}) wrote to the facilitators of {forum}. Nobody else reads it.").format(
                who=who, address=address, forum=forum
            ),
            *((held_reason(reason, v),) if (reason := text_of(f, "reason")) != "for-facilitators" else ()),
            how,
        ),
        about_title=_("What they wrote"),
        choices=(Choice(word(v, "cancel"), _("Put it away"), _("puts it away; nothing is sent to anybody")),),
        next=(_("The first answer counts, and your colleagues are told. Without an answer, nothing is sent."),),
        why=_("You get it as a facilitator of {forum}.").format(forum=forum),
    )


@says(NoticeKind.WITH_FACILITATORS)
def with_facilitators(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells who wrote to the facilitators that nobody else reads it."""
    _ = v.words.gettext
    forum = forum_of(f)
    return NoticeWords(
        title=_("Your letter is with the facilitators"),
        subject=_("Your letter is with the facilitators: {subject}").format(subject=_subject(f)),
        lead=(_("It went to the facilitators of {forum} alone. Nobody else reads it.").format(forum=forum),),
        next=(_("They answer you by mail. A reply to this letter reaches them as well."),),
        about_title=_("What we have"),
        why=_("You get it because you wrote to the facilitators of {forum}.").format(forum=forum),
    )


@says(NoticeKind.FACILITATORS_ANSWER)
def facilitators_answer(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Brings a facilitator's answer to who wrote to them."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("The facilitators answer you"),
        subject=_subject(f) if _subject(f).lower().startswith("re:") else f"Re: {_subject(f)}",
        lead=(_("This goes to you alone. A reply to this letter reaches the facilitators."),),
        quote=text_of(f, "words"),
        quote_by=text_of(f, "by") or _("A facilitator"),
        about_title=_("What you wrote"),
        why=_("You get it because you wrote to the facilitators of {forum}.").format(forum=forum_of(f)),
    )


@says(NoticeKind.NOT_DONE)
def not_done(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells who answered a held mail what was not done, and what helps."""
    _ = v.words.gettext
    reason = text_of(f, "reason")
    said = {
        "no-post": (
            _("It can't be published: it was not written to the readers of a forum."),
            _("It still waits. Reply with your answer, or with {word} to put it away.").format(word=word(v, "cancel")),
        ),
        "not-returned": (
            _("It could not be returned: {address} is no verified address here. Write to them yourself."),
            _("It is put away, and nothing was published."),
        ),
        "not-sent": (
            _("Your answer was not sent: {address} is no verified address here. Write to them yourself."),
            _("Their letter still waits. Reply {word} to put it away.").format(word=word(v, "cancel")),
        ),
        "no-files": (_("Your words were sent, your attachments were not. Send those to {address} yourself."),),
        "too-late": (_("It waits no more, so your answer changed nothing and was sent to nobody."),),
        "unclear": (
            _("We could not tell what to do, so nothing was done and it still waits."),
            _("The first line of your reply counts."),
        ),
    }  # fmt: skip
    lead = said.get(reason, said["unclear"])
    return NoticeWords(
        title=_("Not everything was done") if reason in ("not-returned", "no-files") else _("Nothing was done"),
        lead=tuple(line.format(address=text_of(f, "address")) for line in lead),
        about_title=_("What you wrote") if f.about else "",
        why=_("You get it because you answered a letter about a mail that waited."),
    )


@says(NoticeKind.PUBLISHED)
def published(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells an author that a held mail went out."""
    _ = v.words.gettext
    forum, url = forum_of(f), text_of(f, "url")
    return NoticeWords(
        title=_("Your post is out"),
        subject=_("Your post is out: {subject}").format(subject=_subject(f)),
        lead=(
            _("Everybody in {forum} can read it now. Answers come to you as the forum sends them.").format(forum=forum),
        ),
        quote=text_of(f, "words"),
        quote_by=text_of(f, "by") or _("A facilitator"),
        links=((url, _("Read it on the web")),) if url else (),
        about_title=_("What you wrote"),
        why=_("You get it because you wrote to {forum}.").format(forum=forum),
    )


@says(NoticeKind.RETURNED)
def returned(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Brings a held mail back with a facilitator's words."""
    _ = v.words.gettext
    forum = forum_of(f)
    return NoticeWords(
        title=_("Your post comes back to you"),
        subject=_("Your post comes back to you: {subject}").format(subject=_subject(f)),
        lead=(_("It has not gone to {forum}. A facilitator read it and writes:").format(forum=forum),),
        quote=text_of(f, "why"),
        quote_by=text_of(f, "by") or _("A facilitator"),
        next=(_("Change what you like and send it again. A reply to this letter reaches the facilitators."),),
        about_title=_("What you wrote"),
        why=_("You get it because you wrote to {forum}.").format(forum=forum),
    )


@says(NoticeKind.WAS_THAT_YOU)
def was_that_you(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Asks a member at their own address whether a doubtful mail is theirs."""
    _ = v.words.gettext
    forum = forum_of(f)
    return NoticeWords(
        title=_("Was that you?"),
        subject=_("Was that you? {subject}").format(subject=_subject(f)),
        preheader=_("A mail in your name waits. One word sends it, silence drops it."),
        lead=(
            _("A mail in your name, from {address}, came for {forum}. We could not tell whether it is yours.").format(
                address=text_of(f, "address"), forum=forum
            ),
            _("If it is, reply with one word. If it is not, do nothing: it goes nowhere."),
        ),
        about_title=_("What it says"),
        choices=(Choice(word(v, "confirm"), _("Yes, it was me"), _("sends it to {forum}").format(forum=forum)),),
        why=_("You get it because this is your address. We ask once a day at most."),
    )


@says(NoticeKind.REFUSED)
def refused(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells an authenticated author why a mail went nowhere, and what helps."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("Your mail did not go through"),
        subject=_("Your mail did not go through: {subject}").format(subject=_subject(f)),
        lead=(text_of(f, "reason"),),
        next=(_("Nothing was sent to anybody. A reply to this letter reaches a person."),),
        about_title=_("What you wrote"),
        why=_("You get it because a mail from your address came to us."),
    )


@says(NoticeKind.ANSWERED)
def answered(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells the colleagues that a held mail has its answer."""
    _ = v.words.gettext
    answers = {
        "publish": _("It was let through."),
        "return": _("It was sent back to its author."),
        "not-returned": _("It was put away. Its author has no verified address here and was not written to."),
        "answered": _("It was answered, and the answer went to its author alone."),
        "put-away": _("It was put away, and nothing was sent."),
        "spam": _("It was put away as spam."),
        "trust": _("It was let through, and its author is trusted from now on."),
        "cancel": _("It was cancelled."),
        "ok": _("It was sent."),
    }
    answer = text_of(f, "answer")
    return NoticeWords(
        title=_("{name} has answered").format(name=text_of(f, "by")),
        subject=_("Done: {subject}").format(subject=_subject(f)),
        lead=(answers.get(answer, answer), _("There is nothing left for you to do.")),
        why=_("You get it because you were asked too."),
    )


@says(NoticeKind.DIGEST_RECEIPT)
def digest_receipt(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Says in which thread a reply to a digest landed."""
    _ = v.words.gettext
    url = text_of(f, "url")
    undo = Choice(word(v, "undo"), _("Take it back"), _("takes it back, for 30 minutes"))
    return NoticeWords(
        title=_("Your reply is in thread {number}").format(number=text_of(f, "number")),
        subject=_("Your reply is in: {subject}").format(subject=text_of(f, "subject")),
        lead=(
            _("It stands in “{subject}” and goes to the readers of {forum}.").format(
                subject=text_of(f, "subject"), forum=forum_of(f)
            ),
        ),
        links=((url, _("Read it on the web")),) if url else (),
        about_title=_("What you wrote") if f.about else "",
        choices=(undo,) if "undo" in offers else (),
        why=_("You get it because you replied to a letter with several threads."),
    )


@says(NoticeKind.WHICH_NUMBER)
def which_number(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Asks to which thread of a digest a reply belongs."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("Which thread do you mean?"),
        preheader=_("Your words are safe. One number sends them."),
        lead=(
            _("Your reply could belong to more than one thread, so it waits here. Your words are safe."),
            _("Reply with the number alone, as it stands in the letter."),
        ),
        lines=tuple(line for line in text_of(f, "lines").split("\n") if line.strip()),
        about_title=_("What you wrote"),
        why=_("You get it because you replied to a letter with several threads."),
    )
