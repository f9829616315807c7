"""Notices about belonging to a forum: joining, leaving, how much mail, signing in, help."""

from __future__ import annotations

from mailcop.writing.facts import NoticeFacts
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind
from mailcop.writing.notices import Choice, NoticeWords, forum_of, number_of, says, text_of, word


@says(NoticeKind.JOIN_CONFIRM)
def join_confirm(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Asks the owner of an address whether they want to join."""
    _ = v.words.gettext
    forum, url = forum_of(f), text_of(f, "confirm_url")
    return NoticeWords(
        title=_("Do you want to join {forum}?").format(forum=forum),
        preheader=_("One word in reply is enough. If it was not you, do nothing."),
        lead=(
            _("Someone, we hope you, asked to join {forum} with this address.").format(forum=forum),
            _("If it was you, reply with one word. If it was not, do nothing: you will hear no more."),
        ),
        button=(url, _("Yes, join")) if url else None,
        choices=(Choice(word(v, "confirm"), _("Reply to join"), _("makes you a member")),),
        why=_("You get it because a mail in your name asked to join {forum}. We ask once a day at most.").format(
            forum=forum
        ),
    )


def delivery_line(delivery: str, v: Moments) -> str:
    """What a subscription will bring, as a sentence."""
    _ = v.words.gettext
    lines = {
        "each": _("You get each post as it comes."),
        "daily": _("You get one letter a day, when there is something new."),
        "weekly": _("You get one letter a week, when there is something new."),
        "notices": _("You get announcements only."),
        "none": _("You get no mail of it. You can still write and read."),
    }
    return lines.get(delivery, delivery)


def delivery_choices(delivery: str, v: Moments, offers: frozenset[str]) -> tuple[Choice, ...]:
    """The words that change a subscription, without the present one."""
    _ = v.words.gettext
    known = (
        ("each", _("Each post"), _("each post as it comes")),
        ("daily", _("Daily"), _("one letter a day")),
        ("weekly", _("Weekly"), _("one letter a week")),
        ("notices", _("Announcements only"), _("announcements only")),
        ("none", _("No mail"), _("no mail, and you stay a member")),
        ("leave", _("Leave"), _("ends your membership")),
    )
    return tuple(Choice(word(v, w), label, does) for w, label, does in known if w in offers and w != delivery)


@says(NoticeKind.JOINED)
def joined(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Welcomes a new member and says how to write, and how to get less."""
    _ = v.words.gettext
    forum, delivery = forum_of(f), text_of(f, "delivery")
    address = f.forum.address if f.forum else ""
    people = f.forum.members if f.forum else 0
    reads = v.words.ngettext("{n} person reads it.", "{n} people read it.", people).format(n=v.number(people))
    return NoticeWords(
        title=_("Welcome to {forum}").format(forum=forum),
        lead=(
            _("You are a member now. {line}").format(line=delivery_line(delivery, v)),
            (_("To write to everybody, mail {address}.").format(address=address) + (" " + reads if people else "")),
        ),
        choices=delivery_choices(delivery, v, offers),
        why=_("You get it because you joined {forum}.").format(forum=forum),
    )


@says(NoticeKind.LEFT)
def left(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Confirms that a member left."""
    _ = v.words.gettext
    forum, join = forum_of(f), text_of(f, "join_address")
    back = (_("If you change your mind, write to {address}.").format(address=join),) if join else ()
    return NoticeWords(
        title=_("You have left {forum}").format(forum=forum),
        lead=(_("It is done, at once. No more letters of {forum} come to you.").format(forum=forum), *back),
        choices=(Choice(word(v, "undo"), _("Stay after all"), _("makes you a member again")),)
        if "undo" in offers
        else (),
        why=_("You get it because a mail from your address, or a link in a letter to you, asked to leave."),
    )


@says(NoticeKind.DELIVERY_CHANGED)
def delivery_changed(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Confirms how much mail a member gets from now on."""
    _ = v.words.gettext
    forum, delivery = forum_of(f), text_of(f, "delivery")
    return NoticeWords(
        title=_("{forum}: {word} from now on").format(forum=forum, word=word(v, delivery)),
        lead=(delivery_line(delivery, v),),
        choices=delivery_choices(delivery, v, offers),
        why=_("You get it because a mail from your address asked for it."),
    )


@says(NoticeKind.SIGN_IN)
def sign_in(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Carries a sign-in link."""
    _ = v.words.gettext
    minutes = number_of(f, "minutes")
    return NoticeWords(
        title=_("Your way in"),
        subject=_("Your sign-in link"),
        lead=(
            v.words.ngettext(
                "The link works once, for {n} minute, and asks you to confirm on the page.",
                "The link works once, for {n} minutes, and asks you to confirm on the page.",
                minutes,
            ).format(n=minutes),
            _("If you did not ask for it, do nothing. Nobody gets in without this letter."),
        ),
        button=(text_of(f, "url"), _("Sign in")),
        why=_("You get it because someone typed your address on our sign-in page."),
    )


@says(NoticeKind.HELP)
def help_letter(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Says what one can do by mail."""
    _ = v.words.gettext
    forum = forum_of(f)
    write = _("To write to everybody in {forum}, mail {address}.")
    unknown, why = text_of(f, "unknown"), _("You get it because you asked for help.")
    first: tuple[str, ...] = ()
    if unknown:
        first = (_("We do not know “{words}” here (yet). Nothing was changed.").format(words=unknown),)
        why = _("You get it because you wrote “{words}” in the first line.").format(words=unknown)
    elif number_of(f, "is_member"):
        first = (_("You are a member of {forum} already. Nothing was changed.").format(forum=forum),)
        why = _("You get it because a mail from your address asked to join.")
    return NoticeWords(
        title=_("What you can do by mail"),
        subject=_("{forum}: what you can do by mail").format(forum=forum),
        lead=(
            *first,
            # Without a forum there is nobody to write to: the letter came from the community itself.
            *((write.format(forum=forum, address=f.forum.address),) if f.forum and f.forum.name else ()),
            _("To answer, reply to any letter. Your reply finds its thread."),
            _("To change what you get, reply with one word, on a line of its own:"),
        ),
        choices=delivery_choices("", v, offers),
        why=why,
    )


@says(NoticeKind.STATUS)
def status(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """Answers a member who asks where they stand."""
    _ = v.words.gettext
    return NoticeWords(
        title=_("How things stand"),
        lead=(_("This is what we know of you and your mail."),),
        lines=tuple(line for line in text_of(f, "lines").split("\n") if line.strip()),
        why=_("You get it because you asked."),
    )
