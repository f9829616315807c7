"""Private mail servers on free loopback ports: a Postfix in front of our LMTP door or behind us, and a Dovecot.

    with private_postfix(lmtp=("mail.example.org", door_port)) as postfix: smtplib.SMTP("127.0.0.1", postfix.port)
    with private_postfix(sink=relay_port) as postfix: ...        # takes any mail, queues it, hands it to the sink
    with private_dovecot() as dovecot: dovecot.deliver(raw)      # IMAP at dovecot.port, for dovecot.user

Each has its own folders, ends with its test, and skips by name where the program is missing.
"""

from __future__ import annotations

import contextlib
import getpass
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers import WANTS, free_port, needs, wait_for_port

MASTER_CF = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""


@contextlib.contextmanager
def _folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))  # pytest's own folders admit only their owner
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    dying = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []  # a killed run leaves no server
    with log.open("ab") as output:
        process = subprocess.Popen([*dying, *command], stdout=output, stderr=output, cwd="/", start_new_session=True)
    try:
        wait_for_port(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


@dataclass(frozen=True)
class PrivatePostfix:
    """A running Postfix; `port` speaks SMTP on 127.0.0.1."""

    port: int
    folder: Path

    def log(self) -> str:
        """What Postfix logged so far."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def wait_for_log(self, *words: str, seconds: float = 20) -> str:
        """The log as soon as each of `words` is in it; fails when time runs out."""
        until = time.monotonic() + seconds
        while any(word not in (log := self.log()) for word in words):
            assert time.monotonic() < until, f"{words} not in\n{log}"
            time.sleep(0.02)
        return log

    def queue(self) -> str:
        """What waits, as `postqueue -p` prints it."""
        return subprocess.run(
            ["postqueue", "-c", self.folder / "etc", "-p"], check=True, capture_output=True, text=True
        ).stdout

    def flush(self) -> None:
        """Try everything that waits again now."""
        subprocess.run(["postqueue", "-c", self.folder / "etc", "-f"], check=True, capture_output=True)


@contextlib.contextmanager
def private_postfix(
    *, lmtp: tuple[str, int] | None = None, sink: int | None = None, settings: dict[str, str] | None = None
) -> Iterator[PrivatePostfix]:
    """A Postfix of this test alone.

    `lmtp` is a domain and the port of our LMTP door: mail to it (and its subdomains) goes there. `sink` is the port
    of an SMTP server that gets all other mail; without one that mail is discarded. `settings` go into main.cf last.
    """
    postfix, master = needs("postfix", "master")
    if os.geteuid() != 0:
        pytest.skip(WANTS + "root, for a private Postfix")
    port = free_port()
    with _folder("mailcop-postfix-") as folder:
        _write_postfix(folder, port, master, lmtp, sink, settings or {})
        subprocess.run([postfix, "-c", folder / "etc", "check"], check=True, capture_output=True)
        with _running([master, "-c", str(folder / "etc"), "-d"], port, folder / "output"):
            yield PrivatePostfix(port, folder)


def _write_postfix(
    folder: Path, port: int, master: str, lmtp: tuple[str, int] | None, sink: int | None, settings: dict[str, str]
) -> None:
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    main = {
        "compatibility_level": "3.6",
        "queue_directory": str(folder / "queue"),
        "data_directory": str(folder / "data"),
        "command_directory": str(Path(shutil.which("postfix") or "/usr/sbin/postfix").parent),
        "daemon_directory": str(Path(master).parent),
        "maillog_file": str(folder / "log"),
        "maillog_file_prefixes": str(folder),
        "myhostname": "front.example.net",
        "mydestination": "",
        "inet_interfaces": "127.0.0.1",
        "inet_protocols": "ipv4",
        "mynetworks": "127.0.0.0/8",
        "smtpd_recipient_restrictions": "permit_mynetworks, reject",
        "smtpd_peername_lookup": "no",
        "smtp_host_lookup": "native",
        "smtp_dns_support_level": "disabled",
        "alias_maps": "",
        "local_recipient_maps": "",
        "default_transport": f"smtp:[127.0.0.1]:{sink}" if sink else "discard",
        "minimal_backoff_time": "1s",
        "queue_run_delay": "1s",
    }
    if lmtp is not None:
        domain, door = lmtp
        main["relay_domains"] = domain
        main["transport_maps"] = f"inline:{{ {domain}=lmtp:inet:[127.0.0.1]:{door} }}"
    main |= settings
    (folder / "etc/main.cf").write_text("".join(f"{key} = {value}\n" for key, value in main.items()))
    (folder / "etc/master.cf").write_text(MASTER_CF.format(port=port))


@dataclass
class PrivateDovecot:
    """A running Dovecot with one mailbox, a Maildir; `port` speaks IMAP on 127.0.0.1, without TLS."""

    port: int
    folder: Path
    user: str = "cop@example.org"
    password: str = "correct horse"
    _serial: Iterator[int] = field(default_factory=itertools.count)

    @property
    def maildir(self) -> Path:
        """The mailbox on disk."""
        return self.folder / "mail"

    def deliver(self, raw: bytes) -> None:
        """Put a mail (CR LF or LF ends) into INBOX; mails get their UIDs in the order of delivery."""
        name = f"{time.time_ns() // 1_000_000_000}.{next(self._serial):06d}.test"
        path = self.maildir / "tmp" / name
        path.write_bytes(raw)
        self._give(path)
        path.rename(self.maildir / "new" / name)

    def change_uidvalidity(self) -> None:
        """As a mailbox that was restored: the same mails, all UIDs anew under another UIDVALIDITY. Log out first."""
        old = int((self.maildir / "dovecot-uidlist").read_text().split()[1].removeprefix("V"))
        for path in self.maildir.glob("dovecot*"):
            path.unlink()
        path = self.maildir / "dovecot-uidlist"
        path.write_text(f"3 V{old + 1000} N1\n")
        self._give(path)

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(path, _mail_user(), pwd.getpwnam(_mail_user()).pw_gid)


def _mail_user() -> str:
    return "nobody" if os.geteuid() == 0 else getpass.getuser()


@contextlib.contextmanager
def private_dovecot() -> Iterator[PrivateDovecot]:
    """A Dovecot of this test alone with an empty INBOX."""
    dovecot, _ = needs("dovecot", "doveadm")
    with _folder("mailcop-dovecot-") as folder:
        server = PrivateDovecot(free_port(), folder)
        for name in ("", "tmp", "new", "cur"):
            (server.maildir / name).mkdir(exist_ok=True)
            server._give(server.maildir / name)
        (folder / "users").write_text(f"{server.user}:{{PLAIN}}{server.password}\n")
        (folder / "users").chmod(0o644)
        config = folder / "dovecot.conf"
        config.write_text(_dovecot_conf(server))
        with _running([dovecot, "-F", "-c", str(config)], server.port, folder / "output"):
            yield server


def _dovecot_conf(server: PrivateDovecot) -> str:
    folder, user = server.folder, pwd.getpwnam(_mail_user())
    is_root = os.geteuid() == 0
    return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {"dovecot" if is_root else user.pw_name}
default_login_user = {"dovenull" if is_root else user.pw_name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{server.maildir}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={user.pw_uid} gid={user.pw_gid} home={server.maildir}
}}
service imap-login {{
  {"" if is_root else "chroot ="}
  inet_listener imap {{
    port = {server.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {"" if is_root else "chroot ="}
}}
"""
