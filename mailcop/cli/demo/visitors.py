"""`--mails DIR`: the mails of a folder through the door, as they are."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Connection

from mailcop.cli.demo.mailers import Mail
from mailcop.cli.demo.people import Person
from mailcop.cli.demo.stage import Stage
from mailcop.community import forums, members, subscriptions
from mailcop.reading import Letter, read
from mailcop.words import Delivery

_NEUTRAL = "unknown@mail.example"


async def play_folder(stage: Stage, folder: Path) -> None:
    """Every *.eml in order; who is named by a valid From is made a member first, so that their words may stand."""
    found = [(file, file.read_bytes()) for file in sorted(folder.glob("*.eml"))]
    stage.paper.chapter(f"The mails of {folder.name or folder}", f"{stage.clock():%A %-d %B %Y}")
    letters = [(file, raw, read(raw)) for file, raw in found]
    if not letters:
        stage.paper.words("There is no *.eml in it.")
        return
    writers = {letter.from_.address: letter.from_.name for _, _, letter in letters if letter.from_}
    new = _admit(stage, writers)
    stage.paper.words(
        f"{len(letters)} mails as they are. Of their authors {len(writers)} can be told by a valid From; made members "
        f"of general first: {new}. No front MTA speaks for these mails, so here a member's From counts."
    )
    stage.paper.line()
    for file, raw, letter in letters:
        for recipient in _recipients(stage, letter):
            sender = letter.from_.address if letter.from_ else _NEUTRAL
            name = letter.from_.name if letter.from_ else letter.sender_name
            author = Person(sender, name or "without a valid From", "en", "UTC")
            mail = Mail(sender, recipient, raw, author, f"{file.name}: {letter.subject}", letter.visible_text)
            await stage.watch(mail)


def _admit(stage: Stage, writers: dict[str, str]) -> int:
    config, now = stage.place.config, stage.clock()

    def work(conn: Connection) -> int:
        forum = forums.forum_named(conn, "general")
        assert forum is not None
        new = [address for address in writers if members.member_at(conn, address) is None]
        for address in new:
            member = members.admit(conn, address, writers[address], config.community.languages[0], "UTC", now)
            subscriptions.subscribe(conn, member, forum.id, Delivery.WEEKLY, now)
        return len(new)

    return stage.place.database.write(work)


def _recipients(stage: Stage, letter: Letter) -> list[str]:
    """Our addresses among To and Cc, else the forum's."""
    named = [one.address for one in (*letter.to, *letter.cc) if stage.place.book.is_our_domain(one.address)]
    return list(dict.fromkeys(named)) or [stage.place.book.address("general")]
