"""The sums at the end: what the tables say beside what the postbox counted; where they differ, the demo fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from mailcop.cli.demo.paper import clipped, padded
from mailcop.cli.demo.stage import Stage, mails_kept
from mailcop.community import archive, forums, receptions
from mailcop.community import deliveries as ledger
from mailcop.model import deliveries, mailings
from mailcop.words import DeliveryState, MailingKind, Purpose

EVIDENCE = {
    "token": "the reply address",
    "in-reply-to": "In-Reply-To",
    "references": "References",
    "subject": "the subject, and who takes part",
    "came-later": "its parent came later",
    "new": "begins it",
}


def show_threads(stage: Stage) -> None:
    """Every thread as a tree, with why each post stands where it stands."""
    stage.paper.chapter("The threads, and why each post stands where it stands", "")
    for forum in stage.place.database.read(lambda conn: list(forums.all_forums(conn))):
        lines = stage.place.database.read(lambda conn, forum=forum: list(archive.thread_lines(conn, forum)))  # type: ignore[misc]  # bound at once
        stage.paper.line(f"   {forum.title} <{stage.place.book.address(forum.name)}>")
        for line in lines:
            stage.paper.line(f"     {line['thread']:>2}  {clipped(line['subject'], 80)}")
            _show_posts(stage, line["posts"])
        stage.paper.line()


def _show_posts(stage: Stage, posts: Iterable[dict[str, Any]]) -> None:
    depth: dict[str, int] = {}
    for post in posts:
        level = depth[post["message_id"]] = depth.get(post["parent"] or "", -1) + 1
        branch = "   " * level + ("└─ " if level else "")
        who = f"{' ' * 9}{branch}{post['author']['name']}, {post['at'][8:10].lstrip('0')} March"
        why = EVIDENCE.get(post["evidence"][0]["kind"] if post["evidence"] else "new", "")
        words = clipped(post["visible_text"], 28)
        stage.paper.line(f"{padded(who, 48)} {padded(words, 29)} {why}")


def show_accounts(stage: Stage) -> bool:
    """Receptions by fate, letters by kind and state, and the postbox's own count; True where all of it agrees."""
    fates = stage.place.database.read(receptions.fate_counts)
    kept = stage.place.database.read(mails_kept)
    stage.paper.chapter("The sums", "")
    rows = [(fate, str(count)) for fate, count in fates.items() if count]
    stage.paper.line("   Mail in: every reception has one fate")
    stage.paper.table([*rows, ("receptions in all", str(sum(fates.values())))], indent=6)
    _agree(stage, "receptions", sum(fates.values()), "mails that the door took", stage.mailed)
    _agree(stage, "mails kept", kept, "mails that the door took", stage.mailed)
    if stage.unknown:
        stage.paper.words(f"Recipients refused before any mail was sent, which are no receptions: {stage.unknown}.")
    stage.paper.line()
    _show_letters(stage)
    return not stage.troubles


def _show_letters(stage: Stage) -> None:
    handed = stage.place.database.read(_handed_by_kind)
    counted = stage.postbox.by_kind()
    stage.paper.line("   Mail out: what the ledger handed over, and what passed the postbox's socket")
    names = [kind.value for kind in MailingKind if handed[kind] or counted[kind]]
    rows = [(name, str(handed[name]), str(counted[name])) for name in names]
    whole = ("in all", str(sum(handed.values())), str(len(stage.postbox.letters)))
    stage.paper.table([("kind of letter", "ledger", "postbox"), *rows, whole], indent=6)
    for name in names:
        _agree(stage, f"{name} letters handed", handed[name], "counted by the postbox", counted[name])
    _agree(stage, "letters handed", sum(handed.values()), "counted by the postbox", len(stage.postbox.letters))
    _match_each(stage)
    states = stage.place.database.read(ledger.counts)
    said = ", ".join(f"{count} {state}" for state, count in states.items() if count)
    stage.paper.words(f"The whole ledger: {said}; {sum(states.values())} letters owed in all.")
    _agree(stage, "handed, of all states", states[DeliveryState.HANDED], "letters counted", len(stage.postbox.letters))
    told = stage.postbox.turned_away
    if told:
        said = " and ".join(f"{count} letter with {code}" for code, count in sorted(told.items()))
        stage.paper.words(f"The postbox turned away {said}: what is temporary came again later, what is final failed.")
    _agree(stage, "letters failed", states[DeliveryState.FAILED], "turned away for good", told["550"])


def _match_each(stage: Stage) -> None:
    """Letter by letter: each handed delivery came once, at its own address, under its own envelope sender."""
    owed = stage.place.database.read(_handed)
    came = Counter((delivery_of(stage, one.sender), one.recipient) for one in stage.postbox.letters)
    if came != Counter(owed):
        stage.trouble(
            f"letters handed and letters received differ: {len((Counter(owed) - came) + (came - Counter(owed)))}"
        )


def delivery_of(stage: Stage, sender: str) -> int:
    """The delivery that an envelope sender names; 0 for none."""
    place = stage.place.book.decode(sender)
    token = place.token if place else None
    return token.id if token is not None and token.purpose is Purpose.BOUNCE else 0


def _agree(stage: Stage, name: str, figure: int, other: str, counted: int) -> None:
    if figure != counted:
        stage.trouble(f"{name}: {figure}, but {other}: {counted}")


def _handed_by_kind(conn: Connection) -> Counter[str]:
    rows = conn.execute(
        select(mailings.c.kind, func.count())
        .join(deliveries, deliveries.c.mailing_id == mailings.c.id)
        .where(deliveries.c.state == DeliveryState.HANDED)
        .group_by(mailings.c.kind)
    )
    return Counter({kind: count for kind, count in rows})


def _handed(conn: Connection) -> list[tuple[int, str]]:
    d = deliveries.c
    return [
        (row.id, row.address) for row in conn.execute(select(d.id, d.address).where(d.state == DeliveryState.HANDED))
    ]


def kind_of_delivery(conn: Connection, delivery_id: int) -> str:
    """What kind of letter a delivery is."""
    joined = select(mailings.c.kind).join(deliveries, deliveries.c.mailing_id == mailings.c.id)
    return conn.scalar(joined.where(deliveries.c.id == delivery_id)) or ""
