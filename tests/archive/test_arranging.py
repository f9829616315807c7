"""Threads of an archive are a function of its posts: of no order, without circles, and each with its reason."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailcop.community.arranging import Arranged, Node, arrange
from mailcop.community.placing import Named
from mailcop.reading import read
from mailcop.reading.quoted import Words, words_of
from mailcop.reading.subjects import subject_key
from tests.archive.forests import Mail, archives

AT = datetime(2020, 5, 4, 9, tzinfo=UTC)


def node(number: int, subject: str = "Wells", *, minutes: int | None = None, **rest: object) -> Node:
    named = Named(tuple(rest.pop("in_reply_to", ())), tuple(rest.pop("references", ())), tuple(rest.pop("index", ())))  # type: ignore[arg-type]  # a test's
    author = str(rest.pop("author", f"author{number}"))
    at = AT + timedelta(minutes=number if minutes is None else minutes)
    names = (f"<{number}>", *named.thread_index[:1])
    return Node(number, names, named, at, subject, subject_key(subject), author, author, 30, **rest)  # type: ignore[arg-type]  # a test's


def words(**told: tuple[str, str]) -> Callable[[Sequence[int]], Mapping[int, Words]]:
    """`n1=("own", "quoted line")`: the words of posts; all others have some of their own and quote nothing."""

    def look_up(ids: Sequence[int]) -> Mapping[int, Words]:
        return {one: _words(*told.get(f"n{one}", (f"the words of post {one}", ""))) for one in ids}

    return look_up


def _words(own: str, quoted: str) -> Words:
    text = own + "".join(f"\n> {line}" for line in quoted.splitlines()) + ("\nindeed" if quoted else "")
    return words_of(text, ())


def parents(arranged: Arranged) -> dict[int, int | None]:
    return {one: arranged.parent[one] for one in sorted(arranged.parent)}


def test_the_nearest_id_that_is_known_wins_over_farther_ones() -> None:
    found = arrange([node(1), node(2, in_reply_to=["<1>"]), node(3, references=["<1>", "<2>", "<unseen>"])], words())
    assert parents(found) == {1: None, 2: 1, 3: 2}
    assert found.awaited[3] == ("<unseen>",)


def test_in_reply_to_is_nearer_than_the_last_of_the_references() -> None:
    found = arrange([node(1), node(2), node(3, in_reply_to=["<1>"], references=["<1>", "<2>"])], words())
    assert parents(found)[3] == 1
    assert [one.kind for one in found.evidence[3]] == ["in-reply-to", "references"]


def test_a_circle_is_cut_at_its_earliest_post() -> None:
    found = arrange([node(1, in_reply_to=["<3>"]), node(2, in_reply_to=["<1>"]), node(3, in_reply_to=["<2>"])], words())
    assert parents(found) == {1: None, 2: 1, 3: 2}
    assert set(found.first.values()) == {1}


def test_an_answer_may_be_dated_before_what_it_answers() -> None:
    found = arrange([node(1, minutes=60), node(2, minutes=0, in_reply_to=["<1>"])], words())
    assert parents(found) == {1: None, 2: 1}


def test_a_new_subject_under_old_references_begins_a_thread_and_says_so() -> None:
    found = arrange(
        [
            node(1, "Wells"),
            node(2, "Budget 2021", in_reply_to=["<1>"]),
            node(3, "Re: Budget 2021", in_reply_to=["<2>"]),
        ],
        words(),
    )
    assert parents(found) == {1: None, 2: None, 3: 2}
    assert found.evidence[2][0].kind == "new-subject"
    assert found.first == {1: 1, 2: 2, 3: 2}


def test_a_new_subject_that_says_what_it_was_or_quotes_its_parent_stays() -> None:
    told = words(
        n1=("the wells are dry since the first of May", ""), n3=("yes", "the wells are dry since the first of May")
    )
    found = arrange(
        [node(1, "Wells"), node(2, "Pumps (was: Wells)", in_reply_to=["<1>"]), node(3, "Rain", in_reply_to=["<1>"])],
        told,
    )
    assert parents(found) == {1: None, 2: 1, 3: 1}


def test_two_answers_to_a_mail_that_nobody_has_stand_in_one_thread() -> None:
    found = arrange(
        [node(1, "Re: Wells", in_reply_to=["<off-list>"]), node(2, "Re: Wells", references=["<off-list>"])], words()
    )
    assert parents(found) == {1: None, 2: None}
    assert found.first == {1: 1, 2: 1}
    assert found.evidence[2][0].kind == "same-parent"


def test_unrelated_answers_to_one_unseen_id_stay_apart() -> None:
    found = arrange([node(1, "Wells", in_reply_to=["<id>"]), node(2, "Budget 2021", in_reply_to=["<id>"])], words())
    assert found.first == {1: 1, 2: 2}


def test_quoted_words_lead_to_the_post_that_said_them() -> None:
    line = "the pump house burnt down on Tuesday night"
    told = words(n1=(line, ""), n3=("oh", line))
    found = arrange([node(1, "News"), node(2, "Other"), node(3, "What?")], told)
    assert parents(found)[3] == 1
    assert found.evidence[3][0].kind == "quoted-words"


def test_a_subject_alone_never_merges() -> None:
    assert set(parents(arrange([node(1, "Welcome"), node(2, "Welcome")], words())).values()) == {None}
    assert set(parents(arrange([node(1, "Welcome"), node(2, "Re: Welcome")], words())).values()) == {None}


def test_an_answer_by_somebody_known_to_the_archive_joins_for_two_weeks() -> None:
    known = [node(1, "Tea", author="bo", minutes=0), node(2, "Welcome", author="ana")]
    assert parents(arrange([*known, node(3, "Re: Welcome", author="bo", minutes=13 * 24 * 60)], words()))[3] == 2
    assert parents(arrange([*known, node(3, "Re: Welcome", author="bo", minutes=15 * 24 * 60)], words()))[3] is None
    assert parents(arrange([*known, node(3, "Welcome", author="bo")], words()))[3] is None


def test_a_subject_that_names_the_former_one_leads_to_its_thread() -> None:
    nodes = [node(1, "Wells", author="ana"), node(2, "Tea"), node(3, "Pumps (was: Wells)", author="ana")]
    assert parents(arrange(nodes, words()))[3] == 1


def test_answers_to_the_same_unseen_digest_stay_apart() -> None:
    subject = "Re: General Digest, Vol 48, Issue 9"
    nodes = [node(n, subject, in_reply_to=["<digest>"], author=f"author{n}") for n in (1, 2)]
    assert arrange(nodes, words()).first == {1: 1, 2: 2}


def test_a_subject_with_re_and_someone_who_takes_part_is_understood_for_thirty_days() -> None:
    soon = [node(1, "Welcome", author="ana"), node(2, "AW: welcome", author="ana")]
    late = [node(1, "Welcome", author="ana"), node(2, "AW: welcome", author="ana", minutes=31 * 24 * 60)]
    assert parents(arrange(soon, words()))[2] == 1
    assert parents(arrange(late, words()))[2] is None


def test_an_outlook_answer_without_references_is_found_by_its_thread_index() -> None:
    found = arrange(
        [node(1, index=["<i>"]), node(2, index=["<i1>", "<i>"]), node(3, index=["<i12>", "<i1>", "<i>"])], words()
    )
    assert parents(found) == {1: None, 2: 1, 3: 2}
    assert found.evidence[3][0].kind == "thread-index"


def test_one_mail_that_came_by_two_ways_is_one_post_and_its_answers_are_together() -> None:
    nodes = [node(1, author="ana"), node(2, author="ana"), node(3, in_reply_to=["<2>"]), node(4, in_reply_to=["<1>"])]
    same = ("the very same words of one mail", "")
    found = arrange(nodes, words(n1=same, n2=same))
    assert found.copies == {2: 1}
    assert parents(found)[3] == parents(found)[4] == 1


@pytest.mark.parametrize("days", [1, 7])
def test_the_same_words_a_day_or_a_week_later_are_another_post(days: int) -> None:
    same = ("the very same words of one mail", "")
    nodes = [node(1, author="ana", minutes=1), node(2, author="ana", minutes=days * 24 * 60)]
    assert not arrange(nodes, words(n1=same, n2=same)).copies


def test_what_a_facilitator_placed_stays() -> None:
    nodes = [node(1), node(2, in_reply_to=["<1>"], is_fixed=True), node(3, is_fixed=True, fixed_with=1)]
    found = arrange(nodes, words())
    assert parents(found) == {1: None, 2: None, 3: None}
    assert found.first == {1: 1, 2: 2, 3: 1}


def test_a_long_circle_and_a_long_chain_are_cheap() -> None:
    chain = [node(n, in_reply_to=[f"<{n - 1}>"]) for n in range(1, 5_000)]
    circle = [node(n, in_reply_to=[f"<{5_000 + (n + 1) % 5_000}>"], minutes=n) for n in range(5_000, 10_000)]
    found = arrange([*chain, *circle], words())
    assert len(set(found.first.values())) == 2


def nodes_of(
    mails: Sequence[Mail], ids: Mapping[int, int]
) -> tuple[list[Node], Callable[[Sequence[int]], Mapping[int, Words]]]:
    letters = {ids[mail.number]: read(mail.raw) for mail in mails}
    nodes = [
        Node(
            one, (letter.message_id,), Named(letter.in_reply_to, letter.references), letter.date or AT, letter.subject,
            subject_key(letter.subject), letter.from_.address if letter.from_ else "", letter.sender_name,
            len(letter.visible_text),
        )
        for one, letter in letters.items()
    ]  # fmt: skip
    return nodes, lambda some: {one: words_of(letters[one].visible_text, letters[one].folds) for one in some}


@settings(max_examples=150)
@given(archives(), st.randoms(use_true_random=False))
def test_threads_do_not_depend_on_the_order_of_arrival(mails: list[Mail], chance: random.Random) -> None:
    shapes = []
    for _ in range(2):
        chance.shuffle(mails)
        ids = {mail.number: at for at, mail in enumerate(mails)}  # the id tells when it arrived
        number = {at: of for of, at in ids.items()}
        nodes, look_up = nodes_of(mails, ids)
        found = arrange(nodes, look_up)
        shapes.append(
            {
                number[one]: (
                    number[parent] if (parent := found.parent[one]) is not None else None,
                    number[found.first[one]],
                    [(why.kind, number[why.post.post_id], why.words) for why in found.evidence[one]],
                    found.awaited[one],
                )
                for one in found.parent
            }
        )
    assert shapes[0] == shapes[1]


@settings(max_examples=150)
@given(archives())
def test_no_post_is_above_itself_and_parents_are_of_the_same_thread(mails: list[Mail]) -> None:
    nodes, look_up = nodes_of(mails, {mail.number: mail.number for mail in mails})
    found = arrange(nodes, look_up)
    for one in found.parent:
        seen = set()
        at: int | None = one
        while at is not None:
            assert at not in seen
            seen.add(at)
            assert found.first[at] == found.first[one]
            at = found.parent[at]
