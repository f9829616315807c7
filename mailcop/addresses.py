"""Our address grammar and its signed tokens.

One template makes all of our addresses: `{local}@cop.example.org` for a domain of our own, `cop+{local}@example.org`
for a single mailbox. The local part is `FORUM`, `FORUM.WORD`, `FORUM.TOKEN`, `EVENT.WORD`, `bounce.TOKEN`, or one of
the fixed names. Pure: the names that exist are looked up by the caller.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

from mailcop.words import Delivery, Destination, Purpose, Token, Where

_ID_BYTES, _ITEM_BYTES, _MAC_BYTES = 6, 2, 10  # 80 bits of HMAC
# a letter for the purpose, then base32 without padding
_TOKEN_CHARACTERS = 1 + -(-(_ID_BYTES + _ITEM_BYTES + _MAC_BYTES) * 8 // 5)
LONGEST_LOCAL = 64  # octets, RFC 5321 section 4.5.3.1.1
LONGEST_NAME = LONGEST_LOCAL - 1 - _TOKEN_CHARACTERS

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LABEL = r"[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]*[A-Za-z0-9\u0080-\U0010ffff])?"
_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)*{_LABEL})")

_FORUM_WORDS: dict[str, tuple[Where, Delivery | None]] = {
    "join": (Where.JOIN, None),
    "leave": (Where.LEAVE, None),
    "help": (Where.HELP, None),
    "facilitators": (Where.FACILITATORS, None),
    "digest": (Where.DIGEST, None),
    "weekly": (Where.DELIVERY, Delivery.WEEKLY),
    "daily": (Where.DELIVERY, Delivery.DAILY),
    "each": (Where.DELIVERY, Delivery.EACH),
    "pause": (Where.PAUSE, None),
}
_EVENT_WORDS = {"register": Where.REGISTER, "cancel": Where.CANCEL, "ask": Where.ASK, "rsvp": Where.RSVP}
_FIXED = {
    "announce": Where.ANNOUNCE,
    "newsletter": Where.NEWSLETTER,
    "trainings": Where.TRAININGS,
    "postmaster": Where.POSTMASTER,
    "abuse": Where.ABUSE,
}
RESERVED = frozenset(_FIXED) | {"bounce", "mailcop", "root", "mailer-daemon", "hostmaster", "webmaster", "noreply"}


class BadName(ValueError):
    """A name that can't be an address of ours, with the reason."""


def check_name(name: str) -> str:
    """The name of a forum, newsletter or event, or `BadName`: a-z 0-9 and hyphens, not reserved, short enough."""
    if not _NAME.fullmatch(name):
        raise BadName(f"{name!r}: expected lower-case letters a-z, digits and hyphens, such as care-economy")
    if name in RESERVED:
        raise BadName(f"{name!r} is a reserved word")
    if len(name) > LONGEST_NAME:
        raise BadName(f"{name!r} has {len(name)} letters, at most {LONGEST_NAME} fit before a reply token")
    return name


