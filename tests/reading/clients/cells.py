"""Mails in the shape of each program, language and way of answering, with what must stand of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_WIDTH = 74


@dataclass(frozen=True)
class Tongue:
    """One language: an answer in two paragraphs, the mail that is answered, a formula, names, a signature."""

    answers: tuple[str, str]
    asked: tuple[str, str]
    closing: str
    author: str  # who answers
    short: str  # how they sign
    name: str  # who is answered
    signature: str  # below the short name: role, organisation, telephone


@dataclass(frozen=True)
class Shape:
    """What a program puts between an answer and the mail that is answered, in one language."""

    program: str
    way: str  # marked, bare, inside, run, boxed
    language: str
    template: str


@dataclass(frozen=True)
class Cell:
    """One mail: its text or page, the author's words that must be visible, and what must be folded."""

    shape: Shape
    manner: str  # top, short, bottom, inline …
    text: str
    own: tuple[str, ...]
    others: tuple[str, ...]
    author: str = ""
    is_page: bool = False
    is_exact: bool = True  # the author's words are all that may be visible
    is_forward: bool = False
    subject: str = "Re: x"

    @property
    def name(self) -> str:
        """How a report calls it."""
        return f"{self.shape.program} · {self.shape.language} · {self.shape.way} · {self.manner}"


def rows(name: str) -> Iterator[tuple[list[str], str]]:
    """(what stands in the last heading, line) of a table; comments and empty lines are left out."""
    heading: list[str] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            program, _, ways = line[1:].partition("]")
            heading = [program, *ways.split()]
        elif line and not line.startswith("#"):
            yield heading, line


def tongues() -> dict[str, Tongue]:
    """The languages by their code: ISO 639-1, and zt for Chinese in traditional characters."""
    out = {}
    for _, line in rows("tongues.txt"):
        code, a, b, c, d, closing, author, name, signature = line.split(" | ")
        short = author if code in ("ja", "zh", "zt", "ko") else author.split()[0]
        out[code] = Tongue((a, b), (c, d), closing, author, short, name, signature.replace(" / ", "\n"))
    return out


def shapes(name: str) -> Iterator[Shape]:
    """The shapes of a table of introductions, one for each way of its program."""
    for (program, *ways), line in rows(name):
        language, _, template = line.partition(": ")
        for way in ways:
            yield Shape(program, way, language, template.replace("¶", "\n"))


def wrapped(text: str, width: int = _WIDTH) -> str:
    """Each line wrapped as programs do that know nothing of names."""
    out: list[str] = []
    for line in text.split("\n"):
        out.append("")
        for word in line.replace(" :", "\xa0:").split(" "):
            if len(out[-1]) + len(word) >= width and out[-1]:
                out.append("")
            out[-1] = f"{out[-1]} {word}" if out[-1] else word
    return "\n".join(out)


def marked(text: str, mark: str = "> ") -> str:
    """Each line with a mark of quotation."""
    return "\n".join((mark + line).rstrip() if line.strip() or mark != "> " else ">" for line in text.split("\n"))


def introduced(shape: Shape, tongue: Tongue, name: str = "", address: str = "asker@example.org") -> str:
    """The introduction with names in it."""
    return shape.template.format(
        n=name or tongue.name, a=address, b=f"{tongue.author} <me@example.net>", s=f"Re: {tongue.asked[0][:30]}"
    )


def quoted(shape: Shape, tongue: Tongue, introduction: str, below: str = "") -> str:
    """Introduction and what it introduces, as the program marks it."""
    body = f"{tongue.asked[0]}\n\n{tongue.asked[1]}\n\n{tongue.closing}\n{tongue.name}{below}"
    if shape.way == "bare":
        return f"{introduction}\n\n{body}"
    if shape.way == "boxed":
        return f"{introduction}\n{body}"
    if shape.way == "run":
        return f"  {introduction}   {body}"
    if shape.way == "inside":
        return marked(f"{introduction}\n\n{body}")
    return f"{introduction}\n{marked(wrapped(body))}"


