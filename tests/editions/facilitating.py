"""What facilitators mail in and answer, read by the reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailcop.editions import drafts
from mailcop.words import Destination, Where
from tests.editions.world import World, mail

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)  # a Monday
ANNOUNCE = Destination(Where.ANNOUNCE, "announce@cop.example.org")
NEWSLETTER = Destination(Where.NEWSLETTER, "newsletter@cop.example.org")
INDIA = "Announce: A perspective from India\n\nDear all,\n\non Thursday we talk about water.\n"
WEBINAR = (
    "Webinar: Budgets for people\nDate: 17 June 2026, 15:00 Paris, 1 hour\nSpeaker: Amara Diallo\n"
    "Link: https://meet.example.org/1\n\nBring a budget that puzzles you.\n"
)


def propose(world: World, member: int, text: str, to: Destination = ANNOUNCE, subject: str = "News") -> int:
    letter = mail(text, subject)
    return world.database.write(
        lambda conn: drafts.propose(conn, letter, member_id=member, mail_id=None, forum_id=None, to=to, now=NOW)
    )


def answer(world: World, draft: int, member: int, text: str, now: datetime = NOW + timedelta(hours=1)) -> str:
    letter = mail(text, "Re: Before anything is sent")
    return world.database.write(lambda conn: drafts.answer(conn, draft, member, letter, now))
