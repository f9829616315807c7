"""config.toml -> frozen values, complete at start; or: which key, which line, what was expected."""

from __future__ import annotations

from mailcop.config.kinds import Listen, Network
from mailcop.config.loading import ConfigError, Problem, load, parse, require_secret, starting_text
from mailcop.config.places import data_path
from mailcop.config.settings import (
    BlobsSettings,
    CommunitySettings,
    Config,
    DatabaseSettings,
    DigestSettings,
    ForumSettings,
    ImapSettings,
    InboundSettings,
    LimitsSettings,
    LmtpSettings,
    MailSettings,
    NewsletterSettings,
    OutboundSettings,
    PrivacySettings,
    RelaySettings,
    SmtpSettings,
    WebSettings,
)

__all__ = [
    "BlobsSettings",
    "CommunitySettings",
    "Config",
    "ConfigError",
    "DatabaseSettings",
    "DigestSettings",
    "ForumSettings",
    "ImapSettings",
    "InboundSettings",
    "LimitsSettings",
    "Listen",
    "LmtpSettings",
    "MailSettings",
    "Network",
    "NewsletterSettings",
    "OutboundSettings",
    "PrivacySettings",
    "Problem",
    "RelaySettings",
    "SmtpSettings",
    "WebSettings",
    "data_path",
    "load",
    "parse",
    "require_secret",
    "starting_text",
]