def text_cells(shape: Shape, tongue: Tongue, endings: Endings) -> Iterator[Cell]:
    """The ways in which people answer in text."""
    first, second = tongue.answers
    own = (first, second)
    said = f"{first}\n\n{second}"
    introduction = introduced(shape, tongue)
    whole = quoted(shape, tongue, introduction)
    others = (tongue.asked[0], tongue.asked[1], introduction.split("\n")[0])

    def cell(manner: str, text: str, own: tuple[str, ...] = own, others: tuple[str, ...] = others) -> Cell:
        return Cell(shape, manner, text, own, others, tongue.author, is_exact=not manner.startswith(("inl", "trail")))

    yield cell("top", f"{said}\n\n{whole}")
    yield cell("short", f"{first}\n\n{whole}", (first,))
    yield cell("close", f"{said}\n{whole}")
    phone = endings.phone.get(shape.language, endings.phone["en"])
    yield cell("phone", f"{said}\n\n{phone}\n\n{whole}", own, (*others, phone))
    signed = f"{said}\n\n{tongue.closing}\n{tongue.short}"
    kept = (*own, tongue.closing, tongue.short)
    contact = f"{tongue.author}\n{tongue.signature}"
    yield cell("signed", f"{signed}\n\n-- \n{contact}\n\n{whole}", kept, (*others, *tongue.signature.split("\n")))
    bare = f"{said}\n\n{tongue.closing}\n\n{contact}"
    yield cell(
        "unruled",
        f"{bare}\n\n{whole}",
        (*own, tongue.closing, tongue.author),
        (*others, tongue.signature.split("\n")[-1]),
    )
    disclaimer = endings.disclaimer.get(shape.language, endings.disclaimer["en"])
    yield cell("disclaimed", f"{said}\n\n{wrapped(disclaimer)}\n\n{whole}", own, (*others, disclaimer.split(". ")[-1]))
    footer = endings.footer
    yield cell("listed", f"{said}\n\n{whole}\n{footer}", own, (*others, footer.split("\n")[-1]))
    yield cell("via", f"{said}\n\n{quoted(shape, tongue, introduced(shape, tongue, f'{tongue.name} via Forum'))}")
    family = f"{tongue.name.split()[-1]}, {tongue.name.split()[0]} (Unit 5)"
    yield cell("family", f"{said}\n\n{quoted(shape, tongue, introduced(shape, tongue, family))}")
    yield cell("spaced", f"{said}\n\n\n\n{_with_odd_spaces(whole)}\n\n")
    if shape.way == "bare" and introduction.count("\n") > 2:
        yield cell("bold", f"{said}\n\n{quoted(shape, tongue, _in_bold(introduction))}")
    if shape.way == "marked":
        tight = marked(f"{tongue.asked[0]}\n\n{tongue.asked[1]}", ">")
        yield cell("tight", f"{said}\n{introduction}\n\n{tight}")
    nested = "\n\n" + marked(f"{introduction}\n> {tongue.asked[0]}")
    yield cell("thread", f"{said}\n\n{quoted(shape, tongue, introduction, nested)}")
    if shape.way == "marked":
        yield cell("bottom", f"{whole}\n\n{said}")
        a, b = tongue.asked
        between = f"{introduction}\n> {a}\n\n{first}\n\n> {b}\n\n{second}"
        yield cell("inline", between, (a, first, b, second), ())
        yield cell(
            "inline signed", f"{between}\n\n-- \n{contact}", (a, first, b, second), tuple(contact.split("\n")[1:])
        )
        yield cell(
            "disclaimed below",
            f"{said}\n\n{whole}\n\n{wrapped(disclaimer)}\n",
            own,
            (*others, disclaimer.split(". ")[-1]),
        )
        yield cell("phone below", f"{said}\n\n{whole}\n\n{phone}\n", own, (*others, phone))
        yield cell("signed below", f"{said}\n\n{whole}\n\n-- \n{contact}\n", own, (*others, *contact.split("\n")))
        yield cell("both", f"{first}\n\n{whole}\n\n{second}\n", own)
        yield cell(
            "bottom signed", f"{whole}\n\n{signed}\n\n-- \n{contact}", kept, (*others, *tongue.signature.split("\n"))
        )
        yield cell(
            "bottom unruled",
            f"{whole}\n\n{bare}",
            (*own, tongue.closing, tongue.author),
            (*others, tongue.signature.split("\n")[-1]),
        )
        yield cell("greeted", f"{tongue.short},\n\n{whole}\n\n{said}\n", (f"{tongue.short},", *own))
        yield cell("trailing", f"{between}\n\n> {tongue.closing}\n> Zed", (a, first, b, second), ("Zed",))
    if "\n" not in introduction and len(introduction) > _WIDTH and shape.way in ("marked", "bare"):
        yield cell("wrapped", f"{said}\n\n{quoted(shape, tongue, wrapped(introduction))}")
        long = introduced(
            shape, tongue, f"{tongue.name} Example Forum of the Region", "asker.of.the.forum@lists.example.org"
        )
        if shape.language in endings.phone:
            yield cell("long", f"{said}\n\n{quoted(shape, tongue, wrapped(long))}")


