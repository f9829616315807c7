"""What a door itself answers: the protocol's own replies. What a person is told about a mail is in `refusals`."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from mailcop.words import Reply

OK = Reply(250, "2.0.0", "Ok")
SENDER_OK = Reply(250, "2.1.0", "Ok")
RECIPIENT_OK = Reply(250, "2.1.5", "Ok")
BYE = Reply(221, "2.0.0", "Bye")
SEND_IT = Reply(354, "", "End data with <CR><LF>.<CR><LF>")
HELP = Reply(214, "2.0.0", "RFC 5321; a person answers at postmaster")
CANNOT_VERIFY = Reply(252, "2.0.0", "Addresses are not verified here; try RCPT")

UNKNOWN_COMMAND = Reply(500, "5.5.1", "Command not known here")
NOT_OFFERED = Reply(502, "5.5.1", "Not offered here")
NOT_HTTP = Reply(502, "5.5.1", "This is a mail server, goodbye")
BAD_LINE = Reply(500, "5.5.2", "A command is one line of text that ends with CR LF")
LINE_TOO_LONG = Reply(500, "5.5.2", "Command line too long")
BAD_ARGUMENT = Reply(501, "5.5.4", "Syntax: {syntax}")
BAD_PARAMETER = Reply(555, "5.5.4", "Parameter not known here")
BAD_SENDER = Reply(501, "5.1.7", "Bad sender address syntax")
BAD_RECIPIENT = Reply(501, "5.1.3", "Bad recipient address syntax")
NEEDS_SMTPUTF8 = Reply(553, "5.6.7", "This address wants the SMTPUTF8 parameter")
GREET_FIRST = Reply(503, "5.5.1", "Send {greeting} first")
SENDER_FIRST = Reply(503, "5.5.1", "Send MAIL first")
SENDER_TWICE = Reply(503, "5.5.1", "One MAIL at a time; RSET starts anew")
RECIPIENT_FIRST = Reply(503, "5.5.1", "Send a valid RCPT first")
TOO_MANY_RECIPIENTS = Reply(452, "4.5.3", "Too many recipients for one mail; send it again to the others")
ONE_FOR_BOUNCES = Reply(452, "4.5.3", "One recipient at a time for the empty sender")

TOO_BIG = Reply(552, "5.3.4", "Mail is bigger than the {limit} bytes taken here")
LONG_LINE = Reply(550, "5.5.2", "A line is longer than the {limit} bytes taken here")
BARE_LINE_END = Reply(550, "5.5.2", "Lines must end with CR LF: bare CR or bare LF is refused")

TOO_MANY_CONNECTIONS = Reply(421, "4.7.0", "Too many connections from your address")
FULL = Reply(421, "4.3.2", "Too many connections, please try again later")
TOO_MANY_COMMANDS = Reply(421, "4.7.0", "Too many commands that lead nowhere, goodbye")
IDLE = Reply(421, "4.4.2", "Nothing heard for too long, goodbye")
TOO_LONG_A_SESSION = Reply(421, "4.4.2", "Session took too long, goodbye")
CLOSING = Reply(421, "4.3.2", "Going down, please try again soon")
TROUBLE = Reply(451, "4.3.0", "Our fault, please try again later: {id}")

#: Octets of text in one reply line; with code, status and CRLF it stays under 512 (RFC 5321 section 4.5.3.1.5).
LINE_OCTETS = 480


def filled(reply: Reply, **values: object) -> Reply:
    """The reply with its `{…}` filled in."""
    return Reply(reply.code, reply.status, reply.text.format(**values))


def merged(replies: Sequence[Reply]) -> Reply:
    """The one answer that SMTP and a pipe have for several recipients (at least one).

    The first 2xx, since that mail is kept (rule 3); else the first 4xx, so that the sender comes again; else the first.
    """
    for hundred in (2, 4):
        for reply in replies:
            if reply.code // 100 == hundred:
                return reply
    return replies[0]


def octets(reply: Reply, is_utf8: bool = False) -> bytes:
    """The reply as it goes over the wire, in as many lines as it needs (RFC 5321 section 4.2.1).

    Without SMTPUTF8 the text is ASCII: accents are dropped (RFC 6531 section 3.7.4.1).
    """
    line = reply.line()
    if line.isascii() and len(line) <= LINE_OCTETS and line.isprintable():
        return f"{line}\r\n".encode("ascii")
    text = " ".join(reply.text.split())
    if not is_utf8:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    text = "".join(character for character in text if character.isprintable())
    parts = textwrap.wrap(text, LINE_OCTETS // (4 if is_utf8 else 1)) or [""]
    lines = [Reply(reply.code, reply.status, part).line() for part in parts]
    most = [f"{line[:3]}-{line[4:]}\r\n" for line in lines[:-1]]
    return "".join([*most, f"{lines[-1]}\r\n"]).encode("utf-8", "replace")
