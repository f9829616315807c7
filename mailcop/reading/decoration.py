"""Pictures that decorate a mail and say nothing: logos of signatures, and what a quotation brings along again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from mailcop.reading.letter import Attachment, Fold

_REFERENCE = re.compile(r"""cid:([^"'<>\s)]{1,300})""", re.I)
_QUOTE = re.compile(
    r"<blockquote\b|class=[\"']?(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra)"
    r"|id=[\"']?(?:x_)*(?:appendonsend|divRplyFwdMsg|OLK_SRC_BODY_SECTION|replySplit|mail-editor-reference)",
    re.I,
)
_SIGNATURE = re.compile(
    r"class=[\"']?(?:gmail_signature|moz-signature|protonmail_signature)|id=[\"']?(?:x_)*(?:ms-outlook-mobile-signature"
    r"|Signature\b|AppleMailSignature|signature)",
    re.I,
)
_LARGEST_LOGO_BYTES = 60_000
_LARGEST_LOGO_PIXELS = 300_000
_MOST_REFERENCES = 500


def marked(found: Sequence[Attachment], page: str, folds: Iterable[Fold], is_forward: bool) -> tuple[Attachment, ...]:
    """The attachments; marked are the pictures to which the page refers in its quotation or signature only.

    Of a signature only small ones count; the pictures of a forward (`is_forward`) are what it is about.
    """
    if not page or not any(one.content_id and one.type.startswith("image/") for one in found):
        return tuple(found)
    first: dict[str, int] = {}
    for count, match in enumerate(_REFERENCE.finditer(page)):
        if count >= _MOST_REFERENCES:
            break
        first.setdefault(unquote(html.unescape(match.group(1))), match.start())
    quote = len(page) if is_forward else _start(_QUOTE, page)
    signature = min(_start(_SIGNATURE, page), _start_of_fold(page, folds))
    return tuple(_judged(one, first.get(one.content_id, -1), quote, signature) for one in found)


def _start(pattern: re.Pattern[str], page: str) -> int:
    match = pattern.search(page)
    return match.start() if match else len(page)


def _start_of_fold(page: str, folds: Iterable[Fold]) -> int:
    """Where the page has the first words of a signature that was folded, or its end."""
    for fold in folds:
        if fold.kind in ("signature", "footer"):
            line = next((line.strip() for line in fold.text.split("\n") if len(line.strip()) > 3), "")
            at = page.rfind(html.escape(line[:30])) if line else -1
            if at >= 0:
                return at
    return len(page)


def _judged(one: Attachment, at: int, quote: int, signature: int) -> Attachment:
    if at < 0 or not one.type.startswith("image/") or one.is_decoration:
        return one
    is_small = one.size_bytes <= _LARGEST_LOGO_BYTES and one.width * one.height <= _LARGEST_LOGO_PIXELS
    return replace(one, is_decoration=True) if at > quote or (at > signature and is_small) else one