def _with_odd_spaces(text: str) -> str:
    """With the spaces that HTML leaves behind: hard ones before a colon and at the ends of lines."""
    return "\n".join(
        line.replace(" :", "\xa0:") + ("\xa0" if line.endswith((":", "：")) else "") for line in text.split("\n")
    )


def _in_bold(introduction: str) -> str:
    """With asterisks around the names of the fields, as programs make text of HTML."""
    lines = []
    for line in introduction.split("\n"):
        name, colon, rest = line.partition(":")
        lines.append(
            f"*{name.strip()}:* {rest.strip()}" if colon and name.strip()[-1:].isalpha() and len(name) < 25 else line
        )
    return "\n".join(lines)


@dataclass(frozen=True)
class Endings:
    """What ends mails, by language: a telephone's line, a disclaimer; and the footer of a list."""

    phone: dict[str, str]
    disclaimer: dict[str, str]
    footer: str = (
        "_______________________________________________\nforum mailing list\nforum@example.org\n"
        "https://lists.example.org/mailman/listinfo/forum"
    )


def endings() -> Endings:
    """The first line of each language of both tables."""
    phone: dict[str, str] = {}
    disclaimer: dict[str, str] = {}
    for (what, *_), line in rows("endings.txt"):
        language, _, text = line.partition(": ")
        {"phones": phone, "disclaimers": disclaimer}.get(what, {}).setdefault(language, text)
    return Endings(phone, disclaimer)


def page_cells() -> Iterator[Cell]:
    """Answers as HTML alone: the structure tells what the program did."""
    known = tongues()
    pages: dict[tuple[str, str], list[str]] = {}
    lines: list[str] = []
    for line in (HERE / "pages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            program, _, language = line[1:].partition("] ")
            pages[program, language] = lines = []
        elif not line.startswith("#"):
            lines.append(line)
    for (program, language), lines in pages.items():
        spoken = known.get(language, known["en"])
        shape = Shape(program, "page", language, "\n".join(lines))
        values = {"n": spoken.name, "a": "asker@example.org", "p": spoken.author, "s": f"Re: {spoken.asked[0][:30]}"}
        values |= {f"own{n}": text for n, text in enumerate(spoken.answers)}
        values |= {f"asked{n}": text for n, text in enumerate(spoken.asked)}
        page = shape.template.format(**values)
        others = (*spoken.asked, "asker@example.org", spoken.name)
        yield Cell(shape, "page", page, spoken.answers, others, spoken.author, is_page=True)
        bare = re.sub(r' (?:class|id|name|data-[a-z-]+)=(?:"[^"]*"|[^\s>]+)', "", page)
        is_exact = "signature" not in page  # without its name nobody can tell it
        yield Cell(shape, "page without names", bare, spoken.answers, others, spoken.author, True, is_exact)
        foreign = re.sub(r'(class|id)="', r'\1="x_', page)
        yield Cell(shape, "page of a page", foreign, spoken.answers, others, spoken.author, is_page=True)
        short = page.replace(spoken.answers[1], "")
        yield Cell(shape, "short page", short, spoken.answers[:1], others, spoken.author, is_page=True)


def lookalike_cells() -> Iterator[Cell]:
    """Words that look like quotations and are the author's: alone, above a quotation, and below one."""
    known = tongues()
    for (kind, *_), line in rows("lookalikes.txt"):
        language, _, text = line.partition(": ")
        said = text.replace("¶", "\n")
        spoken = known[language]
        shape = Shape(kind, "own", language, said)
        asked = f"On Tue, Jun 20, 2017 at 9:03 AM {spoken.name} <asker@example.org> wrote:\n> {spoken.asked[0]}"
        more = f"{said}\n\n{spoken.answers[0]}"
        for manner, whole, own in (
            ("alone", said, said),
            ("led", f"{spoken.answers[1]}\n\n{said}", f"{spoken.answers[1]}{said}"),
            ("followed", more, more),
            ("above", f"{more}\n\n{asked}", more),
            ("just above", f"{said}\n\n{asked}", said),
            ("below", f"{asked}\n\n{more}", more),
        ):
            if kind == "quotations that close a mail" and "above" in manner:
                continue  # they do not close it there
            yield Cell(
                shape, manner, whole, (own,), (), spoken.author, is_exact=manner != "below" and kind != "pasted mail"
            )


