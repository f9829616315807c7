"""The pipe door: one mail on stdin, answered by an exit code of sysexits.h."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from mailcop.inbound import Intake, answers
from mailcop.inbound.answers import filled, merged
from mailcop.inbound.maildata import mended
from mailcop.words import Envelope, Reply

MESSAGE_BYTES = 25 * 1024 * 1024


def receive(
    raw: bytes,
    recipients: Sequence[str],
    sender: str,
    intake: Intake,
    *,
    message_bytes: int = MESSAGE_BYTES,
    errors: TextIO | None = None,
) -> int:
    """Take one mail for these recipients (at least one); the exit code tells the MTA, the text on stderr its sender.

    Whoever may start programs here counts as a trusted peer. A failure for one of several recipients is no failure
    when another one keeps the mail, as over SMTP. `sender` is `""` or `<>` for the empty sender.
    """
    reply = merged(_replies(raw, recipients, sender, intake, message_bytes))
    if reply.code >= 300:
        print(reply.line(), file=errors or sys.stderr)
    return exit_code(reply)


def _replies(raw: bytes, recipients: Sequence[str], sender: str, intake: Intake, message_bytes: int) -> Sequence[Reply]:
    if raw.startswith(b"From "):  # the separator of mbox, which pipe transports like to put on top
        raw = raw.partition(b"\n")[2]
    if raw.count(b"\r") != raw.count(b"\r\n"):
        return [answers.BARE_LINE_END]
    raw = mended(raw)
    if len(raw) > message_bytes:
        return [filled(answers.TOO_BIG, limit=message_bytes)]
    refusals = {recipient: intake.recipient(recipient) for recipient in recipients}
    known = [recipient for recipient, refusal in refusals.items() if refusal is None]
    refused = [refusal for refusal in refusals.values() if refusal is not None]
    if not known:
        return refused
    no_room = intake.room(len(raw))
    if no_room is not None:
        return [no_room]
    envelope = Envelope("" if sender == "<>" else sender, peer="pipe", door="pipe", is_trusted=True)
    return [*intake.take_now(raw, envelope, known), *refused]


def exit_code(reply: Reply) -> int:
    """The code of sysexits.h that says to a pipe transport what the reply says over SMTP."""
    if reply.code < 300:
        return os.EX_OK
    if reply.code < 500:
        return os.EX_TEMPFAIL
    if reply.status.startswith("5.1."):
        return os.EX_NOUSER
    if reply.status.startswith("5.7."):
        return os.EX_NOPERM
    if reply.status.startswith(("5.5.", "5.6.")) or reply.status == "5.3.4":
        return os.EX_DATAERR
    return os.EX_UNAVAILABLE
