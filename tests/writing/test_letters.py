"""Every letter, in three languages: what its bytes are, and that both parts say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr

import pytest

from mailcop.writing.compose import Composed, Writer
from mailcop.writing.facts import AnnouncementFacts, DigestFacts, Facts, NoticeFacts, PostFacts, Variant
from mailcop.writing.notice_kinds import NoticeKind
from tests.writing import samples
from tests.writing.reading_back import Read, read_back, shown, squeezed, unflowed
from tests.writing.samples import COMMUNITY, DIGEST, GENERAL, NEWSLETTER, NOW, POST, READER

ZONES = {"en": "Africa/Nairobi", "es": "America/Bogota", "fr": "Africa/Brazzaville"}
LETTERS = samples.letters()
SINGLE = (
    *("from", "to", "subject", "date", "message-id", "reply-to", "mime-version", "in-reply-to", "references"),
    *("list-id", "list-post", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "precedence"),
)


@pytest.fixture(scope="module")
def writer() -> Writer:
    return samples.writer()


def composed(writer: Writer, facts: Facts, language: str = "en") -> Composed:
    return writer.compose(facts, Variant(language, ZONES[language]))


def read(writer: Writer, facts: Facts, language: str = "en") -> Read:
    return read_back(composed(writer, facts, language).letter_for(READER, NOW))


@pytest.mark.parametrize("language", ZONES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_ascii_with_crlf_only_and_short_lines(writer: Writer, name: str, language: str) -> None:
    raw = composed(writer, LETTERS[name], language).letter_for(READER, NOW)
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    body = raw.split(b"\r\n\r\n", 1)[1]
    assert all(len(line) <= 76 for line in body.split(b"\r\n"))


@pytest.mark.parametrize("language", ZONES)
@pytest.mark.parametrize("name", LETTERS)
def test_no_header_stands_twice_and_none_is_missing(writer: Writer, name: str, language: str) -> None:
    message = read(writer, LETTERS[name], language).message
    names = [key.lower() for key in message]
    assert not [key for key in SINGLE if names.count(key) > 1]
    assert {"from", "to", "subject", "date", "message-id", "reply-to"} <= set(names)
    assert not message.defects
    assert parseaddr(message["Reply-To"])[1] == READER.reply_to


@pytest.mark.parametrize("language", ZONES)
@pytest.mark.parametrize("name", LETTERS)
def test_text_part_keeps_to_72_columns_and_html_under_50_kb(writer: Writer, name: str, language: str) -> None:
    letter = composed(writer, LETTERS[name], language)
    wide = [line for line in letter.text.split("\n") if _columns(line) > 72 and "://" not in line and "@" not in line]
    assert not wide
    assert len(letter.html.encode()) < 50_000
    assert letter.problems == ()


def _columns(line: str) -> int:
    from mailcop.writing.bodies import width

    return width(line)


@pytest.mark.parametrize("language", ZONES)
@pytest.mark.parametrize("name", LETTERS)
def test_html_has_one_h1_no_picture_no_script_no_remote_file(writer: Writer, name: str, language: str) -> None:
    html = read(writer, LETTERS[name], language).html
    _, hrefs, tags = shown(html)
    assert tags.count("h1") == 1
    assert not {"img", "script", "link", "iframe", "form"} & set(tags)
    assert "url(" not in html
    assert f'<html lang="{language}"' in html
    assert all(href.startswith(("https://", "mailto:", "#")) for href in hrefs)


@pytest.mark.parametrize("language", ZONES)
@pytest.mark.parametrize("name", LETTERS)
def test_no_mark_of_ours_reaches_a_reader(writer: Writer, name: str, language: str) -> None:
    letter = read(writer, LETTERS[name], language)
    for part in (letter.text, letter.html, letter.calendar, str(letter.message["Subject"])):
        assert not re.search("[\ue000-\ue00f]", part)
        assert "None" not in part
        assert not re.search(r"\{\w+\}", part)


@pytest.mark.parametrize("language", ZONES)
def test_text_and_html_of_a_digest_hold_the_same_facts(writer: Writer, language: str) -> None:
    letter = read(writer, DIGEST, language)
    words, hrefs, _ = shown(letter.html)
    text = squeezed(unflowed(letter.text))
    for thread in (*DIGEST.threads, *DIGEST.unanswered, *DIGEST.also_new):
        assert thread.subject in words
        assert thread.subject.lower() in text.lower()
        assert thread.author in words
        assert thread.author in text
        assert thread.url in hrefs
        assert thread.url in text
        for line in thread.others:
            assert line.text in words
            assert line.text.replace(" ", "") in text.replace(" ", "")
    for thread in DIGEST.threads:
        address = READER.items[thread.number - 1]
        assert address in text
        assert [href for href in hrefs if href.startswith(f"mailto:{address}")]
    for occurrence in DIGEST.occurrences:
        assert occurrence.title in words
        assert occurrence.title in text
        assert occurrence.ics_url in text
        assert occurrence.ics_url in hrefs
    for number in (str(DIGEST.threads_total), str(DIGEST.posts_total), str(DIGEST.more_threads)):
        assert re.search(rf"\b{number}\b", words)
        assert re.search(rf"\b{number}\b", text)


@pytest.mark.parametrize("name", LETTERS)
def test_text_and_html_name_the_same_places_on_the_web(writer: Writer, name: str) -> None:
    letter = read(writer, LETTERS[name])
    _, hrefs, _ = shown(letter.html)
    in_text = set(re.findall(r"https://[^\s>]+", squeezed(letter.text)))
    in_html = {href for href in hrefs if href.startswith("https://")}
    assert in_html <= in_text | {url.rstrip(".") for url in in_text}


def test_the_counts_of_a_digest_add_up() -> None:
    assert DIGEST.posts_total == 5 + 4 + 4 + 3 + 9
    assert DIGEST.threads_total == 2 + 2 + 6


def test_a_late_digest_says_how_many_weeks_it_covers(writer: Writer) -> None:
    late = replace(DIGEST, covers_weeks=3)
    letter = read(writer, late)
    assert "covers 3 weeks" in shown(letter.html)[0]
    assert "covers 3 weeks" in squeezed(letter.text)


def test_a_digest_without_web_needs_none(writer: Writer) -> None:
    offline = Writer.load(samples.TEMPLATES, replace(COMMUNITY, base_url=""))
    bare = tuple(replace(t, url="", attachments=()) for t in DIGEST.threads)
    facts = replace(DIGEST, threads=bare, unanswered=(), also_new=(), url="", occurrences=())
    letter = read_back(offline.compose(facts, Variant("en", "UTC")).letter_for(READER, NOW))
    assert "https://" not in letter.text
    assert letter.message["List-Unsubscribe"] == "<mailto:general.leave@cop.example.org>"
    assert letter.message["List-Unsubscribe-Post"] is None


def test_all_readers_of_a_post_see_one_message_id_and_full_references(writer: Writer) -> None:
    letter = composed(writer, POST)
    one, other = (
        read_back(letter.letter_for(replace(READER, address=a, message_id=f"<{n}@cop.example.org>"), NOW)).message
        for n, a in enumerate(("a@mail.example", "b@mail.example"))
    )
    assert one["Message-ID"] == other["Message-ID"] == POST.message_id
    assert one["References"] == " ".join(POST.references)
    assert one["In-Reply-To"] == POST.references[-1]
    assert one["Precedence"] == "list"
    assert one["Auto-Submitted"] is None
    assert one["Archived-At"] == f"<{POST.permalink}>"
    assert one["From"] == "Nadège Mamas via General <general@cop.example.org>"
    assert (one["To"], other["To"]) == ("Wanjiru Odhiambo <a@mail.example>", "Wanjiru Odhiambo <b@mail.example>")


def test_a_post_can_be_left_with_one_click(writer: Writer) -> None:
    message = read(writer, POST).message
    assert message["List-Unsubscribe"] == (
        "<https://cop.example.org/u/32p4ybewk3twq42wr6xb>, <mailto:general.leave@cop.example.org>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "General <general.cop.example.org>"
    assert message["List-Post"] == "<mailto:general@cop.example.org>"


def test_a_newsletter_names_itself_and_its_number_above_its_title(writer: Writer) -> None:
    for said in (squeezed(read(writer, NEWSLETTER).text), shown(read(writer, NEWSLETTER).html)[0]):
        assert "The letter of Common Ground no. 9" in said
        assert said.index("no. 9") < said.casefold().index(NEWSLETTER.title.casefold())
    plain = replace(NEWSLETTER, forum=replace(NEWSLETTER.forum, title=COMMUNITY.name))
    assert "Letter no. 9" in shown(read(writer, plain).html)[0]


def test_words_in_the_cells_of_somebodys_table_are_not_broken(writer: Writer) -> None:
    html = composed(writer, replace(POST, html="<table><tr><td>Visits</td></tr></table>")).html
    rule = re.search(r"\.u td,\.u th\{([^}]*)\}", html)
    assert rule is not None
    assert "word-break:normal" in rule[1]
    assert "overflow-wrap:break-word" in rule[1]  # anywhere lets a column shrink to a letter


@pytest.mark.parametrize("name", ["announcement", "webinar"])
def test_what_a_facilitator_sends_says_why_it_came_and_how_to_leave(writer: Writer, name: str) -> None:
    facts = LETTERS[name]
    assert isinstance(facts, AnnouncementFacts)
    to_all, to_forum = (read(writer, replace(facts, forum=forum, url="")) for forum in (None, GENERAL))
    for letter, title in ((to_all, "Common Ground"), (to_forum, "General")):
        for said in (squeezed(letter.text), shown(letter.html)[0]):
            assert f"You get it as a member of {title}." in said
            assert f"Leave {title}" in said
            assert ("the link ends the letters of one forum" in said) == (letter is to_all)
        assert f"https://cop.example.org/u/{READER.leave_token}" in letter.text
    offline = Writer.load(samples.TEMPLATES, replace(COMMUNITY, base_url=""))
    assert "general.leave@cop.example.org" in offline.compose(replace(facts, forum=GENERAL), Variant("en", "UTC")).text


@pytest.mark.parametrize(
    "name", [name for name in LETTERS if name not in ("post", "announcement", "webinar", "newsletter")]
)
def test_what_a_machine_wrote_says_so(writer: Writer, name: str) -> None:
    assert read(writer, LETTERS[name]).message["Auto-Submitted"] in ("auto-generated", "auto-replied")


@pytest.mark.parametrize("name", [name for name in LETTERS if name.startswith("notice")])
def test_a_notice_is_no_letter_of_the_list_and_threads_with_the_mail_it_answers(writer: Writer, name: str) -> None:
    message = read(writer, LETTERS[name]).message
    assert message["List-Id"] is None
    assert message["In-Reply-To"] == "<CAF3x.9921@mail.example>"


def test_a_letter_offers_no_word_that_would_not_be_obeyed() -> None:
    modest = Writer.load(samples.TEMPLATES, replace(COMMUNITY, offers=frozenset({"daily", "weekly", "none", "leave"})))
    for facts in LETTERS.values():
        letter = modest.compose(facts, Variant("en", "UTC"))
        for part in (letter.text, letter.html):
            words = set(re.findall(r"\w+", squeezed(part if part is letter.text else shown(part)[0]).lower()))
            assert not {"mute", "undo", "private", "status"} & words


def test_foreign_passages_and_names_carry_their_language_and_direction(writer: Writer) -> None:
    html = composed(writer, DIGEST).html
    assert '<span lang="ar" dir="rtl">هل جرّبتنّ' in html
    assert '<bdi lang="ar" dir="rtl">سلمى الحداد</bdi>' in html
    assert '<bdi lang="ja" dir="ltr">さくら 田中</bdi>' in html
    assert '<div lang="es">' in html
    assert 'lang="en"' not in html.split("The threads", 1)[1]


def test_what_a_letter_lacks_is_an_error_and_never_a_broken_link(writer: Writer) -> None:
    digest = composed(writer, DIGEST)
    with pytest.raises(ValueError, match="item"):
        digest.letter_for(replace(READER, items=READER.items[:1]), NOW)
    with pytest.raises(ValueError, match="leave token"):
        digest.letter_for(replace(READER, leave_token=""), NOW)


def test_a_letter_that_a_mailbox_would_cut_is_told_or_refused(writer: Writer) -> None:
    thread = replace(DIGEST.threads[0], text="Una palabra tras otra. " * 75)
    long = replace(DIGEST, threads=tuple(replace(thread, number=n) for n in range(1, 17)), unanswered=(), also_new=())
    assert composed(writer, long).problems
    with pytest.raises(ValueError, match="bytes of HTML"):
        composed(writer, replace(long, threads=long.threads * 2))


def test_a_post_of_any_length_reaches_its_readers_whole(writer: Writer) -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "Words and words. " * 40 for n in range(400))
    for facts in (replace(POST, text=text), replace(POST, text=text, html=f"<p>{text}</p>")):
        letter = composed(writer, facts)
        assert len(letter.html.encode()) < 95_000
        assert "Paragraph 399." in letter.text
        assert "Paragraph 399." not in letter.html
        assert f'href="{POST.permalink}"' in letter.html


def test_an_unknown_language_falls_back_to_the_first_of_the_community(writer: Writer) -> None:
    assert writer.compose(POST, Variant("de", "Europe/Berlin")).text.count("Read the whole thread") == 1


def test_a_preview_shows_sample_addresses_where_readers_get_their_own(writer: Writer) -> None:
    letter = composed(writer, DIGEST)
    assert "general.sample@cop.example.org" in letter.text
    assert READER.items[0] not in letter.text


def test_sanitised_html_of_a_post_passes_and_plain_text_is_escaped(writer: Writer) -> None:
    clean = replace(POST, html="<p>Bonjour <b>Marisol</b></p>", quote=None)
    assert "<p>Bonjour <b>Marisol</b></p>" in composed(writer, clean).html
    assert "&lt;b&gt;" in composed(writer, replace(POST, text="<b>no</b>", html="")).html


def test_forums_of_other_scripts_have_names_in_their_headers(writer: Writer) -> None:
    forum = replace(GENERAL, title="公開フォーラム")
    message = read(writer, replace(POST, forum=forum, author_name="سلمى الحداد")).message
    # The standard library keeps the space between two encoded words of a name (RFC 2047 section 6.2 drops it).
    assert message["From"].addresses[0].display_name.replace("フ ォ", "フォ") == "سلمى الحداد via 公開フォーラム"
    assert "公開フォーラム" in message["List-Id"]


def test_a_notice_without_a_forum_speaks_of_the_community(writer: Writer) -> None:
    letter = read(writer, NoticeFacts(NoticeKind.HELP))
    assert letter.message["Subject"] == "Common Ground: what you can do by mail"
    assert "To write to everybody" not in letter.text
    assert letter.message["From"] == "Common Ground <announce@cop.example.org>"


def test_facts_are_what_the_contract_says() -> None:
    assert isinstance(POST, PostFacts)
    assert isinstance(DIGEST, DigestFacts)
    assert DIGEST.items == 5
