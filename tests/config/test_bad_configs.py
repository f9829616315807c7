"""What is wrong in a config.toml is told by file, line and key, with what was expected."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from mailcop.config import ConfigError, load, parse

# name: (text, line, key, what the message says)
BAD: dict[str, tuple[str, int, str, str]] = {
    "a value without quotes": ("[mail]\naddresses = general", 2, "", 'as in [table] and key = "text"'),
    "a table that is not closed": ("[mail\n", 1, "", 'as in [table] and key = "text"'),
    "a line without an equals sign": ("[community]\nname 'us'", 2, "", 'as in [table] and key = "text"'),
    "a key given twice": ('[community]\nname = "a"\n\nname = "b"', 4, "", "cannot overwrite a value"),
    "a table given twice": ("[web]\n[mail]\n[web]", 3, "", "cannot declare"),
    "a text that does not end": ('[community]\nname = "us\n', 2, "", "expected TOML"),
    "a misspelt key": ('[mail]\nsecert = ""', 2, "[mail] secert", 'did you mean "secret"?'),
    "a misspelt table": ("\n[comunity]\n", 2, "comunity", 'did you mean "community"?'),
    "a key of another table": ('[web]\npoll_every = "5 min"', 2, "[web] poll_every", "expected in [inbound.imap]"),
    "a key of no table": ("colour = 1", 1, "colour", "unknown; expected one of community, mail"),
    "a value where a table belongs": ("# us\nmail = 3", 2, "mail", "expected a table with keys of its own, not 3"),
    "a table where a list belongs": ('[forum]\nname = "a"', 1, "forum", "expected [[double brackets]]"),
    "an empty name": ('[community]\nname = " "', 2, "[community] name", "not empty"),
    "a name on two lines": ('[community]\nname = "a\\nb"', 2, "[community] name", "on one line"),
    "a language without a catalogue": ('[community]\nlanguages = ["en", "de"]', 2, "[community] languages", '"fr"'),
    "no language": ("[community]\nlanguages = []", 2, "[community] languages", "the main one first"),
    "an abbreviated zone": ('[community]\nzone = "Pariss"', 2, "[community] zone", "IANA database"),
    "a misspelt zone": ('[community]\nzone = "Europe/Pari"', 2, "[community] zone", 'did you mean "Europe/Paris"?'),
    "an address without {local}": ('[mail]\naddresses = "x@a.example"', 2, "[mail] addresses", "{local} once"),
    "an address of many parts": ('[mail]\naddresses = "{local}@a@b"', 2, "[mail] addresses", "{local}@cop.example.org"),
    "a short secret": ('[mail]\n\nsecret = "hunter2"', 3, "[mail] secret", "at least 32"),
    "a peer by name": ('[mail]\ntrusted_peers = ["mx.example.org"]', 2, "[mail] trusted_peers", '"10.0.0.0/8"'),
    "a peer that is no list": ('[mail]\ntrusted_peers = "::1"', 2, "[mail] trusted_peers", "a list of addresses"),
    "a door without a port": ('[inbound.smtp]\nlisten = "localhost"', 2, "[inbound.smtp] listen", "HOST:PORT"),
    "a port beyond the last": ('[inbound.lmtp]\nlisten = "::1:99999"', 2, "[inbound.lmtp] listen", "[::1]:2525"),
    "a door as a number": ("inbound.smtp.listen = 25", 1, "[inbound.smtp] listen", "not 25"),
    "two doors on one port": (
        '[web]\nlisten = "127.0.0.1:2525"',
        2,
        "[web] listen",
        "expected a port of its own: [inbound.smtp] listen listens there already",
    ),
    "a mailbox without a user": ('[inbound.imap]\nhost = "imap.example.org"', 1, "[inbound.imap] user", "who logs in"),
    "a port in quotes": (
        '[inbound.imap]\nport = "993"',
        2,
        "[inbound.imap] port",
        'a port number, 1 to 65535, not "993"',
    ),
    "a duration without a unit": ("[inbound.imap]\npoll_every = 5", 2, "[inbound.imap] poll_every", '"5 min"'),
    "a duration in months": ('[privacy]\nkeep_raw = "3 months"', 2, "[privacy] keep_raw", '"90 days", not "3 months"'),
    "a duration of nothing": ('[outbound]\nclaim_for = "0 s"', 2, "[outbound] claim_for", "it can't be 0"),
    "a duration beyond every clock": (
        '[privacy]\nkeep_raw = "99999999999 days"',
        2,
        "[privacy] keep_raw",
        "longer than any clock runs",
    ),
    "a relay without a host": (
        '[outbound]\nrelays = [\n  { host = "a.example" },\n  { port = 25 },\n]',
        4,
        "[outbound] relays: host",
        "missing; expected a host name",
    ),
    "a relay with its port in the host": (
        '[[outbound.relays]]\nhost = "a.example"\n[[outbound.relays]]\nhost = "b.example:25"',
        4,
        "[outbound] relays: host",
        "without a port",
    ),
    "a relay with a TLS of its own": (
        '[outbound]\nrelays = [{ host = "a.example", tls = "ssl" }]',
        2,
        "[outbound] relays: tls",
        '"off", "starttls" or "tls"',
    ),
    "a password in clear beyond this machine": (
        '[[outbound.relays]]\nhost = "a.example"\nuser = "u"\npassword = "p"\ntls = "off"',
        5,
        "[outbound] relays: tls",
        "a password would leave this machine in clear",
    ),
    "a password without a user": (
        '[outbound]\nrelays = [\n{ host = "a.example",\n  password = "p" }]',  # not TOML 1.0: a line break in {}
        3,
        "",
        "expected TOML",
    ),
    "a relay user without a password": (
        '[outbound]\nrelays = [{ host = "a.example", user = "u" }]',
        2,
        "[outbound] relays: user",
        "expected a password beside the user",
    ),
    "no connection at all": (
        '[outbound]\nrelays = [{ host = "::1", connections = 0 }]',
        2,
        "[outbound] relays: connections",
        "a whole number, 1 or more, not 0",
    ),
    "a signing key": (
        '[outbound]\ndkim = [{ domain = "a.example", selector = "s", key = "k" }]',
        2,
        "[outbound] dkim",
        "let the relay sign",
    ),
    "a database we don't speak": ('[database]\nurl = "mysql://a/b"', 2, "[database] url", "sqlite:///FILE"),
    "a database in memory": ('[database]\nurl = "sqlite:///:memory:"', 2, "[database] url", "sqlite:///FILE"),
    "a PostgreSQL without a database": ('[database]\nurl = "postgresql://db"', 2, "[database] url", "/DATABASE"),
    "a blob store elsewhere": ('[blobs]\nurl = "s3://bucket"', 2, "[blobs] url", "file:FOLDER"),
    "a base without a scheme": ('[web]\nbase_url = "cop.example.org"', 2, "[web] base_url", "https://cop.example.org"),
    "a weekday in Spanish": ('[digest]\nweekday = "lunes"', 2, "[digest] weekday", "a weekday in English"),
    "an hour of twelve": ('[digest]\nat = "7 am"', 2, "[digest] at", '"07:00", not "7 am"'),
    "an hour beyond the day": ('[digest]\nat = "24:00"', 2, "[digest] at", "24 hours"),
    "a size as a number": ("[limits]\nmessage_bytes = 26214400", 2, "[limits] message_bytes", '"25 MiB"'),
    "a size in megabits": ('[limits]\nheader_bytes = "1 Mb"', 2, "[limits] header_bytes", '"100 kB"'),
    "a limit of true": ("[limits]\nparts = true", 2, "[limits] parts", "a whole number, 1 or more, not true"),
    "a limit below nothing": ("[limits]\nrecipients = -1", 2, "[limits] recipients", "1 or more"),
    "a forum without a name": ('[[forum]]\ntitle = "Us"', 1, "[[forum]] name", "missing; expected lower-case letters"),
    "a forum with a dot": ('[[forum]]\nname = "a.b"', 2, "[[forum]] name", "hyphens"),
    "a forum with a reserved name": ('[[forum]]\nname = "postmaster"', 2, "[[forum]] name", "reserved word"),
    "a policy of another program": (
        '[[forum]]\nname = "a"\n\n[[forum]]\nname = "b"\npolicy = "closed"',
        6,
        "[[forum]] policy",
        '"members", "ask", "open" or "announce", not "closed"',
    ),
    "one name for two": (
        '[[forum]]\nname = "monthly"\n[[newsletter]]\nname = "monthly"',
        4,
        "[[newsletter]] name",
        '"monthly" is a forum already',
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_config_is_told_by_line_and_key_with_what_was_expected(name: str) -> None:
    text, line, key, sentence = BAD[name]
    with pytest.raises(ConfigError) as caught:
        parse(text, "our.toml")
    [problem] = caught.value.problems
    assert (problem.line, problem.key) == (line, key)
    assert sentence in problem.text
    assert str(caught.value).startswith(f"our.toml, line {line}: {key}")
    assert "expected" in str(caught.value) or "did you mean" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_there_are_thirty_bad_configs_at_least() -> None:
    assert len(BAD) >= 30


def test_all_that_is_wrong_is_kept_and_the_first_of_it_is_the_message() -> None:
    text = textwrap.dedent("""\
        [web]
        listen = "everywhere"
        [digest]
        at = "noon"
        [limits]
        parts = 0
    """)
    with pytest.raises(ConfigError) as caught:
        parse(text)
    assert [problem.line for problem in caught.value.problems] == [2, 4, 6]
    assert str(caught.value).startswith("config.toml, line 2: [web] listen")
    assert str(caught.value).endswith("(and 2 more)")


@pytest.mark.parametrize(
    "text",
    [
        '[mail]\nsecret = "tooshort-Xyzzy"',
        '[database]\nurl = "mysql://u:tooshort-Xyzzy@db/x"',
        '[[outbound.relays]]\nhost = "a.example"\npassword = "tooshort-Xyzzy"',
    ],
)
def test_an_error_never_shows_a_secret(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text)
    assert "Xyzzy" not in str(caught.value)


def test_a_config_that_was_named_and_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml: expected a file to read: No such file"):
        load(tmp_path / "gone.toml", environ={})
    with pytest.raises(ConfigError, match=r"lost\.toml"):
        load(environ={"MAILCOP_CONFIG": str(tmp_path / "lost.toml")})


def test_a_config_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('[community]\n\nname = "Café"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"config\.toml, line 3: expected UTF-8"):
        load(file, environ={})


def test_a_database_in_the_environment_is_held_to_the_same(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("")
    with pytest.raises(ConfigError, match="MAILCOP_DATABASE: expected"):
        load(file, environ={"MAILCOP_DATABASE": "mailcop.db"})


def test_lists_nested_a_thousand_deep_are_told_and_not_crashed_on() -> None:
    with pytest.raises(ConfigError):
        parse("[mail]\ntrusted_peers = " + "[" * 5000)
