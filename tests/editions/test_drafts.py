"""What a facilitator mails in is answered with a preview, and only an answer sends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailcop.editions import drafts
from mailcop.editions.letters import Letters
from tests.editions.facilitating import INDIA, NEWSLETTER, NOW, WEBINAR, answer, propose
from tests.editions.world import World, mail, text_of


def kinds(world: World) -> list[str]:
    return [row.kind for row in world.rows("mailings")]


def test_a_mail_to_announce_sends_nobody_anything_but_its_author_a_preview(world: World, ines: int) -> None:
    propose(world, ines, INDIA)
    world.expand(NOW + timedelta(days=3))

    assert kinds(world) == ["preview"]
    assert [row.address for row in world.rows("deliveries")] == ["ines@example.org"]


def test_the_preview_shows_what_was_understood_the_audience_and_the_letter(
    world: World, ines: int, letters: Letters
) -> None:
    draft = propose(world, ines, INDIA)
    letter = world.letter_to(letters, "ines@example.org", "preview", NOW)
    said = text_of(letter)

    assert "A perspective from India" in letter["Subject"]
    assert str(letter["Reply-To"]).startswith("announce.p")
    assert letter["Auto-Submitted"] == "auto-replied"
    assert "on Thursday we talk about water" in said
    assert "4  members of" in said
    assert "3  people get it" in said
    assert world.rows("drafts", id=draft)[0].state == "open"


def test_ok_sends_to_all_but_none_once(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, INDIA)

    assert answer(world, draft, ines, "OK") == "sent"
    assert answer(world, draft, ines, "ok\n") == "late"
    world.expand(NOW + timedelta(hours=1))
    (announcement,) = world.rows("mailings", kind="announcement")
    readers = [row.address for row in world.rows("deliveries", mailing_id=announcement.id)]
    assert readers == ["ana@example.org", "bo@example.org", "ines@example.org"]
    letter = world.letter_to(letters, "bo@example.org", "announcement", NOW)
    assert letter["Subject"] == "A perspective from India"
    assert "on Thursday we talk about water." in text_of(letter)
    assert world.letter_to(letters, "ines@example.org", "notice", NOW)["In-Reply-To"]


def test_two_facilitators_who_answer_at_once_send_once(world: World, forum: int, ines: int) -> None:
    ruth = world.member("Ruth", forum, role="facilitator")
    draft = propose(world, ines, INDIA)

    assert [answer(world, draft, ruth, "OK"), answer(world, draft, ines, "OK")] == ["sent", "late"]
    assert kinds(world).count("announcement") == 1


def test_cancel_sends_nothing_ever(world: World, ines: int) -> None:
    draft = propose(world, ines, INDIA)

    assert answer(world, draft, ines, "Cancel") == "cancelled"
    assert answer(world, draft, ines, "OK") == "late"
    assert "announcement" not in kinds(world)


def test_a_changed_line_makes_a_new_preview_and_the_old_one_sends_no_more(
    world: World, ines: int, letters: Letters
) -> None:
    draft = propose(world, ines, INDIA)
    assert answer(world, draft, ines, "When: 3 June 09:00 Madrid") == "amended"
    old, new = world.rows("drafts")

    assert (old.state, new.state) == ("replaced", "open")
    assert answer(world, old.id, ines, "OK") == "late"
    assert "3 June" in text_of(world.letter_to(letters, "ines@example.org", "preview", NOW))
    assert answer(world, new.id, ines, "OK") == "sent"
    (announcement,) = world.rows("mailings", kind="announcement")
    assert announcement.due_at == datetime(2026, 6, 3, 7, tzinfo=UTC)
    world.expand(NOW + timedelta(days=1))
    assert world.rows("deliveries", mailing_id=announcement.id) == []


def test_words_that_are_no_answer_send_nothing_and_say_so(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, INDIA)

    assert answer(world, draft, ines, "Looks fine to me, but let me ask Ruth first.") == "unclear"
    assert kinds(world) == ["preview", "notice"]
    assert "OK" in text_of(world.letter_to(letters, "ines@example.org", "notice", NOW))


def test_a_forum_by_name_is_the_audience_and_a_name_that_nobody_has_sends_nothing(
    world: World, forum: int, ines: int
) -> None:
    care = world.forum("care")
    world.member("Dee", care)
    draft = propose(world, ines, f"To: care\n{INDIA}")
    assert answer(world, draft, ines, "OK") == "sent"
    world.expand(NOW + timedelta(hours=1))
    (announcement,) = world.rows("mailings", kind="announcement")
    assert [row.address for row in world.rows("deliveries", mailing_id=announcement.id)] == ["dee@example.org"]

    lost = propose(world, ines, f"To: the water people\n{INDIA}")
    assert answer(world, lost, ines, "OK") == "missing"
    assert world.rows("drafts", id=lost)[0].state == "open"


def test_a_mail_that_names_no_kind_is_what_its_address_says(world: World, ines: int) -> None:
    announced = propose(world, ines, "Just words.", subject="The office is closed")
    issue = propose(world, ines, "Just words.", NEWSLETTER, subject="June")

    made = {row.id: row for row in world.rows("drafts")}
    assert (made[announced].kind, made[announced].plan["order"]["title"]) == ("announcement", "The office is closed")
    assert (made[issue].kind, made[issue].plan["order"]["title"]) == ("newsletter", "June")


def test_a_preview_that_nobody_answers_expires(world: World, ines: int) -> None:
    draft = propose(world, ines, INDIA)

    assert world.database.write(lambda conn: drafts.expire_due(conn, NOW + timedelta(days=13))) == 0
    assert world.database.write(lambda conn: drafts.expire_due(conn, NOW + timedelta(days=14))) == 1
    assert answer(world, draft, ines, "OK", NOW + timedelta(days=15)) == "late"


def test_a_webinar_becomes_an_event_with_addresses_and_everybody_is_invited(
    world: World, ines: int, letters: Letters
) -> None:
    draft = propose(world, ines, WEBINAR)
    said = text_of(world.letter_to(letters, "ines@example.org", "preview", NOW))
    assert "Wednesday 17 June 2026, 15:00 in Paris (UTC+2)" in said
    assert world.rows("events") == []

    assert answer(world, draft, ines, "OK") == "sent"
    world.expand(NOW + timedelta(hours=1))
    (event,) = world.rows("events")
    (occurrence,) = world.rows("occurrences")
    assert (event.name, event.title, event.member_id) == ("budgets-for-people", "Budgets for people", ines)
    assert occurrence.starts_at == datetime(2026, 6, 17, 13, tzinfo=UTC)
    letter = world.letter_to(letters, "bo@example.org", "announcement", NOW)
    assert "16:00 in Nairobi (UTC+3)" in text_of(letter)
    assert "budgets-for-people.register@cop.example.org" in text_of(letter)
    assert str(letter["Reply-To"]).startswith("budgets-for-people.r")


def test_a_webinar_without_an_hour_is_asked_for_and_not_sent(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, "Webinar: Budgets\nDate: 17 June 2026\n\nCome!\n")

    assert answer(world, draft, ines, "OK") == "missing"
    assert world.rows("events") == []
    assert answer(world, draft, ines, "Time: 15:00 Paris") == "amended"
    new = world.rows("drafts")[-1].id
    assert answer(world, new, ines, "OK") == "sent"
    assert world.rows("occurrences")[0].local_time == "15:00"


def test_a_webinar_at_one_moment_in_two_cities_begins_at_that_moment(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, WEBINAR.replace("15:00 Paris", "3pm CEST / 9am EST (New York)"))

    assert "15:00 in Madrid (UTC+2)" in text_of(world.letter_to(letters, "ines@example.org", "preview", NOW))
    assert answer(world, draft, ines, "OK") == "sent"
    assert world.rows("occurrences")[0].starts_at == datetime(2026, 6, 17, 13, tzinfo=UTC)


def test_a_webinar_at_two_moments_is_asked_about_and_not_sent(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, WEBINAR.replace("15:00 Paris", "15:00 CEST / 8:00 New York"))

    said = " ".join(text_of(world.letter_to(letters, "ines@example.org", "preview", NOW)).split())
    assert "15:00 CEST and 08:00 New York are not the same moment on Wednesday 17 June 2026. When is it?" in said
    assert answer(world, draft, ines, "OK") == "missing"
    assert world.rows("events") == []
    assert answer(world, draft, ines, "Time: 14:00 Paris") == "amended"
    assert answer(world, world.rows("drafts")[-1].id, ines, "OK") == "sent"
    assert world.rows("occurrences")[0].starts_at == datetime(2026, 6, 17, 12, tzinfo=UTC)


def test_a_webinar_in_the_past_is_not_sent(world: World, ines: int) -> None:
    draft = propose(world, ines, "Webinar: Budgets\nDate: 17 May 2026, 15:00 Paris\n\nCome!\n")

    assert answer(world, draft, ines, "OK") == "missing"


def test_an_ok_after_the_hour_of_the_webinar_sends_nothing(world: World, ines: int) -> None:
    draft = propose(world, ines, WEBINAR)

    assert answer(world, draft, ines, "OK", datetime(2026, 6, 17, 14, tzinfo=UTC)) == "missing"
    assert world.rows("events") == []


def test_a_newsletter_has_one_number_for_all_its_languages(world: World, ines: int, letters: Letters) -> None:
    text = "Newsletter: June\n\n[EN]\nHello all.\n\n[ES]\nHola a todas.\n"
    for _ in range(2):
        draft = propose(world, ines, text, NEWSLETTER)
        answer(world, draft, ines, "OK")
    world.expand(NOW + timedelta(hours=1))

    assert [row.number for row in world.rows("issues")] == [1, 2]
    assert "Hola a todas." in text_of(world.letter_to(letters, "ana@example.org", "newsletter", NOW))
    english = world.letter_to(letters, "bo@example.org", "newsletter", NOW)
    assert "Hello all." in text_of(english)
    assert "Hola" not in text_of(english)


def test_a_webinar_in_a_forum_post_is_offered_and_an_announcement_is_not(world: World, forum: int, ines: int) -> None:
    post = world.post(forum, NOW)
    thread = world.rows("posts", id=post)[0].thread_id

    def offer(text: str) -> int | None:
        letter = mail(text)
        return world.database.write(
            lambda conn: drafts.offer(
                conn, letter, member_id=ines, mail_id=None, thread_id=thread, forum_id=forum, now=NOW
            )
        )

    assert offer(INDIA) is None
    assert offer("Yes, but in my country: no.") is None
    draft = offer(WEBINAR)
    assert draft is not None
    assert answer(world, draft, ines, "OK") == "sent"
    assert world.rows("events")[0].thread_id == thread
