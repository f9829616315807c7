"""Notices: the short letters of the machine, owed in the transaction of what they tell and kept in the same ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.addresses import AddressBook, address_key
from mailcop.community.deliveries import AT_ONCE, rank_of
from mailcop.editions.owing import Addressee, owe, owe_letters
from mailcop.words import MailingKind, Token
from mailcop.writing.facts import HeldFacts, Value
from mailcop.writing.notice_kinds import NoticeKind

_AWAITED = frozenset({NoticeKind.SIGN_IN, NoticeKind.JOIN_CONFIRM, NoticeKind.WAS_THAT_YOU})
LINK_SECRET = "{secret}"  # no URL holds braces
LONGEST_ABOUT = 2_000  # characters of a mail that a notice about it may show


def owe_notice(
    conn: Connection,
    kind: NoticeKind,
    address: str,
    now: datetime,
    *,
    key: str,
    forum_id: int | None = None,
    occurrence_id: int | None = None,
    values: Mapping[str, Value] | None = None,
    about: HeldFacts | None = None,
    answers_to: Token | None = None,
    in_reply_to: str = "",
    language: str = "",
    expires_at: datetime | None = None,
    link_seed: str = "",
) -> int:
    """Owe one notice to one address; its mailing id. Of the same kind, `key` and address there is only one.

    `answers_to` is the token of its Reply-To (a pending, a reception, a draft), else a reply leads to its delivery.
    `in_reply_to` is the Message-ID of the mail that caused it: then it is `auto-replied` (RFC 3834 section 5.1).
    `language` counts for an address that is no member's. `link_seed` is kept in place of a secret in a link:
    LINK_SECRET in the value `url` becomes `AddressBook.link_secret` of it when the letter is written.
    """
    to = addressee(conn, address)
    facts: dict[str, Any] = {
        "notice": kind,
        "values": {name: _kept(value) for name, value in (values or {}).items()},
        "in_reply_to": in_reply_to,
    }
    if about is not None:
        facts["about"] = _kept_mail(about)
    if answers_to is not None:
        facts["answers_to"] = [answers_to.purpose, answers_to.id, answers_to.item]
    if language:
        facts["language"] = language
    if link_seed:
        facts["link_seed"] = link_seed
    mailing_id, _ = owe(
        conn,
        MailingKind.NOTICE,
        _key(kind, key, to.key),
        now,
        expires_at=expires_at,
        forum_id=forum_id,
        occurrence_id=occurrence_id,
        facts=facts,
    )
    rank = AT_ONCE if kind in _AWAITED else rank_of(MailingKind.NOTICE)
    owe_letters(conn, mailing_id, [to], now, rank=rank)
    return mailing_id


def asked_in(conn: Connection, kind: NoticeKind, key: str, address: str) -> str:
    """The language that the notice of this kind and key was owed in to an address that was no member's; else empty."""
    m = model.mailings
    facts = conn.scalar(select(m.c.facts).where(m.c.key == _key(kind, key, address_key(address))))
    return str(facts.get("language", "")) if facts else ""


def _key(kind: NoticeKind, key: str, address: str) -> str:
    return f"notice:{kind}:{key}:{address}"[:200]


def addressee(conn: Connection, address: str) -> Addressee:
    """The reader at this address, with their member where it is a verified one's."""
    a = model.addresses
    key = address_key(address)
    row = conn.execute(select(a.c.member_id).where(a.c.key == key, a.c.verified_at.is_not(None))).one_or_none()
    return Addressee(address, key, row.member_id if row else None)


def kept_values(facts: Mapping[str, Any], book: AddressBook) -> dict[str, Value]:
    """The values of a notice as they were given: instants come back aware, the secret of a link is made of its seed."""
    values = {name: _given(value) for name, value in facts.get("values", {}).items()}
    if "link_seed" in facts:
        values["url"] = str(values["url"]).replace(LINK_SECRET, book.link_secret(facts["link_seed"]))
    return values


def kept_about(facts: Mapping[str, Any]) -> HeldFacts | None:
    """The mail that a notice is about, as it was given."""
    about = facts.get("about")
    if about is None:
        return None
    at = datetime.fromisoformat(about["at"]) if about["at"] else None
    return HeldFacts(about["subject"], about["text"], at, about["author"], about["language"])


def _kept(value: Value) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime) else value


def _given(value: Any) -> Value:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"])
    given: Value = value
    return given


def _kept_mail(about: HeldFacts) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(about).items() if name != "attachments"}
    return {**kept, "text": about.text[:LONGEST_ABOUT], "at": about.at.isoformat() if about.at else ""}