def ending_cells() -> Iterator[Cell]:
    """What stands below the words without being one of them: telephones, disclaimers, lists, and two of them."""
    known = tongues()
    found = [(kind, *line.partition(": ")[::2]) for (kind, *_), line in rows("endings.txt")]
    found += [("footers", *line.partition(": ")[::2]) for _, line in rows("footers.txt")]
    found += [("signatures", *line.partition(": ")[::2]) for _, line in rows("signatures.txt")]
    for kind, language, line in found:
        text = line.replace("¶", "\n")
        spoken = known[language]
        shape = Shape(kind, "end", language, text)
        own = spoken.answers
        said = "\n\n".join(own)
        asked = f"On Tue, Jun 20, 2017 at 9:03 AM {spoken.name} <asker@example.org> wrote:\n> {spoken.asked[0]}"
        signed = f"{said}\n\n{spoken.closing}\n{spoken.short}"
        kept = (*own, spoken.closing, spoken.short)
        last = text.split("\n")[-1]
        if kind == "signatures":
            for manner, whole in (
                ("end below name", f"{signed}\n\n{text}"),
                ("end above all", f"{signed}\n\n{text}\n\n{asked}"),
            ):
                yield Cell(shape, manner, whole, kept, tuple(text.split())[-1:], spoken.author)
            continue
        yield Cell(shape, "end", f"{said}\n\n{text}", own, (last,), spoken.author)
        yield Cell(shape, "end signed", f"{signed}\n\n{text}\n", kept, (last,), spoken.author)
        if kind == "footers":
            yield Cell(shape, "end quoted", f"{said}\n\n{asked}\n\n{text}", own, (last, spoken.asked[0]), spoken.author)
            yield Cell(shape, "end below", f"{asked}\n\n{said}\n\n{text}", own, (last, spoken.asked[0]), spoken.author)
        else:
            yield Cell(shape, "end quoted", f"{said}\n\n{text}\n\n{asked}", own, (last, spoken.asked[0]), spoken.author)
            wide = f"{said}\n\n{wrapped(text, 66)}"
            yield Cell(shape, "end wrapped", wide, own, (last,), spoken.author)
            ruled = f"{signed}\n-- \n{text}\n"
            yield Cell(shape, "end ruled", ruled, kept, (last,), spoken.author)


_LONG_NOTE = 3  # times both paragraphs: more words than a note has


def forward_cells() -> Iterator[Cell]:
    """Forwards with and without a note: whose words they are and the words stay."""
    known = tongues()
    for (program, *ways), line in rows("forwards.txt"):
        language, _, rest = line.partition(": ")
        subject, _, lines = rest.partition(" | ")
        spoken = known[language]
        for way in ways:
            shape = Shape(program, way, language, lines.replace("¶", "\n"))
            inner = f"{introduced(shape, spoken)}\n\n{spoken.asked[0]}\n\n{spoken.asked[1]}"
            if way == "marked":
                head, _, below = inner.partition("\n")
                inner = f"{head}\n{marked(below)}"
            note = spoken.answers[0]
            kept = spoken.asked
            signed = f"{note}\n\n{spoken.closing}\n{spoken.short}\n\n-- \n{spoken.author}\n{spoken.signature}"
            for manner, text, own, others in (
                ("forward", inner, kept, ()),
                ("forward with a note", f"{note}\n\n{inner}", (note, *kept), ()),
                ("forward with many words", f"{_many(spoken)}\n\n{inner}", (*spoken.answers, *kept), ()),
                ("forward signed", f"{signed}\n\n{inner}", (note, spoken.closing, *kept), (spoken.signature,)),
            ):
                yield Cell(shape, manner, text, own, others, spoken.author, False, False, True, f"{subject}: Plan")


def _many(spoken: Tongue) -> str:
    return "\n\n".join(spoken.answers * _LONG_NOTE)
