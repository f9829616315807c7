"""One mail on its way through MAIL and RCPT: what was said so far, and what each command is answered."""

from __future__ import annotations

from mailcop.inbound import Intake, answers, paths
from mailcop.inbound.answers import filled
from mailcop.inbound.doors import DoorLimits
from mailcop.words import Reply

MAIL_SYNTAX = "MAIL FROM:<address> [SIZE=n] [BODY=7BIT|8BITMIME] [SMTPUTF8]"
RCPT_SYNTAX = "RCPT TO:<address>"


class Transaction:
    """The state of a session between greeting and DATA (RFC 5321 section 3.3)."""

    def __init__(self, intake: Intake, limits: DoorLimits, greeting: str) -> None:
        """`greeting` is the command that must come first: EHLO or LHLO."""
        self.intake = intake
        self.limits = limits
        self.greeting = greeting
        self.helo = ""
        self.reset()

    def reset(self) -> None:
        """Forget the mail that was begun; the greeting stands."""
        self.sender: str | None = None  # "" is the empty sender
        self.recipients: list[str] = []
        self.is_utf8 = False

    def begin(self, argument: str) -> Reply:
        """Answer MAIL (RFC 5321 section 4.1.1.2); a 2xx begins a mail."""
        if not self.helo:
            return filled(answers.GREET_FIRST, greeting=self.greeting)
        if self.sender is not None:
            return answers.SENDER_TWICE
        if argument[:5].upper() != "FROM:":
            return filled(answers.BAD_ARGUMENT, syntax=MAIL_SYNTAX)
        try:
            path = paths.sender(argument[5:])
            size_bytes, is_utf8 = paths.mail_parameters(path)
        except paths.BadPath:
            return answers.BAD_SENDER
        except paths.BadParameters:
            return filled(answers.BAD_ARGUMENT, syntax=MAIL_SYNTAX)
        except paths.UnknownParameter:
            return answers.BAD_PARAMETER
        if not is_utf8 and not path.address.isascii():
            return answers.NEEDS_SMTPUTF8
        if size_bytes > self.limits.message_bytes:
            return filled(answers.TOO_BIG, limit=self.limits.message_bytes)
        refusal = self.intake.room(size_bytes)
        if refusal is None:
            self.sender, self.is_utf8 = path.address, is_utf8
        return refusal or answers.SENDER_OK

    def add(self, argument: str) -> Reply:
        """Answer RCPT (RFC 5321 section 4.1.1.3); a 2xx adds a recipient."""
        if self.sender is None:
            return answers.SENDER_FIRST
        if argument[:3].upper() != "TO:":
            return filled(answers.BAD_ARGUMENT, syntax=RCPT_SYNTAX)
        try:
            path = paths.recipient(argument[3:])
        except paths.BadPath:
            return answers.BAD_RECIPIENT
        except paths.BadParameters:
            return filled(answers.BAD_ARGUMENT, syntax=RCPT_SYNTAX)
        if path.parameters:
            return answers.BAD_PARAMETER
        if not self.is_utf8 and not path.address.isascii():
            return answers.NEEDS_SMTPUTF8
        if not self.sender and self.recipients:
            return answers.ONE_FOR_BOUNCES
        if len(self.recipients) >= self.limits.recipients:
            return answers.TOO_MANY_RECIPIENTS
        refusal = self.intake.recipient(path.address)
        if refusal is None:
            self.recipients.append(path.address)
        return refusal or answers.RECIPIENT_OK
