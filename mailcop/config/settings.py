"""Every setting of a node as frozen values: its table, kind, default and meaning, from which the documents are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mailcop.config import kinds
from mailcop.config.kinds import Kind, Listen, Network
from mailcop.words import Policy

REQUIRED = object()


def key(kind: Kind, default: object, meaning: str) -> Any:
    """A key with its default as config.toml writes it, or REQUIRED; the field's own default is that, read."""
    metadata = {"kind": kind, "default": default, "meaning": meaning}
    if default is REQUIRED:
        return field(metadata=metadata, repr=not kind.is_secret)
    return field(default=kind.read(default), metadata=metadata, repr=not kind.is_secret)


def table(settings: type) -> Any:
    """A table of its own; absent, it has all its defaults."""
    return field(default_factory=settings, metadata={"table": settings})


def tables(settings: type, name: str, default: tuple[object, ...] = ()) -> Any:
    """Any number of alike tables, `[[name]]` or a list of inline ones."""
    return field(default=default, metadata={"tables": settings, "name": name})


def _tls(tls: str, host: str) -> str:
    return tls or ("off" if kinds.is_loopback(host) else "starttls")


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


@dataclass(frozen=True)
class CommunitySettings:
    """Who the community is."""

    name: str = key(kinds.SOME_TEXT, "Community of Practice", "as letters and pages call it")
    languages: tuple[str, ...] = key(
        kinds.LANGUAGE_LIST, ["en", "es", "fr"], "what members may choose; the first is used where none is known"
    )
    zone: str = key(kinds.ZONE, "UTC", "the time zone of members who named none, and of times written without a city")
    postal: str = key(kinds.LINES, "", "a postal address for the foot of letters; some countries ask for one")
    facilitators: tuple[str, ...] = key(
        kinds.ADDRESS_LIST, [], "whom `mailcop init` makes members and facilitators of every declared forum"
    )


@dataclass(frozen=True)
class MailSettings:
    """Our addresses, and whose word on a sender we take."""

    addresses: str = key(
        kinds.TEMPLATE,
        "{local}@cop.example.org",
        'all our addresses: "{local}@cop.example.org" for a domain, "cop+{local}@example.org" for a single mailbox',
    )
    secret: bytes = key(kinds.SECRET, "", "signs the tokens in our addresses and links; `mailcop init` makes one")
    authserv_id: str = key(
        kinds.TEXT, "", 'how the front MTA names itself in Authentication-Results; "" takes nobody\'s word'
    )
    trusted_peers: tuple[Network, ...] = key(
        kinds.NETWORKS, ["127.0.0.1", "::1"], "the front MTA: whose Authentication-Results and Received headers count"
    )

    @property
    def domain(self) -> str:
        """The domain of every address of ours, lower-case."""
        return self.addresses.partition("@")[2].lower()


@dataclass(frozen=True)
class SmtpSettings:
    """The door for a front MTA that speaks SMTP, and for senders on this machine."""

    listen: Listen | None = key(kinds.LISTEN, "127.0.0.1:2525", 'where it listens; "" keeps it shut')


@dataclass(frozen=True)
class LmtpSettings:
    """The door for a front MTA that speaks LMTP: each recipient is answered for itself."""

    listen: Listen | None = key(kinds.LISTEN, "", 'where it listens; "" keeps it shut')


@dataclass(frozen=True)
class ImapSettings:
    """A mailbox that is polled, where no front MTA can reach us."""

    host: str = key(kinds.HOST_OR_NONE, "", 'the IMAP server; "" keeps the door shut')
    port: int = key(kinds.PORT, 143, 'its port; 993 goes with tls = "tls"')
    tls: str = key(kinds.TLS, "", '"off", "starttls" or "tls"; "" is off on loopback and starttls elsewhere')
    user: str = key(kinds.TEXT, "", "who logs in")
    password: str = key(kinds.PASSWORD, "", "the password that goes with it")
    folder: str = key(kinds.SOME_TEXT, "INBOX", "the folder that is read; nothing in it is deleted")
    poll_every: timedelta = key(kinds.DURATION, "5 min", "how often it is looked at")

    def __post_init__(self) -> None:
        object.__setattr__(self, "tls", _tls(self.tls, self.host))


@dataclass(frozen=True)
class InboundSettings:
    """The doors."""

    smtp: SmtpSettings = table(SmtpSettings)
    lmtp: LmtpSettings = table(LmtpSettings)
    imap: ImapSettings | None = field(default=None, metadata={"table": ImapSettings})


@dataclass(frozen=True)
class RelaySettings:
    """One MTA that takes our letters."""

    host: str = key(kinds.HOST, REQUIRED, "the relay")
    port: int = key(kinds.PORT, 25, "its port")
    tls: str = key(kinds.TLS, "", '"off", "starttls" or "tls"; "" is off on loopback and starttls elsewhere')
    user: str = key(kinds.TEXT, "", 'who logs in; "" does not')
    password: str = key(kinds.PASSWORD, "", "the password that goes with it")
    connections: int = key(kinds.COUNT, 8, "open at once; after a crash no more letters than these are in doubt")
    per_minute: int = key(kinds.COUNT_OR_NONE, 0, "letters a minute at most; 0 is no limit")

    def __post_init__(self) -> None:
        object.__setattr__(self, "tls", _tls(self.tls, self.host))


