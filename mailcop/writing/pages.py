"""The Jinja environments: HTML with autoescape, text without, both strict, both closed to what people wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from mailcop.writing import bodies, previews
from mailcop.writing.catalogue import Catalogue
from mailcop.writing.facts import (
    AnnouncementFacts,
    Community,
    DigestFacts,
    Facts,
    NewsletterFacts,
    OccurrenceFacts,
    PostFacts,
    PreviewFacts,
    ReminderFacts,
)
from mailcop.writing.frames import Frame, bare_subject, counts, digest_title, period, text_for
from mailcop.writing.mime import slot
from mailcop.writing.moments import Elsewhere, Moments, direction
from mailcop.writing.notices import NoticeWords

_TEMPLATES: Mapping[type, str] = {
    PostFacts: "post",
    DigestFacts: "digest",
    AnnouncementFacts: "announcement",
    NewsletterFacts: "newsletter",
    ReminderFacts: "reminder",
    PreviewFacts: "preview",
}
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u3400-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)


def template_of(f: Facts) -> str:
    """The template's name without its ending."""
    return _TEMPLATES.get(type(f), "notice")


@dataclass(slots=True)
class Links:
    """Numbers the links of a text body from one on, after the items of a digest."""

    last: int = 0

    def __call__(self, url: str, number: int = 0) -> str:
        """`[3] https://…`; a digest's item has its own number."""
        if not number:
            self.last += 1
        return f"[{number or self.last}] {url}"


@dataclass(frozen=True, slots=True)
class Pages:
    """The two environments of one language."""

    html_environment: Environment
    text_environment: Environment

    @classmethod
    def of(cls, sources: Mapping[str, str], words: Catalogue) -> Pages:
        """Environments over template sources by file name; templates are compiled at their first use."""
        return cls(_environment(sources, words, is_html=True), _environment(sources, words, is_html=False))

    def html(self, name: str, f: Facts, v: Moments, c: Community, around: Frame, notice: NoticeWords | None) -> str:
        """The HTML part, with its slots."""
        rendered = self.html_environment.get_template(f"{name}.html").render(_context(f, v, c, around, notice, True))
        return re.sub(r"[ \t]*\n\s*", "\n", rendered)

    def text(self, name: str, f: Facts, v: Moments, c: Community, around: Frame, notice: NoticeWords | None) -> str:
        """The text part, with its slots and soft line ends."""
        rendered = self.text_environment.get_template(f"{name}.txt").render(_context(f, v, c, around, notice, False))
        return bodies.finish_text(rendered)


def _environment(sources: Mapping[str, str], words: Catalogue, is_html: bool) -> Environment:
    kept = {name: text for name, text in sources.items() if name.endswith(".html" if is_html else ".txt")}
    environment = Environment(
        loader=DictLoader(kept),
        autoescape=is_html,  # noqa: S701  the text parts hold no markup
        undefined=StrictUndefined,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=words.gettext, ngettext=words.ngettext, pgettext=words.pgettext)
    environment.filters.update(_html_filters() if is_html else _text_filters())
    environment.filters.update(
        bare=bare_subject, shortened=bodies.shortened, paragraphs=bodies.paragraphs, cut=bodies.cut
    )
    environment.filters.update(first_upper=lambda text: text[:1].upper() + text[1:])
    return environment


def _html_filters() -> dict[str, Callable[..., Any]]:
    return {
        "fill": lambda message, **values: Markup(escape(message)).format(**values),  # noqa: S704  escaped, then filled
        "name": _name,
        "linked": lambda text: bodies.linked(text, 'class="a" style="color:#b5420a"'),
        "cleaned_html": bodies.settled_html,
        "verbatim": lambda text: Markup("<br>").join(line.replace("  ", "\u00a0 ") for line in text.split("\n")),
        "lines": lambda text: Markup("<br>").join(text.split("\n")),
    }


