"""Labels whose names were exchanged are put back; others stay as they are."""

from __future__ import annotations

from dataclasses import replace

from tests.judge.thread_labels import Label, by_their_header, restored

FAR = 32_461


def told(numbers: list[int], parents: dict[int, int], month: str = "2014-May") -> list[Label]:
    """What the page of a month says, paired as the labels were: the lowest number with the first mail."""
    first = int(min(number if number < FAR else number - FAR for number in numbers))
    name = {number: f"<{first + rank}@{month}>" for rank, number in enumerate(sorted(numbers))}
    return [
        Label("python", month, number, name[number], name[parents[number]] if number in parents else None)
        for number in numbers
    ]


def true_name(number: int, month: str) -> str:
    return f"<{number if number < FAR else number - FAR}@{month}>"


def test_numbers_of_two_rows_are_brought_on_one_and_the_names_follow_them() -> None:
    numbers = [90, 91 + FAR, 92 + FAR, 93, 94, 95 + FAR]
    parents = {91 + FAR: 90, 92 + FAR: 91 + FAR, 95 + FAR: 94}
    labels = told(numbers, parents)
    found = restored(labels)
    assert found != labels
    for one in found:
        assert one.message_id == true_name(one.article, one.month)
        assert one.parent == (true_name(parents[one.article], one.month) if one.article in parents else None)


def test_a_month_of_one_row_stays_as_it_is() -> None:
    labels = told([90, 91, 92, 94], {91: 90, 94: 92})
    assert restored(labels) == labels


def test_how_often_a_label_follows_its_mails_own_header_is_counted_within_the_month() -> None:
    labels = [*told([90, 91, 92], {91: 90, 92: 90}), *told([100], {}, "2014-June")]
    named = {
        ("python", "<91@2014-May>"): ("<90@2014-May>",),
        ("python", "<92@2014-May>"): ("<91@2014-May>",),
        ("python", "<100@2014-June>"): ("<92@2014-May>",),
    }
    assert by_their_header(labels, named) == (2, 1)
    assert by_their_header([replace(one, parent=None) for one in labels], named) == (0, 0)
