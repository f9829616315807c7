"""Every sentence that we say to a sender, with its SMTP reply (codes RFC 5321 section 4.2.3, statuses RFC 3463).

Texts with `{…}` are filled by `say`; they are single lines of ASCII, since they travel in an SMTP reply.
"""

from __future__ import annotations

from mailcop.words import Reply

KEPT = Reply(250, "2.0.0", "kept")
POSTED = Reply(250, "2.0.0", "posted")
HELD = Reply(250, "2.0.0", "received; a person reads it before it goes out")
UNDERSTOOD = Reply(250, "2.0.0", "understood")
NOT_A_PERSON = Reply(250, "2.0.0", "automatic mail, filed")

NO_SUCH_ADDRESS = Reply(550, "5.1.1", "There is no such address here. To find the forums, write to postmaster")
FOREIGN = Reply(550, "5.7.1", "This server takes mail for {domain} only")
NOT_A_MEMBER = Reply(550, "5.7.1", "Only members may post here. To join, write to {join} from this address")
NOT_A_FACILITATOR = Reply(550, "5.7.1", "Only facilitators may write here. To reach them, write to {facilitators}")
BAD_FROM = Reply(550, "5.6.0", "The From line must hold exactly one address, so we can't tell who wrote this")
NOT_THAT_COMMAND = Reply(550, "5.6.0", "We can't make sense of this here. For help, write to {help}")
EMPTY = Reply(550, "5.6.0", "The letter holds no words and no attachment")
STALE_TOKEN = Reply(550, "5.1.1", "This reply address is no longer in use. Write to {forum} instead")
LOOPING = Reply(554, "5.4.6", "This mail has passed too many servers; it goes in circles")
TOO_MANY_JOINS = Reply(450, "4.7.1", "A confirmation went to this address today already; please answer that one")
NOT_IN_FORUM = Reply(550, "5.7.1", "This address has no subscription here. To join, write to {join}")
NO_PRIVATE_YET = Reply(550, "5.7.1", "Private answers are not relayed yet, so your letter went nowhere")
YES_NO_OR_RECORDING = Reply(550, "5.6.0", "Expected one word in the first line: yes, no or recording")
EVENT_OVER = Reply(550, "5.1.6", "This event is over, or it was called off")
TROUBLE = Reply(451, "4.3.0", "Our fault, please try again later: {id}")
NO_ROOM = Reply(452, "4.3.1", "Not enough room to keep mail right now, please try again later")


def say(reply: Reply, **values: str) -> Reply:
    """The reply with its values filled in."""
    return Reply(reply.code, reply.status, reply.text.format(**values))
