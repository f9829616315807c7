"""Generated archives: who answers whom, by which fields, with odd dates, lost mails, quoted words and new subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

BEGINNING = datetime(2020, 5, 4, 9, tzinfo=UTC)
SUBJECTS = ("Wells in the dry season", "Budget of the pilot", "Training in June", "")
PEOPLE = ("ana", "bo", "chen", "dina")


@dataclass(frozen=True)
class Mail:
    """One mail of a generated archive."""

    number: int
    message_id: str
    author: str
    subject: str
    at: datetime
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    words: str

    @property
    def raw(self) -> bytes:
        """As a file of an archive holds it."""
        fields = {
            "From": f"{self.author.title()} <{self.author}@x.example>",
            "Date": self.at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "Subject": self.subject,
            "Message-ID": self.message_id,
        }
        if self.in_reply_to:
            fields["In-Reply-To"] = " ".join(self.in_reply_to)
        if self.references:
            fields["References"] = " ".join(self.references)
        return "".join(f"{name}: {value}\n" for name, value in fields.items()).encode() + f"\n{self.words}\n".encode()


@st.composite
def archives(draw: st.DrawFn, most: int = 14) -> list[Mail]:
    """Mails of which some answer others, before or after them; ids of mails that nobody has are named too."""
    count = draw(st.integers(1, most))
    mails: list[Mail] = []
    for number in range(count):
        other = draw(st.integers(0, count - 1))
        kind = draw(st.sampled_from(("new", "answer", "answer", "references", "lost", "quote", "subject", "hijack")))
        answered = mails[other] if other < len(mails) else None
        subject = draw(st.sampled_from(SUBJECTS))
        in_reply_to: tuple[str, ...] = ()
        references: tuple[str, ...] = ()
        words = f"Message number {number} tells of the pump house, and of rope and bucket number {number * 7}."
        if kind in ("answer", "hijack"):
            in_reply_to = (f"<m{other}@x.example>",)
        elif kind == "references":
            references = tuple(f"<m{draw(st.integers(0, count))}@x.example>" for _ in range(3))
        elif kind == "lost":
            in_reply_to = (f"<lost{draw(st.integers(0, 2))}@x.example>",)
        elif kind == "quote" and answered is not None:
            words = f"Yes.\n\n> {answered.words.splitlines()[0]}\n\nThat is what I say in {number}."
        if kind in ("answer", "references", "lost", "quote", "subject"):
            subject = f"Re: {answered.subject if answered and draw(st.booleans()) else subject}"
        minutes = number * 90 + draw(st.integers(-200, 200))
        author = draw(st.sampled_from(PEOPLE))
        at = BEGINNING + timedelta(minutes=minutes)
        mails.append(Mail(number, f"<m{number}@x.example>", author, subject, at, in_reply_to, references, words))
    return mails
