"""Answers, forwards and endings in the shapes of their programs: the author's words are visible, whole and alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest

from mailcop.reading import read
from tests.reading.clients.cells import Cell, ending_cells, forward_cells, lookalike_cells, page_cells
from tests.reading.clients.judging import all_text_cells, failures, judged, mail_of, packed

# The charsets that programs used, and some still use, for these languages.
CHARSETS = {
    "es": "windows-1252", "fr": "iso-8859-15", "de": "iso-8859-1", "pl": "iso-8859-2", "cs": "windows-1250",
    "ru": "koi8-r", "uk": "windows-1251", "el": "iso-8859-7", "tr": "iso-8859-9", "he": "windows-1255",
    "ar": "windows-1256", "ja": "iso-2022-jp", "zh": "gb18030", "zt": "big5", "ko": "euc-kr", "vi": "windows-1258",
}  # fmt: skip


def by(key: Callable[[Cell], str], cells: Iterable[Cell]) -> list[object]:
    """One parameter for each group of cells, named after it."""
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[key(cell)].append(cell)
    return [pytest.param(group, id=name) for name, group in groups.items()]


def program(cell: Cell) -> str:
    return cell.shape.program


@pytest.mark.parametrize("cells", by(program, all_text_cells()))
def test_an_answer_is_whole_and_alone_whatever_program_wrote_it(cells: list[Cell]) -> None:
    assert failures(cells) == []


@pytest.mark.parametrize("cells", by(program, page_cells()))
def test_an_answer_in_html_is_whole_and_alone_whatever_program_made_it(cells: list[Cell]) -> None:
    assert failures(cells) == []


@pytest.mark.parametrize("cells", by(program, forward_cells()))
def test_a_forward_stays_with_its_note_and_with_whose_words_it_forwards(cells: list[Cell]) -> None:
    assert failures(cells) == []


@pytest.mark.parametrize("cells", by(program, ending_cells()))
def test_what_programs_and_organisations_set_below_a_mail_is_folded(cells: list[Cell]) -> None:
    assert failures(cells) == []


@pytest.mark.parametrize("cells", by(program, lookalike_cells()))
def test_words_that_only_look_like_anothers_stay(cells: list[Cell]) -> None:
    assert failures(cells) == []


def encoded() -> Iterator[Cell]:
    for cell in all_text_cells():
        charset = CHARSETS.get(cell.shape.language)
        if charset and cell.manner == "top" and "￾" not in cell.text.encode(charset, "replace").decode(charset):
            yield cell


@pytest.mark.parametrize("cells", by(lambda cell: cell.shape.language, encoded()))
def test_an_answer_in_an_old_charset_is_whole_and_alone(cells: list[Cell]) -> None:
    charset = CHARSETS[cells[0].shape.language]
    for cell in cells:
        try:
            body = cell.text.encode(charset)
        except UnicodeEncodeError:
            continue  # no program could have written it
        head = (
            mail_of(cell)
            .partition(b"\n\n")[0]
            .replace(b"text/html; charset=utf-8", b"text/plain; charset=" + charset.encode())
        )
        visible = packed(read(head + b"\n\n" + body).visible_text)
        assert visible == packed("".join(cell.own)), cell.name


def test_an_empty_or_useless_text_part_gives_way_to_the_page() -> None:
    for cell in page_cells():
        for text in ("", "\n\n", "This message is in HTML format."):
            head, _, page = mail_of(cell).partition(b"\n\n")
            mixed = head.replace(b"text/html; charset=utf-8", b'multipart/alternative; boundary="b"')
            plain = b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()
            html = b"\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + page
            parts = plain + html + b"\n--b--\n"
            visible = packed(read(mixed + parts).visible_text)
            assert packed("".join(cell.own)) in visible or not judged(cell).is_right, cell.name