def _text_filters() -> dict[str, Callable[..., Any]]:
    return {
        "fill": lambda message, **values: message.format(**values),
        "name": lambda name: name,
        "flow": bodies.flow,
        "fenced": bodies.fenced,
        "indented": bodies.indented,
        "quoted": bodies.quoted,
        "wrap": bodies.wrap,
        "barred": bodies.barred,
        "pad": lambda text, columns: text + " " * max(2, columns - bodies.width(text)),
    }


def _name(name: str) -> Markup:
    """A name of another script, isolated from the line's direction and read in its own language."""
    for language, letters in _SCRIPTS:
        if re.search(f"[{letters}]", name):
            return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, direction(name), name)
    return escape(name) if name.isascii() or direction(name) == "ltr" else Markup("<bdi>{}</bdi>").format(name)


def _context(
    f: Facts, v: Moments, c: Community, around: Frame, notice: NoticeWords | None, is_html: bool
) -> dict[str, Any]:
    """What a template may use, besides filters and gettext."""

    def foreign(language: str, text: str) -> Markup:
        turned = ' dir="rtl"' if direction(text) == "rtl" else ""
        tongue = f' lang="{language}"' if language != v.language and re.fullmatch(r"[A-Za-z-]{2,12}", language) else ""
        return Markup(tongue + turned)  # noqa: S704  letters and a hyphen only

    def mailto(address: str, subject: str = "", body: str = "") -> str:
        pairs = [f"{key}={quote(value)}" for key, value in (("subject", subject), ("body", body)) if value]
        return f"mailto:{address}{'?' if pairs else ''}{'&'.join(pairs)}"

    def cities(o: OccurrenceFacts) -> tuple[tuple[str, str], ...]:
        return (*((("", o.zone),) if o.zone else ()), *(o.cities or c.cities))

    def elsewhere(o: OccurrenceFacts, most: int) -> list[Elsewhere]:
        return v.elsewhere(o.starts_at, cities(o), most)

    return {
        "f": f,
        "v": v,
        "c": c,
        "n": notice,
        "frame": around,
        "foreign": foreign,
        "mailto": mailto,
        "elsewhere": elsewhere,
        "clock_changes": lambda o, most: v.clock_changes(o.starts_at, cities(o), most),
        "about_occurrence": lambda o: about_occurrence(o, v),
        "offers": lambda word: word in c.offers,
        "word": lambda english: v.words.pgettext("word", english),
        "colon": lambda english: v.words.gettext("{word}:").format(word=v.words.pgettext("word", english)),
        "quotes": lambda words: v.words.gettext("“{words}”").format(words=words),
        "slot": lambda name, number="": slot(f"{name}{number}"),
        "uri": lambda name, number="": slot(f"{name}{number}~uri"),
        "leave_url": f"{c.base_url}/u/{slot('leave')}" if c.base_url else "",
        "link": Links(f.items if isinstance(f, DigestFacts) else len(getattr(f, "threads", ()))),
        "para": bodies.PARAGRAPH,
        "SECTION": bodies.SECTION,
        "digest_title": digest_title,
        "period": period,
        "counts": counts,
        "text_for": text_for,
        "first_line": bodies.first_line,
        "key": lambda key: previews.key_words(key, v),
        "kind_words": previews.kind_words(f, v) if isinstance(f, PreviewFacts) else "",
        "sum_of": lambda audience: previews.sum_of(audience, c.name, v),
        "languages_of": lambda audience: previews.languages_of(audience, v),
        "to_whom": lambda send: previews.to_whom(send, v),
    }


def about_occurrence(o: OccurrenceFacts, v: Moments) -> str:
    """`One hour, in English and Spanish.`"""
    span = v.duration(o.duration)
    said = span[:1].upper() + span[1:]
    if tongues := v.tongues(o.languages):
        return v.words.gettext("{duration}, in {languages}.").format(duration=said, languages=tongues)
    return said + "."
