"""The demo's postbox: every letter that its relay received, as its reader sees it; absent elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from mailcop.reading import read
from mailcop.web.archive import disposition
from mailcop.web.face import Face, Postbox, PostedLetter, face_of, id_in, nothing, page_number, words_in
from mailcop.web.prose import linked

LETTERS_A_PAGE = 50
_FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A letter and its number, from 1 in the order of coming."""

    number: int
    letter: PostedLetter


async def letters(request: Request) -> Response:
    """Every letter, the latest first; by reader and kind."""
    face = face_of(request)
    kept = _postbox(face).letters
    reader, kind, page = words_in(request, "reader"), words_in(request, "kind"), page_number(request)
    chosen = [
        Numbered(number, letter)
        for number, letter in enumerate(kept, 1)
        if (not reader or letter.to == reader) and (not kind or letter.kind == kind)
    ]
    chosen.reverse()
    shown = chosen[(page - 1) * LETTERS_A_PAGE : page * LETTERS_A_PAGE]
    asked = {name: value for name, value in (("reader", reader), ("kind", kind)) if value}
    return face.page(
        request,
        "postbox.html",
        section="postbox",
        letters=shown,
        total=len(chosen),
        readers=sorted({letter.to for letter in kept}),
        kinds=sorted({letter.kind for letter in kept if letter.kind}),
        reader=reader,
        kind=kind,
        page=page,
        has_older=page * LETTERS_A_PAGE < len(chosen),
        query=f"&{urlencode(asked)}" if asked else "",
    )


async def letter(request: Request) -> Response:
    """One letter: its HTML in a frame, its text, its source."""
    face = face_of(request)
    found = _letter(request)
    understood = read(found.letter.raw)
    asked = request.query_params.get("as", "")
    ways = [way for way in ("html", "text", "source") if way != "html" or found.letter.html]
    return face.page(
        request,
        "postbox-letter.html",
        section="postbox",
        number=found.number,
        letter=found.letter,
        total=len(_postbox(face).letters),
        understood=understood,
        view=asked if asked in ways else ways[0],
        lines=[linked(line) for line in found.letter.text.splitlines()],
        source=found.letter.raw.decode("utf-8", "replace").replace("\r\n", "\n"),
    )


async def frame(request: Request) -> Response:
    """The letter's HTML alone, where nothing of it can run, load or lead anywhere."""
    found = _letter(request)
    if not found.letter.html:
        raise nothing()
    headers = {"content-security-policy": _FRAME_POLICY, "x-frame-options": "SAMEORIGIN"}
    html = Markup(found.letter.html)  # noqa: S704  # ours as it was sent; the policy and the sandbox hold it
    return HTMLResponse(html, headers=headers)


async def source(request: Request) -> Response:
    """The letter as it passed the socket."""
    found = _letter(request)
    headers = {
        "content-disposition": disposition(f"{found.number}.eml"),
        "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "content-type": "application/octet-stream",
    }
    return Response(found.letter.raw, headers=headers)


def _postbox(face: Face) -> Postbox:
    if face.postbox is None:
        raise nothing()
    return face.postbox


def _letter(request: Request) -> Numbered:
    number, kept = id_in(request, "number"), _postbox(face_of(request)).letters
    if number > len(kept):
        raise nothing()
    return Numbered(number, kept[number - 1])
