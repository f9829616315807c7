"""Forums, threads, posts and their attachments."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailcop.addresses import AddressBook
from mailcop.community import archive
from mailcop.web import reads
from mailcop.web.dates import next_dates
from mailcop.web.face import Face, face_of, id_in, member_of, nothing, page_number, words_in
from mailcop.web.pictures import Picture, with_pictures
from mailcop.web.prose import Piece, pieces
from mailcop.words import Purpose, Token

LATEST = 5
_SHORT = 20  # posts
_FORMATTING = re.compile(r"<(?:b|strong|em|i|u|ul|ol|table|h[1-6]|img|a|pre|code)\b", re.IGNORECASE)
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
# What a browser might run is sent as bytes without a meaning, besides being a sandboxed download.
_ACTIVE = re.compile(r"html|xml|svg|script|ecmascript|flash|pdf-?js|multipart|message", re.IGNORECASE)
_DOWNLOAD_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Named:
    """Another post of the thread, as a link names it."""

    number: int
    name: str
    href: str

    @property
    def first_word(self) -> str:
        """The author's first word, the short form."""
        return self.name.split(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment, as a link offers it."""

    name: str
    type: str
    size_bytes: int
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as its page shows it; one that was hidden keeps its number and loses its words."""

    number: int
    name: str
    at: Any
    language: str
    is_yours: bool
    is_hidden: bool
    pieces: tuple[Piece, ...] = ()
    attachments: tuple[Attached, ...] = ()
    answers: Named | None = None
    answered_in: tuple[Named, ...] = ()
    reply_address: str = ""
    reply_query: str = ""
    formatted_href: str = ""


async def home(request: Request) -> Response:
    """Latest threads, next dates, forums."""
    face, member_id = face_of(request), member_of(request)

    def look(conn: Connection) -> dict[str, Any]:
        return {
            "people": reads.people(conn),
            "threads": reads.threads_of(conn, member_id, limit=LATEST),
            "dates": next_dates(conn, member_id, face.clock()),
            "forums": reads.forums_of(conn, member_id),
        }

    facts = await face.read(look)
    return face.page(request, "home.html", section="forums", address_of=face.place.book.address, **facts)


async def forum(request: Request) -> Response:
    """The threads of a forum, newest activity first."""
    face, member_id = face_of(request), member_of(request)
    name, page = request.path_params["name"], page_number(request)
    unanswered = request.query_params.get("show") == "unanswered"

    def look(conn: Connection) -> dict[str, Any]:
        here = _forum(conn, member_id, name)
        skip = (page - 1) * reads.THREADS_A_PAGE
        found = reads.threads_of(conn, member_id, forum_id=here.id, unanswered=unanswered, skip=skip)
        total = reads.unanswered_in(conn, here.id) if unanswered else here.threads
        return {"forum": here, "threads": found, "total": total}

    facts = await face.read(look)
    pages = -(-facts["total"] // reads.THREADS_A_PAGE)
    if page > max(pages, 1):
        raise nothing()
    return face.page(
        request, "forum.html", section="forums", page=page, pages=pages, show="unanswered" if unanswered else "",
        address=face.place.book.address(name), **facts,
    )  # fmt: skip


async def thread(request: Request) -> Response:
    """A thread, flat and in order. A long one is put together off the loop, which has mail to answer."""
    face, member_id, thread_id = face_of(request), member_of(request), id_in(request)
    page = page_number(request)

    def look(conn: Connection) -> dict[str, Any] | int:
        here = reads.thread_of(conn, member_id, thread_id)
        if here is None:
            raise nothing()
        if isinstance(here, int):
            return here
        order = reads.order_of(conn, thread_id)
        ids = [row.id for row in order[(page - 1) * reads.POSTS_A_PAGE : page * reads.POSTS_A_PAGE]]
        if not ids:
            raise nothing()
        shown = _shown(conn, face.place.book, here, order, ids, member_id)
        return {"thread": here, "people": reads.people_in(conn, thread_id), "posts": shown, "total": len(order)}

    facts = await face.db.aread(look)
    if isinstance(facts, int):
        return RedirectResponse(f"/t/{facts}", 302)
    pages = -(-facts["total"] // reads.POSTS_A_PAGE)
    render = partial(face.page, request, "thread.html", section="forums", page=page, pages=pages, **facts)
    return render() if len(facts["posts"]) <= _SHORT else await asyncio.to_thread(render)


async def permalink(request: Request) -> Response:
    """`Archived-At`: to the post where it stands now."""
    face, member_id = face_of(request), member_of(request)
    place = await face.read(lambda conn: reads.place_of(conn, member_id, _id_of(request, Purpose.PERMALINK)))
    if place is None:
        raise nothing()
    return RedirectResponse(_href(place.thread_id, place.number), 302)


async def formatted(request: Request) -> Response:
    """A post's cleaned HTML, whole; shown under the same policy as any page."""
    face, member_id = face_of(request), member_of(request)
    post_id = _id_of(request, Purpose.PERMALINK)

    def look(conn: Connection) -> dict[str, Any]:
        place = reads.place_of(conn, member_id, post_id)
        here = reads.thread_of(conn, member_id, place.thread_id) if place else None
        if place is None or here is None:
            raise nothing()
        row = reads.posts_in(conn, [post_id])[post_id]
        if not row.html:
            raise nothing()
        cleaned = with_pictures(row.html, _pictures(face.place.book, reads.attachments_of(conn, [post_id])))
        href = _href(place.thread_id, place.number)
        return {"thread": here, "post": row, "number": place.number, "href": href, "cleaned": cleaned}

    return face.page(request, "formatted.html", section="forums", **await face.read(look))


async def attachment(request: Request) -> Response:
    """An attachment as a download, whatever it says that it is."""
    face, member_id = face_of(request), member_of(request)
    wanted = _id_of(request, Purpose.FILE)
    found = await face.db.aread(lambda conn: reads.file_of(conn, member_id, wanted))
    if found is None:
        raise nothing()
    content = found.content
    if content is None and face.blobs is not None:
        content = face.blobs.get(found.sha256)
    if content is None:
        raise nothing()
    kind = found.type.lower()
    is_plain = _TYPE.fullmatch(kind) and not _ACTIVE.search(kind)
    headers = {
        "content-disposition": disposition(found.name),
        "content-security-policy": _DOWNLOAD_POLICY,
        "content-type": kind if is_plain else "application/octet-stream",
    }
    return Response(content, headers=headers)


async def search(request: Request) -> Response:
    """Posts that hold every word, newest first."""
    face, member_id = face_of(request), member_of(request)
    words, name = words_in(request, "q"), words_in(request, "forum")

    def look(conn: Connection) -> dict[str, Any]:
        seen = reads.forums_of(conn, member_id)
        here = _forum(conn, member_id, name) if name else None
        titles = {one.id: one.title for one in seen if here is None or one.id == here.id}
        hits = archive.search(conn, list(titles), words) if words else []
        rows = reads.hits_of(conn, [hit.post_id for hit in hits])
        found = [(hit, rows[hit.post_id], titles[rows[hit.post_id].forum_id]) for hit in hits if hit.post_id in rows]
        return {"forum": here, "hits": found}

    facts = await face.db.aread(look)
    return face.page(
        request, "search.html", section="search", words=words, permalink=_permalink_of(face.place.book), **facts
    )


def disposition(name: str) -> str:
    """Content-Disposition for a name of any script (RFC 6266 section 4.3, RFC 8187)."""
    plain = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", name).strip(" .") or "file"
    return f"attachment; filename=\"{plain[:120]}\"; filename*=UTF-8''{quote(name[:120] or 'file', safe='')}"


def _forum(conn: Connection, member_id: int, name: str) -> reads.ForumLine:
    for one in reads.forums_of(conn, member_id):
        if one.name == name:
            return one
    raise nothing()


def _id_of(request: Request, purpose: Purpose) -> int:
    token = face_of(request).place.book.verify(request.path_params["token"], purpose)
    if token is None:
        raise nothing()
    return token.id


def _permalink_of(book: AddressBook) -> Any:
    return lambda post_id: f"/p/{book.sign(Token(Purpose.PERMALINK, post_id))}"


def _href(thread_id: int, number: int) -> str:
    page = (number - 1) // reads.POSTS_A_PAGE + 1
    return f"/t/{thread_id}{f'?page={page}' if page > 1 else ''}#p{number}"


def _shown(
    conn: Connection, book: AddressBook, here: reads.ThreadLine, order: list[Any], ids: list[int], member_id: int
) -> list[Shown]:
    rows = reads.posts_in(conn, ids)
    files = reads.attachments_of(conn, ids)
    letters = reads.letters_of(conn, member_id, ids)
    on_page = set(ids)
    named = {
        row.id: Named(
            number,
            "" if row.hidden_at else row.author_name,
            f"#p{number}" if row.id in on_page else _href(here.id, number),
        )
        for number, row in enumerate(order, 1)
    }
    parents = {row.id: row.parent_id for row in order}
    answered: dict[int, list[Named]] = {}
    for row in order:
        if row.parent_id is not None and row.hidden_at is None:
            answered.setdefault(row.parent_id, []).append(named[row.id])
    found = []
    for post_id in ids:
        row, number = rows[post_id], named[post_id].number
        if row.hidden_at is not None:
            found.append(Shown(number, "", row.hidden_at, "", False, True))
            continue
        found.append(
            Shown(
                number, row.author_name, row.posted_at, row.language, row.member_id == member_id, False,
                tuple(pieces(row.visible_text, row.folds)),
                tuple(_attached(book, file) for file in files.get(post_id, [])),
                named.get(parents[post_id] or 0), tuple(answered.get(post_id, ())),
                *_reply_to(book, here, row, letters.get(post_id)),
                f"{_permalink_of(book)(post_id)}/formatted" if _FORMATTING.search(row.html) else "",
            )
        )  # fmt: skip
    return found


def _reply_to(book: AddressBook, here: reads.ThreadLine, row: Any, letter: int | None) -> tuple[str, str]:
    """Where an answer by mail goes, and the rest of its mailto (RFC 6068).

    With the visitor's own letter the address itself finds the thread. Without one In-Reply-To does, where the mail
    program takes it; else the subject is left as evidence.
    """
    subject = here.subject if here.subject.lower().startswith("re:") else f"Re: {here.subject}"
    query = f"subject={quote(subject, safe='')}"
    if letter is not None:
        return book.token_address(here.forum_name, Token(Purpose.REPLY, letter)), query
    return book.address(here.forum_name), f"{query}&In-Reply-To={quote(row.own_message_id, safe='')}"


def _attached(book: AddressBook, file: Any) -> Attached:
    last = re.sub(r"[/\\]", "_", file.name)
    last = last if last.strip(". ") else "file"
    href = f"/a/{book.sign(Token(Purpose.FILE, file.id))}/{quote(last, safe='')}"
    return Attached(file.name or "file", file.type, file.size_bytes, href)


def _pictures(book: AddressBook, files: dict[int, list[Any]]) -> dict[str, Picture]:
    """By Content-ID, the attachments that a letter may name in its text."""
    named = [(file, _attached(book, file)) for of_post in files.values() for file in of_post if file.content_id]
    return {file.content_id: Picture(one.name, one.type, one.href) for file, one in named}


__all__ = ["Face", "attachment", "disposition", "formatted", "forum", "home", "permalink", "search", "thread"]
