"""Threads: shown, and put right by a facilitator: a post split off, two made one, one moved to another forum."""

from __future__ import annotations

import argparse
import json
from typing import Any

from sqlalchemy.engine import Connection

from mailcop.cli.place import opened, say
from mailcop.community import archive, forums, moving


def show(arguments: argparse.Namespace) -> None:
    """The threads of a forum, one line each."""
    if arguments.forum is None:
        arguments.misused("the following arguments are required: --forum")
    with opened(arguments, needs_secret=False) as place:
        forum = place.database.read(lambda conn: _forum(conn, arguments.forum))
        for line in place.database.read(lambda conn: list(archive.thread_lines(conn, forum))):
            if arguments.json:
                print(json.dumps(line, ensure_ascii=False))
            else:
                _print(line)


def split(arguments: argparse.Namespace) -> None:
    """A post begins a thread of its own; its answers go with it."""

    def work(conn: Connection) -> int:
        post_id = moving.post_named(conn, _forum(conn, arguments.forum).id, arguments.message_id)
        return moving.split(conn, post_id, subject=arguments.subject)

    with opened(arguments, needs_secret=False) as place:
        made = place.database.write(work, "web")
    _tell(arguments, made, f"now begins thread {made}")


def merge(arguments: argparse.Namespace) -> None:
    """Two threads become one; the first one leads to the other from now on."""
    with opened(arguments, needs_secret=False) as place:
        moved = place.database.write(lambda conn: moving.merge(conn, arguments.thread, arguments.into), "web")
        into = place.database.read(lambda conn: moving.thread_now(conn, arguments.into))
    _tell(arguments, into, f"{moved} posts are in thread {into} now", moved)


def move(arguments: argparse.Namespace) -> None:
    """A thread goes to another forum, where it is in no digest unless it is news."""

    def work(conn: Connection) -> int:
        return moving.move(conn, arguments.thread, _forum(conn, arguments.to).id, is_news=arguments.news)

    with opened(arguments, needs_secret=False) as place:
        moved = place.database.write(work, "web")
        thread = place.database.read(lambda conn: moving.thread_now(conn, arguments.thread))
    _tell(arguments, thread, f"{moved} posts are in {arguments.to} now", moved)


def _forum(conn: Connection, name: str) -> forums.Forum:
    found = forums.forum_named(conn, name)
    if found is None:
        raise ValueError(f"there is no forum {name!r}")
    return found


def _tell(arguments: argparse.Namespace, thread: int, words: str, posts: int | None = None) -> None:
    if arguments.json:
        print(json.dumps({"thread": thread} | ({} if posts is None else {"posts": posts})))
    else:
        say(words)


def _print(line: dict[str, Any]) -> None:
    print(f"{line['thread']:>6}  {line['subject']}")
    for post in line["posts"]:
        why = post["evidence"][0]["kind"] if post["evidence"] else "new"
        print(f"        {post['at'][:16]}  {post['author']['name']}  ({why})  {post['message_id']}")
