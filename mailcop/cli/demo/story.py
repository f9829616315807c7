"""The story of the demo, chapter by chapter: ten days of a community, every mail through the SMTP door."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from mailcop.cli.demo import texts
from mailcop.cli.demo.mailers import Mail, Program, bounce, html_only, out_of_office, picture, write
from mailcop.cli.demo.people import MEMBERS, NGOZI, STRANGER, Person
from mailcop.cli.demo.stage import Received, Stage
from mailcop.words import Fate, Purpose

BEGINS_AT = datetime(
    2027, 3, 9, 13, 10, tzinfo=UTC
)  # a Tuesday; New York's clocks change on the 14th, Europe's on the 28th
WEBINAR_AT = datetime(2027, 3, 18, 14, 0, tzinfo=UTC)  # Thursday 15:00 in Paris
GENERAL, CHANGE, ANNOUNCE = "general@cop.example.org", "change@cop.example.org", "announce@cop.example.org"
_THANDIWE, _MARISOL = MEMBERS["thandiwe"], MEMBERS["marisol"]


class Story:
    """Who writes what, when; and what must come of it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.first: Mail | None = None

    async def tell(self) -> None:
        """All of it, in order."""
        await self._people_write()
        await self._not_everything_is_let_in()
        await self._a_dialogue()
        await self._answers_to_a_digest()
        await self._coming_and_going()
        await self._a_webinar()
        await self._series_lecture_newsletter()
        await self._monday()
        await self._reminders()

    # ---- small steps -----------------------------------------------------------------------------

    async def _write(
        self, who: Person, to: str, subject: str, words: str, *, by: Program = Program.APPLE,
        expects: Fate | None = Fate.POSTED, note: str = "", **more: object,
    ) -> Received | None:  # fmt: skip
        mail = write(who, to, subject, words, self.stage.clock(), by=by, **more)  # type: ignore[arg-type]  # write's own
        return await self.stage.play(mail, expects=expects, note=note)

    async def _answer(
        self, who: Person, kind: str, words: str, *, by: Program = Program.GMAIL, to: str = "",
        expects: Fate = Fate.POSTED, note: str = "",
    ) -> Received | None:  # fmt: skip
        """Answer the latest letter of a kind that came to this reader: to its Reply-To, with its words quoted."""
        letter = self.stage.letter(who.address, kind)
        mail = write(who, to or letter.answer_to, "", words, self.stage.clock(), by=by, answers=letter)
        return await self.stage.play(mail, expects=expects, note=note)

    async def _approved(self, who: Person, note: str) -> None:
        await self._answer(who, "preview", "OK", by=Program.OUTLOOK, expects=Fate.COMMAND, note=note)

    def _until(self, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2027, 3, day, hour, minute, tzinfo=UTC)

    def _chapter(self, title: str) -> None:
        self.stage.paper.chapter(title, f"{self.stage.clock():%A %-d %B %Y}")

    # ---- chapters --------------------------------------------------------------------------------

    async def _people_write(self) -> None:
        self._chapter("People write, and answer")
        wanjiru, grace, nasrin, lucia = (MEMBERS[name] for name in ("wanjiru", "grace", "nasrin", "lucia"))
        self.first = write(
            wanjiru, GENERAL, "What do you do in the first ten minutes?", texts.FIRST_MINUTES, self.stage.clock()
        )
        await self.stage.play(self.first, expects=Fate.POSTED)
        await self._answer(grace, "post", texts.TABLE_OF_OBJECTS, by=Program.GMAIL)
        await self._answer(nasrin, "post", texts.RICE_SACK, by=Program.TELEPHONE)
        await self._write(lucia, GENERAL, "¿Quién enseña a quién?", texts.ESCUELAS, by=Program.OUTLOOK)
        await self._answer(MEMBERS["aminata"], "post", texts.RADIO_REPLY, by=Program.OUTLOOK)
        await self._write(
            MEMBERS["kenji"],
            GENERAL,
            "A first lesson by radio",
            texts.RADIO_CLASS,
            by=Program.GMAIL,
            files=(picture(),),
        )
        mail = html_only(
            MEMBERS["helene"], GENERAL, "Ce qui a changé : une perspective de Marseille", texts.MARSEILLE_WORDS,
            texts.MARSEILLE, self.stage.clock(),
        )  # fmt: skip
        await self.stage.play(mail, expects=Fate.POSTED)

    async def _not_everything_is_let_in(self) -> None:
        self._chapter("Not everything is let in")
        stage, now = self.stage, self.stage.clock
        assert self.first is not None
        await stage.play(
            self.first, expects=Fate.DUPLICATE, note="Wanjiru's server delivered it twice; answered as before"
        )
        await self._write(STRANGER, GENERAL, "Grow your audience", texts.BULK, expects=Fate.REFUSED)
        await self._write(
            MEMBERS["grace"], "genral@cop.example.org", "Hello", "A slip of the finger.", expects=None
        )  # fmt: skip
        spoof = write(_THANDIWE, GENERAL, "Confirm your account", texts.SPOOF, now(), verdict="fail")
        await stage.play(
            spoof, expects=Fate.HELD,
            note="DMARC failed for this From: the two facilitators are shown it, and nobody else",
        )  # fmt: skip
        await self._answer(
            _THANDIWE, "notice", texts.NOT_ME, to=self._held_address(_THANDIWE), expects=Fate.COMMAND,
            note="returned to the member it claimed to come from; her colleague is told",
        )  # fmt: skip
        ours = stage.letter(MEMBERS["priya"].address, "post")
        looped = Mail(MEMBERS["priya"].address, GENERAL, ours.raw, MEMBERS["priya"], ours.subject, "")
        await stage.play(looped, expects=Fate.LOOP, note="a letter of ours, forwarded back to us by a rule of hers")
        away = out_of_office(MEMBERS["priya"], ours, texts.AWAY, now())
        await stage.play(away, expects=Fate.AUTOMATIC, note="no person wrote it: filed, no post, no answer")
        report = bounce(stage.letter(MEMBERS["nasrin"].address, "post"), now())
        await stage.play(
            report, expects=Fate.BOUNCE, note="at the envelope sender of one letter: it is known whose it was"
        )

    def _held_address(self, who: Person) -> str:
        """Where the notice that shows the held mail is answered: its token is for that."""
        book = self.stage.place.book
        for one in reversed(self.stage.postbox.letters):
            place = book.decode(one.answer_to) if one.recipient == who.address else None
            if place is not None and place.token is not None and place.token.purpose is Purpose.HELD:
                return one.answer_to
        raise LookupError("no notice of a held mail")

    async def _a_dialogue(self) -> None:
        self._chapter("A dialogue is announced; nothing leaves without an OK")
        layla = MEMBERS["layla"]
        await self._write(
            _THANDIWE, ANNOUNCE, "Understanding change", texts.DIALOGUE, expects=Fate.COMMAND,
            note="a preview goes to her, and to nobody else",
        )  # fmt: skip
        await self._approved(_THANDIWE, "the announcement goes to everyone but those who chose none")
        await self._write(_THANDIWE, CHANGE, "Week 1: what can training change?", texts.CHANGE_QUESTION)
        await self._write(
            layla, CHANGE, "Who opens the book", texts.CHANGE_ANSWER, by=Program.OUTLOOK, verdict="none",
            expects=Fate.HELD, note="from another server than usual: she is asked at her own address",
        )  # fmt: skip
        await self._answer(
            layla, "notice", "Oui, c'était moi", by=Program.TELEPHONE, expects=Fate.COMMAND, note="now it is a post"
        )

    async def _coming_and_going(self) -> None:
        self._chapter("Coming, going, choosing")
        join = "general.join@cop.example.org"
        await self._write(
            NGOZI, join, "Join", texts.JOIN, expects=Fate.COMMAND, note="one letter to that address, to be answered"
        )
        await self._answer(NGOZI, "notice", "confirm", expects=Fate.COMMAND, note="a member from now on, weekly")
        await self._write(
            NGOZI,
            "general.each@cop.example.org",
            "",
            "Each, please",
            expects=Fate.COMMAND,
            note="each post as it comes",
        )
        await self._write(NGOZI, GENERAL, "The broken thermometer", texts.NEWCOMER, by=Program.TELEPHONE)
        await self._answer(
            MEMBERS["grace"], "post", "Daily, thanks!", expects=Fate.COMMAND, note="a digest a day instead"
        )
        await self._answer(MEMBERS["joseluis"], "post", "baja", expects=Fate.COMMAND, note="gone, with a receipt")

    async def _answers_to_a_digest(self) -> None:
        self._chapter("Seven o'clock, by each reader's own clock")
        kenji, rosaura = MEMBERS["kenji"], MEMBERS["rosaura"]
        await self.stage.turn_through(self._until(10, 13, 10))
        digest = self.stage.letter(kenji.address, "digest")
        self.stage.paper.line()
        await self._answer(
            kenji, "digest", texts.DAILY_ANSWER, to=_item_address(digest.text, "WHAT DO YOU DO"),
        )  # fmt: skip
        number = _item_number(self.stage.letter(rosaura.address, "digest").text, "¿QUIÉN ENSEÑA")
        await self._answer(rosaura, "digest", f"{number}: {texts.DIGEST_ITEM_ES}", by=Program.OUTLOOK)

    async def _a_webinar(self) -> None:
        self._chapter("A webinar, in everybody's own time")
        await self._write(
            _THANDIWE, ANNOUNCE, "Listening before teaching", texts.WEBINAR, expects=Fate.COMMAND,
            note="the preview has a question: how long does it last?",
        )  # fmt: skip
        await self._answer(
            _THANDIWE, "preview", "Duration: 1 hour", expects=Fate.COMMAND, note="a new preview, without a question"
        )
        await self._approved(_THANDIWE, "an invitation to everyone, with a calendar entry")
        place = "a place, with a receipt and a calendar entry"
        for name, words, by in (
            ("grace", "Yes", Program.GMAIL),
            ("rosaura", "Sí, gracias", Program.OUTLOOK),
            ("helene", "Oui", Program.GMAIL),
            ("tamatea", "Yes!", Program.TELEPHONE),
        ):
            await self._answer(MEMBERS[name], "announcement", words, by=by, expects=Fate.COMMAND, note=place)
        await self._write(
            MEMBERS["kenji"], "listening-before-teaching.register@cop.example.org", "", "よろしくお願いします。",
            expects=Fate.COMMAND, note=place,
        )  # fmt: skip
        await self._answer(
            MEMBERS["grace"], "announcement", texts.QUESTION, expects=Fate.COMMAND, note="kept for the speaker"
        )
        await self._answer(MEMBERS["abebe"], "announcement", texts.YES_BUT, by=Program.APPLE)

    async def _series_lecture_newsletter(self) -> None:
        await self.stage.turn_through(self._until(11, 14, 30))
        self._chapter("A series, a lecture in two languages, a newsletter in three")
        await self._write(_MARISOL, GENERAL, "Interview series: every other Thursday", texts.SERIES, by=Program.GMAIL)
        await self._write(
            _MARISOL, ANNOUNCE, "", texts.LECTURE, expects=Fate.COMMAND, note="a preview, with tomorrow's date in it"
        )
        await self._approved(_MARISOL, "waits for its hour: tomorrow, 09:00 in Santo Domingo")
        await self._write(
            _MARISOL, "monthly@cop.example.org", "", texts.NEWSLETTER, by=Program.OUTLOOK, expects=Fate.COMMAND,
            note="a preview with the number of its readers",
        )  # fmt: skip
        await self._approved(_MARISOL, "issue 1, each reader's in their own language")
        await self._answer(
            MEMBERS["haeun"], "newsletter", texts.SUGGESTION, expects=Fate.HELD,
            note="no post: the facilitators read it, as the letter says",
        )  # fmt: skip
        self.stage.paper.line()
        await self.stage.turn_through(self._until(12, 13, 0))

    async def _monday(self) -> None:
        self._chapter("To Monday, seven o'clock: the weekly digest")
        replies = {
            MEMBERS["siobhan"].address: "452 4.2.2 mailbox full, try again later",
            MEMBERS["nino"].address: "550 5.1.1 there is nobody of that name here any more",
        }
        self.stage.postbox.replies |= {address: [reply] for address, reply in replies.items()}
        for address, reply in replies.items():
            self.stage.paper.words(f"The relay will answer “{reply}” to the next letter for {address}.")
        self.stage.paper.line()
        await self.stage.turn_through(self._until(15, 16, 0))
        self.stage.paper.line()
        anuradha = MEMBERS["anuradha"]
        digest = self.stage.letter(anuradha.address, "digest")
        address = _item_address(digest.text, "A FIRST LESSON BY RADIO")
        await self._answer(
            anuradha, "digest", "Please leave the pauses in. My listeners cook while they learn.", to=address,
        )  # fmt: skip

    async def _reminders(self) -> None:
        self._chapter("A day before, an hour before")
        offsets = (WEBINAR_AT - timedelta(days=1), WEBINAR_AT - timedelta(hours=1))
        await self.stage.turn_through(WEBINAR_AT - timedelta(minutes=5), at=offsets)
        self.stage.paper.line()
        await self._answer(
            MEMBERS["grace"], "reminder", "I will be ten minutes late, please begin without me.", by=Program.TELEPHONE
        )


def _item_address(text: str, title: str) -> str:
    """The reply address under an item's heading in a digest's text part."""
    found = re.search(re.escape(title) + r".*?(\S+\.i\w{29}@\S+)", text, re.S)
    if found is None:
        raise LookupError(f"no item {title!r} in the digest")
    return found[1]


def _item_number(text: str, title: str) -> int:
    """The number of an item in a digest's text part."""
    found = re.search(r"^(\d+)\s+" + re.escape(title), text, re.M)
    if found is None:
        raise LookupError(f"no item {title!r} in the digest")
    return int(found[1])
