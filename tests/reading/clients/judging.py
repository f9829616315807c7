"""What reading makes of the cells, and the rates of programs, languages and manners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailcop.reading import read
from mailcop.reading.quoting import fold
from mailcop.reading.subjects import is_forward_subject
from tests.reading.clients.cells import (
    Cell,
    ending_cells,
    endings,
    forward_cells,
    lookalike_cells,
    page_cells,
    shapes,
    text_cells,
    tongues,
)

TEXT_TABLES = (
    "attributions_web.txt", "attributions_programs.txt", "blocks.txt", "blocks_more.txt", "more_languages.txt"
)  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A cell, what is lost of the author's words, and what is left of others'."""

    cell: Cell
    visible: str
    lost: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whole and alone."""
        return not self.lost and not self.left


def packed(text: str) -> str:
    """Without white space and marks of quotation and direction."""
    return "".join(c for c in text if not c.isspace() and c not in ">\u200e\u200f\u202a\u202b\u202c")


def judged(cell: Cell) -> Judged:
    """What fold makes of a cell."""
    if cell.is_page:
        visible = read(mail_of(cell)).visible_text
    else:
        is_forward = cell.is_forward and is_forward_subject(cell.subject, cell.text)
        visible = fold(cell.text, is_forward, author=cell.author).visible_text
    bare = packed(visible)
    lost = tuple(text for text in cell.own if packed(text) not in bare)
    left = tuple(text for text in cell.others if packed(text) in bare)
    if cell.is_exact and not lost and not left and bare != packed("".join(cell.own)):
        left = ("other lines",)
    return Judged(cell, visible, lost, left)


def mail_of(cell: Cell) -> bytes:
    """The raw mail of a cell that is a page."""
    head = (
        f"From: {cell.author} <me@example.net>\nTo: forum@example.org\nSubject: {cell.subject}\n"
        "Date: Wed, 21 Jun 2017 10:00:00 +0200\nMessage-ID: <cell@example.net>\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return (head + cell.text).encode()


def all_text_cells() -> Iterator[Cell]:
    """The matrix of texts."""
    known, ends = tongues(), endings()
    for table in TEXT_TABLES:
        for shape in shapes(table):
            yield from text_cells(shape, known.get(shape.language, known["en"]), ends)


def rates(of: Iterable[Judged], key: str) -> list[str]:
    """Lines of a table: what, cells, share that is right, cells that lose words."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in of:
        value = one.cell.manner if key == "manner" else str(getattr(one.cell.shape, key))
        counts[value][0] += 1
        counts[value][1] += one.is_right
        counts[value][2] += bool(one.lost)
    return [f"{what:24} {n:6} {right / n:8.3f} {lost:5}" for what, (n, right, lost) in sorted(counts.items())]


def all_cells() -> Iterator[Cell]:
    """Everything."""
    yield from all_text_cells()
    yield from page_cells()
    yield from forward_cells()
    yield from ending_cells()
    yield from lookalike_cells()


def failures(cells: Iterable[Cell]) -> list[str]:
    """What is wrong, a line each, the loss of words first."""
    wrong = [one for one in map(judged, cells) if not one.is_right]
    wrong.sort(key=lambda one: not one.lost)
    return [f"{one.cell.name}: lost {one.lost} left {one.left} of {one.cell.shape.template[:80]!r}" for one in wrong]


def report() -> None:
    """Prints the rates."""
    found = [judged(cell) for cell in all_cells()]
    for key in ("program", "language", "way", "manner"):
        print(f"\n{key:24} {'cells':>6} {'right':>8} {'lost':>5}")
        print("\n".join(rates(found, key)))
    right = sum(one.is_right for one in found)
    print(f"\n{len(found)} cells, {right / len(found):.4f} right, {sum(bool(one.lost) for one in found)} lose words")


if __name__ == "__main__":
    report()
