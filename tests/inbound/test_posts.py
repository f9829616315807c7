"""Mail becomes posts in the right thread, once, with everything that was owed for it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from mailcop.model import mails
from mailcop.words import Purpose, Token
from tests.inbound.place import GENERAL, Place


def test_a_members_mail_is_a_post_and_owed_to_each_reader_but_not_to_weekly_ones(place: Place) -> None:
    (reply,) = place.mail("Bo <bo@example.org>", "Good morning, all.")
    assert (reply.code, place.fates()) == (250, [("posted", "new")])
    assert place.texts() == [["Good morning, all."]]
    assert [len(place.owed(f"{who}@example.org", "post")) for who in ("ines", "ruth", "bo", "nadege", "hiro")] == [
        1, 1, 1, 0, 0,
    ]  # fmt: skip


def test_the_author_is_the_accounts_name_whatever_the_display_name_says(place: Place) -> None:
    place.mail('"Ruth Okello, facilitator" <bo@example.org>', "Trust me.")
    assert place.threads()[0]["posts"][0]["author"] == {"name": "Bo Nkosi", "address": "bo@example.org"}


def test_a_reply_by_token_lands_in_the_thread_though_it_names_no_id(place: Place) -> None:
    place.mail("bo@example.org", "A question?")
    letter = place.owed("ines@example.org", "post")[0]
    place.mail("ines@example.org", "An answer.", place.reply_address(letter), subject="something else")
    assert place.texts() == [["A question?", "An answer."]]
    assert place.threads()[0]["posts"][1]["evidence"][0]["kind"] == "token"


def test_a_reply_to_the_forum_is_placed_by_our_own_and_by_foreign_ids(place: Place) -> None:
    place.mail("bo@example.org", "First.", message_id="<one@members.example>")
    place.mail(
        "ruth@example.org", "Second.", headers={"In-Reply-To": "<one@members.example>"}, message_id="<two@x.example>"
    )
    place.mail("ines@example.org", "Third.", headers={"References": "<one@members.example> <two@x.example>"})
    assert place.texts() == [["First.", "Second.", "Third."]]
    assert [post["parent"] for post in place.threads()[0]["posts"]] == [
        None,
        "<one@members.example>",
        "<two@x.example>",
    ]


def test_a_child_that_comes_before_its_parent_is_brought_home(place: Place) -> None:
    headers = {"References": "<root@members.example> <middle@members.example>"}
    place.mail("ines@example.org", "Leaf.", subject="Re: Tree", headers=headers, message_id="<leaf@x.example>")
    place.mail("bo@example.org", "Root.", subject="Tree", message_id="<root@members.example>")
    assert place.texts() == [["Leaf.", "Root."]]
    place.mail(
        "ruth@example.org", "Middle.", subject="Re: Tree", message_id="<middle@members.example>",
        headers={"In-Reply-To": "<root@members.example>"},
    )  # fmt: skip
    parents = {post["visible_text"]: post["parent"] for post in place.threads()[0]["posts"]}
    assert parents == {"Leaf.": "<middle@members.example>", "Root.": None, "Middle.": "<root@members.example>"}


def test_the_subject_alone_never_merges_but_a_participant_who_writes_re_is_understood(place: Place) -> None:
    place.mail("bo@example.org", "One.", subject="Budgets")
    place.mail("ines@example.org", "Two.", subject="Budgets")
    place.mail("bo@example.org", "Three.", subject="RE: budgets")
    assert place.texts() == [["One.", "Three."], ["Two."]]


def test_a_reference_never_joins_a_thread_of_another_forum(place: Place) -> None:
    place.mail("hiro@example.org", "Elsewhere.", "other@cop.example.org", message_id="<else@x.example>")
    place.mail("bo@example.org", "Here.", headers={"In-Reply-To": "<else@x.example>"})
    assert (place.texts("other"), place.texts()) == ([["Elsewhere."]], [["Here."]])


def test_the_same_mail_again_is_a_duplicate_reception_and_repeats_the_answer(place: Place) -> None:
    for _ in range(3):
        (reply,) = place.mail("bo@example.org", "Once.", message_id="<same@x.example>")
        assert reply.code == 250
    assert [fate for fate, _ in place.fates()] == ["posted", "duplicate", "duplicate"]
    assert place.texts() == [["Once."]]


def test_other_words_under_a_known_message_id_wait_for_a_person(place: Place) -> None:
    place.mail("bo@example.org", "The words.", message_id="<same@x.example>")
    place.mail("bo@example.org", "Quite other words.", message_id="<same@x.example>")
    place.mail("bo@example.org", "Quite other words.", message_id="<same@x.example>")
    assert [fate for fate, _ in place.fates()] == ["posted", "held", "duplicate"]
    assert place.texts() == [["The words."]]


def test_a_refused_mail_may_be_sent_again_after_joining(place: Place) -> None:
    (reply,) = place.mail("new@example.net", "Hello?", message_id="<n@x.example>")
    assert (reply.code, reply.status) == (550, "5.7.1")
    assert "general.join@cop.example.org" in reply.text
    (again,) = place.mail("new@example.net", "Hello?", message_id="<n@x.example>")
    assert [fate for fate, _ in place.fates()] == ["refused", "refused"]
    assert again == reply


def test_lmtp_answers_each_recipient_and_smtp_holds_what_it_can_not_refuse(place: Place) -> None:
    both = (GENERAL, "other@cop.example.org")
    assert [one.code for one in place.mail("bo@example.org", "To both.", *both)] == [250, 550]
    assert [one.code for one in place.mail("bo@example.org", "To both again.", *both, door="smtp")] == [250, 250]
    assert [fate for fate, _ in place.fates()] == ["posted", "refused", "posted", "held"]


def test_large_mail_and_its_attachment_are_in_the_blob_store_before_their_rows(place: Place) -> None:
    content = "QUJD" * 40_000
    raw = (
        "From: bo@example.org\r\nTo: general@cop.example.org\r\nSubject: Big\r\nMessage-ID: <big@x.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\n"
        "See the file.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
        'Content-Disposition: attachment; filename="fiche.pdf"\r\n\r\n' + content + "\r\n--b--\r\n"
    ).encode()
    assert place.take(raw, shown="bo@example.org")[0].code == 250
    row = place.database.read(lambda conn: conn.execute(select(mails.c.raw, mails.c.sha256)).one())
    assert row.raw is None
    assert place.blobs.get(row.sha256) == raw
    assert place.texts() == [["See the file."]]


def test_a_token_given_to_one_member_is_no_proof_for_another(place_of: Callable[..., Place]) -> None:
    place = place_of(authserv_id="mx.example.org")
    passing = {"Authentication-Results": "mx.example.org; dmarc=pass header.from=example.org"}
    place.mail("bo@example.org", "A post.", headers=passing)
    letter = place.owed("ines@example.org", "post")[0]
    place.mail("ines@example.org", "From my own token.", place.reply_address(letter))
    place.mail("ruth@example.org", "From another's token.", place.reply_address(letter))
    failing = {"Authentication-Results": "mx.example.org; dmarc=fail header.from=example.org"}
    place.mail("ines@example.org", "Forged.", place.reply_address(letter), headers=failing)
    assert [fate for fate, _ in place.fates()] == ["posted", "posted", "held", "held"]
    assert place.texts() == [["A post.", "From my own token."]]


def test_a_forged_or_foreign_token_is_no_address(place: Place) -> None:
    good = place.book.token_address("general", Token(Purpose.REPLY, 1))
    name, token, domain = good.partition(".")[0], good.partition(".")[2].partition("@")[0], good.partition("@")[2]
    forged = f"{name}.{token[:-1]}{'b' if token[-1] == 'a' else 'a'}@{domain}"
    assert place.intake.recipient(good) is None
    refused = place.intake.recipient(forged)
    assert refused is not None
    assert (refused.code, refused.status) == (550, "5.1.1")
    foreign = place.intake.recipient("someone@elsewhere.example")
    assert foreign is not None
    assert foreign.status == "5.7.1"
    assert place.intake.recipient("postmaster") is None