def is_address(text: str) -> bool:
    """True for one bare dot-atom address (RFC 5321 section 4.1.2, RFC 6531), at most 64 and 255 octets."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return False
    return len(found[1].encode()) <= LONGEST_LOCAL and len(found[2].encode()) <= 255


def address_key(address: str) -> str:
    """How an address is looked up: domain as A-labels, both sides lower-case, the local part's letters as composed.

    A full-width letter or a plus tag in the local part stays what it is: another address (safety cases 73, 74).
    """
    local, _, domain = address.rpartition("@")
    local = unicodedata.normalize("NFC", local).lower()
    domain = domain.rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = unicodedata.normalize("NFC", domain)
    return f"{local}@{domain}"


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Encodes and decodes our addresses: `template` holds `{local}` once, `secret` signs the tokens."""

    template: str
    secret: bytes

    @property
    def domain(self) -> str:
        """The domain of every address, of Message-IDs and of List-Id."""
        return self.template.rpartition("@")[2].lower()

    def address(self, local: str) -> str:
        """The address with this local part."""
        return self.template.replace("{local}", local)

    def token_address(self, name: str, token: Token) -> str:
        """`NAME.TOKEN`: where an answer to one letter goes."""
        return self.address(f"{name}.{self.sign(token)}")

    def bounce_address(self, delivery_id: int) -> str:
        """The envelope sender of one letter (VERP)."""
        return self.address(f"bounce.{self.sign(Token(Purpose.BOUNCE, delivery_id))}")

    def sign(self, token: Token) -> str:
        """A token as text: the purpose's letter and base32 of id, item and 80 bits of HMAC-SHA256; lower-case."""
        body = token.id.to_bytes(_ID_BYTES) + token.item.to_bytes(_ITEM_BYTES)
        coded = base64.b32encode(body + self._mac(token.purpose, body)).decode("ascii")
        return token.purpose.value + coded.rstrip("=").lower()

    def verify(self, text: str, *purposes: Purpose) -> Token | None:
        """The token that this text is, or None: forged, truncated, of another purpose. Case does not count."""
        text = text.lower()
        if len(text) != _TOKEN_CHARACTERS or not text.isascii():
            return None
        try:
            purpose = Purpose(text[0])
            raw = base64.b32decode(text[1:].upper() + "=" * (-(len(text) - 1) % 8))
        except ValueError:
            return None
        token = Token(
            purpose, int.from_bytes(raw[:_ID_BYTES]), int.from_bytes(raw[_ID_BYTES : _ID_BYTES + _ITEM_BYTES])
        )
        if (purposes and purpose not in purposes) or not hmac.compare_digest(self.sign(token), text):
            return None
        return token

    def local_part(self, address: str) -> str | None:
        """Our local part in this address, lower-case, or None where the address is not ours."""
        address = address.lower()
        before, after = self.template.lower().split("{local}")
        if len(address) <= len(before) + len(after) or not (address.startswith(before) and address.endswith(after)):
            return None
        return address[len(before) : len(address) - len(after)]

    def is_our_domain(self, address: str) -> bool:
        """True where the address has our domain, whoever it may be for."""
        return address.rpartition("@")[2].lower() == self.domain

    def decode(self, address: str) -> Destination | None:
        """What one of our addresses means by its shape, or None; whether its name exists is looked up later."""
        local = self.local_part(address)
        if local is None or "@" in local:
            return None
        if local in _FIXED:
            return Destination(_FIXED[local], address)
        name, dot, rest = local.partition(".")
        if not dot:
            return Destination(Where.FORUM, address, name) if _NAME.fullmatch(name) else None
        if name == "bounce":
            token = self.verify(rest, Purpose.BOUNCE)
            return Destination(Where.TOKEN, address, name, token) if token else None
        if rest in _FORUM_WORDS:
            where, delivery = _FORUM_WORDS[rest]
            return Destination(where, address, name, delivery=delivery)
        if rest in _EVENT_WORDS:
            return Destination(_EVENT_WORDS[rest], address, name)
        token = self.verify(rest)
        return Destination(Where.TOKEN, address, name, token) if token else None

    def message_id(self, token: Token) -> str:
        """The Message-ID of a letter that we generate: stable over retries, and it leads back to its delivery."""
        return f"<{self.sign(token)}@{self.domain}>"

    def own_token(self, message_id: str) -> Token | None:
        """The token in a Message-ID of ours, or None."""
        local, _, domain = message_id.strip("<> ").rpartition("@")
        return self.verify(local) if domain.lower() == self.domain else None

    def link_secret(self, seed: str) -> str:
        """What stands in a mailed link: 256 bits that a seed becomes with our secret; the seed alone opens nothing."""
        made = hmac.digest(self.secret, b"mailcop-link:" + seed.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode("ascii")

    def _mac(self, purpose: Purpose, body: bytes) -> bytes:
        return hmac.digest(self.secret, b"mailcop:" + purpose.value.encode() + body, hashlib.sha256)[:_MAC_BYTES]