@dataclass(frozen=True)
class OutboundSettings:
    """How letters leave."""

    relays: tuple[RelaySettings, ...] = tables(RelaySettings, "relays", (RelaySettings("127.0.0.1"),))
    claim_for: timedelta = key(
        kinds.DURATION, "5 min", "how long a node owns the deliveries it claimed; then another may take them"
    )
    retry_after: timedelta = key(
        kinds.DURATION, "5 min", "the first wait after a temporary failure; each further one is longer"
    )
    dkim: tuple[()] = key(kinds.NOTHING, [], "keys to sign with; empty, because signing is the relay's work for now")


@dataclass(frozen=True)
class DatabaseSettings:
    """Where the community is kept; MAILCOP_DATABASE overrides it."""

    url: str = key(
        kinds.DATABASE,
        "sqlite:///mailcop.db",
        "a SQLite file, relative to this file's folder, or a PostgreSQL database",
    )


@dataclass(frozen=True)
class BlobsSettings:
    """Where large mails and attachments are kept."""

    url: str = key(kinds.BLOBS, "file:blobs", "a folder, relative to this file's folder unless it begins with a slash")

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return Path(unquote(urlsplit(self.url).path))


@dataclass(frozen=True)
class WebSettings:
    """The web face."""

    listen: Listen | None = key(kinds.LISTEN, "127.0.0.1:8025", 'where it listens; "" keeps it shut')
    base_url: str = key(kinds.BASE_URL, "http://127.0.0.1:8025", "how links in letters and pages begin")


@dataclass(frozen=True)
class DigestSettings:
    """When digests are cut, by the clock of each member."""

    weekday: int = key(kinds.WEEKDAY, "monday", "the day of the weekly digest")
    at: time = key(kinds.TIME_OF_DAY, "07:00", "the hour of the daily and the weekly digest")


@dataclass(frozen=True)
class LimitsSettings:
    """What is too much: a mail beyond these is refused with a sentence that says so, or read only so far."""

    message_bytes: int = key(kinds.SIZE, "25 MiB", "one mail; announced as SIZE")
    header_bytes: int = key(kinds.SIZE, "100 kB", "its header block")
    line_bytes: int = key(kinds.SIZE, "64 KiB", "one of its lines")
    parts: int = key(kinds.COUNT, 200, "its MIME parts")
    depth: int = key(kinds.COUNT, 20, "how deep they may nest")
    recipients: int = key(kinds.COUNT, 100, "recipients of one mail")
    received: int = key(kinds.COUNT, 50, "Received headers; beyond, the mail runs in circles")
    references: int = key(kinds.COUNT, 50, "references that are looked at to place a post")
    text_bytes: int = key(
        kinds.SIZE, "1 MB", "how much text is searched for quotes and commands; the rest is kept as it is"
    )
    html_bytes: int = key(kinds.SIZE, "1 MB", "how much HTML is shown; of more, only the text")
    html_depth: int = key(kinds.COUNT, 200, "how deep HTML elements may nest")
    connections: int = key(kinds.COUNT, 200, "connections to one door, open at once")
    connections_per_address: int = key(kinds.COUNT, 20, "connections to one door from one address")
    idle_commands: int = key(
        kinds.COUNT, 100, "commands that bring no mail nearer (NOOP, RSET, VRFY); a wrong one counts five times"
    )
    idle: timedelta = key(kinds.DURATION, "300 s", "silence after which a connection is closed")
    session: timedelta = key(kinds.DURATION, "15 min", "the time that one mail may take, from its MAIL to its end")


@dataclass(frozen=True)
class PrivacySettings:
    """What is forgotten, and when."""

    keep_raw: timedelta = key(kinds.DURATION, "90 days", "how long the raw mail is kept; the posts made of it stay")


@dataclass(frozen=True)
class ForumSettings:
    """A forum that `mailcop init` creates."""

    name: str = key(kinds.NAME, REQUIRED, "the local part of its address, and its List-Id")
    title: str = key(kinds.TEXT, "", 'as people read it; "" is the name')
    policy: Policy = key(kinds.POLICY, "members", "who may post: members, ask, open or announce")

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", self.title.strip() or _title(self.name))


@dataclass(frozen=True)
class NewsletterSettings:
    """A newsletter that `mailcop init` creates."""

    name: str = key(kinds.NAME, REQUIRED, "the local part of its address, and its List-Id")
    title: str = key(kinds.TEXT, "", 'as people read it; "" is the name')

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", self.title.strip() or _title(self.name))


@dataclass(frozen=True)
class Config:
    """All settings of a node, complete; `path` is the file they came from, None for the packaged default."""

    community: CommunitySettings = table(CommunitySettings)
    mail: MailSettings = table(MailSettings)
    inbound: InboundSettings = table(InboundSettings)
    outbound: OutboundSettings = table(OutboundSettings)
    database: DatabaseSettings = table(DatabaseSettings)
    blobs: BlobsSettings = table(BlobsSettings)
    web: WebSettings = table(WebSettings)
    digest: DigestSettings = table(DigestSettings)
    limits: LimitsSettings = table(LimitsSettings)
    privacy: PrivacySettings = table(PrivacySettings)
    forums: tuple[ForumSettings, ...] = tables(ForumSettings, "forum")
    newsletters: tuple[NewsletterSettings, ...] = tables(NewsletterSettings, "newsletter")
    path: Path | None = None
