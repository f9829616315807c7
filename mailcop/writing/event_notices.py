"""Notices about webinars and about what a facilitator sends."""

from __future__ import annotations

from mailcop.writing.doubts import gap
from mailcop.writing.facts import NoticeFacts
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind
from mailcop.writing.notices import Choice, NoticeWords, instant_of, number_of, says, text_of, word


def _title(f: NoticeFacts) -> str:
    return f.occurrence.title if f.occurrence else ""


def _give_up(v: Moments) -> Choice:
    _ = v.words.gettext
    return Choice(word(v, "no"), _("I cannot come"), _("gives up your place"))


def _take(v: Moments) -> Choice:
    _ = v.words.gettext
    return Choice(word(v, "yes"), _("Take a place"), _("takes a place for you"))


@says(NoticeKind.REGISTERED)
def registered(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Confirms a place."""
    _ = v.words.gettext
    o = f.occurrence
    return NoticeWords(
        title=_("You have a place"),
        subject=_("You have a place: {title}").format(title=_title(f)),
        preheader=v.moment(o.starts_at) if o else "",
        lead=(_("You will be reminded a day and an hour before. The calendar entry is attached."),),
        button=(o.join_url, _("Join when it starts")) if o and o.join_url else None,
        choices=(_give_up(v),),
        why=_("You get it because you asked for a place."),
    )


@says(NoticeKind.REGISTRATION_CANCELLED)
def registration_cancelled(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Confirms that a place was given up."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("Your place is free again"),
        subject=_("Your place is free again: {title}").format(title=_title(f)),
        lead=(_("Thank you for telling us. No reminders come to you for this date."),),
        choices=(_take(v),),
        why=_("You get it because you gave up your place."),
    )


@says(NoticeKind.EVENT_CHANGED)
def event_changed(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Says the old and the new time."""
    _ = v.words.gettext
    o, was = f.occurrence, instant_of(f, "was_at")
    return NoticeWords(
        title=_("A new time"),
        subject=_("New time: {title}").format(title=_title(f)),
        preheader=v.moment(o.starts_at) if o else "",
        lead=(
            _("It was {moment}.").format(moment=v.moment(was)) if was else "",
            _("Your place and your reminders have moved with it. The calendar entry is attached."),
        ),
        choices=(_give_up(v),),
        why=_("You get it because you have a place."),
    )


@says(NoticeKind.EVENT_CANCELLED)
def event_cancelled(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Says that it does not take place."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("It does not take place"),
        subject=_("Cancelled: {title}").format(title=_title(f)),
        lead=(_("You need to do nothing. The attached calendar entry takes it out of your calendar."),),
        quote=text_of(f, "why"),
        quote_by=text_of(f, "by"),
        why=_("You get it because you have a place."),
    )


@says(NoticeKind.QUESTION_TAKEN)
def question_taken(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Confirms a question to a speaker."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("Your question is in"),
        subject=_("Your question is in: {title}").format(title=_title(f)),
        lead=(_("The speaker gets it before the start."),),
        quote=text_of(f, "question"),
        why=_("You get it because you asked a question."),
    )


@says(NoticeKind.DRAFT_SENT)
def draft_sent(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells a facilitator that their OK was acted on."""
    _ = v.words.gettext
    people, at = number_of(f, "people"), instant_of(f, "at")
    said = v.words.ngettext("“{title}” goes to {n} person.", "“{title}” goes to {n} people.", people).format(
        title=text_of(f, "title"), n=v.number(people)
    )
    when = _("It leaves on {moment}.").format(moment=v.moment(at)) if at else _("It is on its way.")
    return NoticeWords(
        title=_("Thank you, it is done"),
        subject=_("Done: {subject}").format(subject=text_of(f, "title")),
        lead=(f"{said} {when}",),
        lines=tuple(line for line in text_of(f, "lines").split("\n") if line.strip()),
        why=_("You get it because you answered OK to a preview."),
    )


@says(NoticeKind.DRAFT_CANCELLED)
def draft_cancelled(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells a facilitator that nothing was sent."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("Cancelled, nothing was sent"),
        subject=_("Cancelled, nothing was sent: {title}").format(title=text_of(f, "title")),
        lead=(_("To begin again, send your mail once more."),),
        why=_("You get it because you answered a preview."),
    )


@says(NoticeKind.DRAFT_UNCLEAR)
def draft_unclear(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Tells a facilitator which line was not understood."""
    _ = v.words.gettext
    reason = text_of(f, "reason")
    sentence = gap(reason, {name: text_of(f, name) for name in f.values}, v)
    why = _("You get it because you wrote to us as a facilitator.")
    if reason == "cannot-send":
        return NoticeWords(title=_("This can't be sent yet"), lead=(sentence,), why=why)
    return NoticeWords(
        title=_("Something I did not understand"),
        preheader=_("Nothing was sent. Correct the line and reply."),
        lead=(_("Nothing was sent. This is where I stopped:"), sentence),
        next=(_("Correct it and reply to this letter, or send your mail again."),),
        about_title=_("What you wrote") if f.about else "",
        why=why,
    )
