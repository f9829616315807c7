"""Mail that waits: seen, let go, sent back, tried again."""

from __future__ import annotations

import argparse
import json

from sqlalchemy.engine import Connection

from mailcop.cli.place import opened, say
from mailcop.cli.wiring import intake_of
from mailcop.community import held as held_mail
from mailcop.editions.notices import owe_notice
from mailcop.words import Fate
from mailcop.writing.notice_kinds import NoticeKind


def held(arguments: argparse.Namespace) -> None:
    """All that waits, oldest first."""
    with opened(arguments) as place:
        found = place.database.read(held_mail.waiting)
    for one in found:
        if arguments.json:
            line = {
                "id": one.id, "fate": one.fate, "reason": one.reason, "destination": one.destination,
                "from": one.from_address, "subject": one.subject, "received_at": one.received_at.isoformat(),
                "forum": one.forum,
            }  # fmt: skip
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{one.id:>6}  {one.received_at:%Y-%m-%d %H:%M}  {one.fate}: {one.reason}")
            print(f"        {one.from_address} to {one.destination}: {one.subject}")
    if not found and not arguments.json:
        print("Nothing waits.")


def release(arguments: argparse.Namespace) -> None:
    """Publish a held mail; its author is told where they are a member."""
    with opened(arguments) as place:
        now = place.now(arguments.at)

        def work(conn: Connection) -> int:
            one = held_mail.held(conn, place.blobs, arguments.id)
            posted = held_mail.release(conn, place.book, one, now, note=arguments.note)
            if one.writer is not None and one.forum is not None:
                values = {"words": arguments.note} if arguments.note else None
                owe_notice(
                    conn, NoticeKind.PUBLISHED, one.writer.member.address, now, key=f"reception:{one.id}",
                    forum_id=one.forum.id, values=values, about=held_mail.about(one),
                )  # fmt: skip
            return posted.post_id

        post_id = place.database.write(work)
    say(f"reception {arguments.id} is post {post_id} now")


def give_back(arguments: argparse.Namespace) -> None:
    """Send a held mail back with a reason; only a member's verified address is written to."""
    with opened(arguments) as place:
        now = place.now(arguments.at)

        def work(conn: Connection) -> bool:
            one = held_mail.held(conn, place.blobs, arguments.id)
            held_mail.settle(conn, one.id, Fate.HELD, Fate.REFUSED, now, note=arguments.why, reason="returned")
            if one.writer is not None:
                is_post = held_mail.may_be_post(one.forum, place.book.decode(one.destination), one.reason)
                kind = NoticeKind.RETURNED if is_post else NoticeKind.FACILITATORS_ANSWER
                owe_notice(
                    conn, kind, one.writer.member.address, now, key=f"reception:{one.id}",
                    forum_id=one.forum.id if one.forum else None,
                    values={"why" if is_post else "words": arguments.why}, about=held_mail.about(one),
                )  # fmt: skip
            return one.writer is not None

        is_told = place.database.write(work)
    say(
        f"reception {arguments.id} is returned" + ("" if is_told else "; its sender is no member and is not written to")
    )


def retry(arguments: argparse.Namespace) -> None:
    """Judge a quarantined mail again with the mailcop of today."""
    with opened(arguments) as place:
        intake = intake_of(place, lambda: place.now(arguments.at))
        try:
            decision = intake.retry(arguments.id)
        finally:
            intake.close()
    say(f"reception {arguments.id} is {decision.fate} now" + (f": {decision.reason}" if decision.reason else ""))
