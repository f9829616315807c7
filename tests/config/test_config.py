"""config.toml becomes complete, frozen values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from mailcop.config import (
    Config,
    ConfigError,
    ForumSettings,
    Listen,
    RelaySettings,
    data_path,
    load,
    parse,
    require_secret,
    starting_text,
)
from mailcop.config.document import config_md, config_toml
from mailcop.config.lines import lines_of
from mailcop.words import Policy

ROOT = Path(__file__).resolve().parents[2]


def test_the_packaged_config_holds_the_defaults_and_one_forum() -> None:
    config = parse(data_path("config.toml").read_text(encoding="utf-8"))
    assert config.forums == (ForumSettings("general"),)
    assert config == Config(forums=config.forums)


def test_an_empty_config_is_complete() -> None:
    config = parse("")
    assert config.inbound.smtp.listen == Listen("127.0.0.1", 2525)
    assert config.inbound.lmtp.listen is None
    assert config.inbound.imap is None
    assert config.outbound.relays == (RelaySettings("127.0.0.1", 25, "off"),)
    assert config.limits.message_bytes == 25 * 2**20
    assert (config.digest.weekday, config.digest.at) == (0, time(7))
    assert config.mail.domain == "cop.example.org"


def test_settings_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        parse("").web.base_url = "http://elsewhere.example"  # type: ignore[misc]  # that is what is tried


def test_what_is_declared_is_what_is_had() -> None:
    config = parse("""
        [community]
        name = "Caring Economies"
        languages = ["es", "en"]
        zone = "Europe/Madrid"
        [mail]
        addresses = "cop+{local}@Example.org"
        trusted_peers = ["10.1.2.3/8", "::1"]
        [inbound.imap]
        host = "imap.example.org"
        user = "cop"
        password = "p"
        poll_every = "90s"
        [outbound]
        relays = [{ host = "relay.example.org", port = 587, user = "u", password = "p", per_minute = 60 }]
        [database]
        url = "postgresql://u:p@db.example.org/cop"
        [web]
        listen = "[::1]:80"
        base_url = "https://cop.example.org/"
        [digest]
        weekday = "thursday"
        [privacy]
        keep_raw = "2 weeks"
        [[forum]]
        name = "care-economy"
        policy = "ask"
        [[newsletter]]
        name = "monthly"
        title = "The monthly letter"
    """)
    assert config.community.languages == ("es", "en")
    assert config.mail.domain == "example.org"
    assert config.mail.trusted_peers == (ip_network("10.0.0.0/8"), ip_network("::1"))
    imap = config.inbound.imap
    assert imap is not None
    assert (imap.port, imap.tls, imap.poll_every) == (143, "starttls", timedelta(seconds=90))
    assert config.outbound.relays[0].tls == "starttls"
    assert config.database.url == "postgresql+psycopg://u:p@db.example.org/cop"
    assert config.web.listen == Listen("::1", 80)
    assert config.web.base_url == "https://cop.example.org"
    assert config.digest.weekday == 3
    assert config.privacy.keep_raw == timedelta(days=14)
    assert config.forums == (ForumSettings("care-economy", "Care economy", Policy.ASK),)
    assert config.newsletters[0].title == "The monthly letter"


def test_a_door_with_an_empty_listen_stays_shut() -> None:
    config = parse('inbound.smtp.listen = ""\nweb.listen = ""')
    assert (config.inbound.smtp.listen, config.web.listen) == (None, None)


def test_secrets_are_not_shown_where_settings_are_printed() -> None:
    config = parse(
        f'mail.secret = "{"Xyzzy" * 8}"\ndatabase.url = "postgresql://u:Xyzzy@h/d"\n'
        'outbound.relays = [{ host = "::1", user = "u", password = "Xyzzy" }]'
    )
    assert "Xyzzy" not in repr(config)


def test_the_named_file_wins_then_the_environment_then_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("named", "environment", "config"):
        (tmp_path / f"{name}.toml").write_text(f'community.name = "{name}"')
    monkeypatch.chdir(tmp_path)
    environ = {"MAILCOP_CONFIG": str(tmp_path / "environment.toml")}
    assert load(tmp_path / "named.toml", environ).community.name == "named"
    assert load(environ=environ).community.name == "environment"
    assert load(environ={}).community.name == "config"
    (tmp_path / "config.toml").unlink()
    assert load(environ={}).path is None


def test_files_are_below_the_config_wherever_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    file = tmp_path / "etc" / "config.toml"
    file.write_text('database.url = "sqlite:///a/cop.db"\nblobs.url = "file:large mails"')
    monkeypatch.chdir(tmp_path)
    config = load(file, environ={})
    assert config.database.url == f"sqlite:///{tmp_path}/etc/a/cop.db"
    assert config.blobs.folder == tmp_path / "etc" / "large mails"
    assert load(file, {"MAILCOP_DATABASE": "sqlite:///b.db"}).database.url == f"sqlite:///{tmp_path}/b.db"
    file.write_text('database.url = "sqlite:////srv/cop.db"\nblobs.url = "file:///srv/blobs"')
    assert load(file, environ={}).database.url == "sqlite:////srv/cop.db"
    assert load(file, environ={}).blobs.folder == Path("/srv/blobs")


def test_without_a_secret_no_node_is_served() -> None:
    with pytest.raises(ConfigError, match=r"\[mail\] secret: expected a secret.*mailcop init"):
        require_secret(parse(""))
    require_secret(parse(starting_text("s" * 40)))


def test_a_file_saved_on_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'\xef\xbb\xbf[community]\r\nname = "Us"\r\n')
    assert load(file, environ={}).community.name == "Us"


def test_lines_are_found_in_every_shape_of_toml() -> None:
    lines = lines_of(
        'a.b = """\nlong\n"""\n"c d" = [\n  1, # a\n  {e = "}", f = [2]}]\n[[x]]\ny = 1\n[x.z]\nw = \'#\'\n[[x]]\ny=2'
    )
    assert lines["a", "b"] == 1
    assert lines["c d", 1, "f"] == 6
    assert (lines["x", 0, "y"], lines["x", 0, "z", "w"], lines["x", 1, "y"]) == (8, 10, 12)


def test_the_default_config_and_its_page_are_made_of_the_settings() -> None:
    assert (ROOT / "config.toml").read_text(encoding="utf-8") == config_toml()
    assert (ROOT / "docs" / "config.md").read_text(encoding="utf-8") == config_md()
