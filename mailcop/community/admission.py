"""Who is writing, and may it stand: identity x policy as one table. Pure."""

from __future__ import annotations

from enum import StrEnum

from mailcop.reading.authenticity import Authentication
from mailcop.words import Policy, Verdict


class Standing(StrEnum):
    """What the author is in a forum now, as far as this mail shows it."""

    KNOWN = "known"  # a member's verified address, and nothing speaks against it
    DOUBTFUL = "doubtful"  # a member's address that authentication did not bear out
    TRUSTED = "trusted"  # no member, but let through here before (policy `open`)
    STRANGER = "stranger"


_TABLE: dict[Policy, dict[Standing, Verdict]] = {
    Policy.MEMBERS: {
        Standing.KNOWN: Verdict.PUBLISH,
        Standing.DOUBTFUL: Verdict.HOLD,
        Standing.TRUSTED: Verdict.REFUSE,
        Standing.STRANGER: Verdict.REFUSE,
    },
    Policy.ASK: {
        Standing.KNOWN: Verdict.PUBLISH,
        Standing.DOUBTFUL: Verdict.ASK,
        Standing.TRUSTED: Verdict.HOLD,
        Standing.STRANGER: Verdict.HOLD,
    },
    Policy.OPEN: {
        Standing.KNOWN: Verdict.PUBLISH,
        Standing.DOUBTFUL: Verdict.HOLD,
        Standing.TRUSTED: Verdict.PUBLISH,
        Standing.STRANGER: Verdict.HOLD,
    },
    Policy.ANNOUNCE: {
        Standing.KNOWN: Verdict.REFUSE,  # facilitators and replies are let through before this table is asked
        Standing.DOUBTFUL: Verdict.HOLD,
        Standing.TRUSTED: Verdict.REFUSE,
        Standing.STRANGER: Verdict.REFUSE,
    },
}


def standing_of(
    *, is_member: bool, is_trusted: bool, authentication: Authentication, is_required: bool, is_own_token: bool
) -> Standing:
    """What the author is: a token lifts only its own member, and only where authentication did not fail.

    `is_required`: an authserv-id is configured, so a bare From proves nothing. `is_own_token`: the mail came to a
    token that was given to this very member.
    """
    if not is_member:
        return Standing.TRUSTED if is_trusted and _is_borne_out(authentication, is_required) else Standing.STRANGER
    if _is_borne_out(authentication, is_required) or (is_own_token and authentication is not Authentication.FAIL):
        return Standing.KNOWN
    return Standing.DOUBTFUL


def _is_borne_out(authentication: Authentication, is_required: bool) -> bool:
    if authentication is Authentication.FAIL:
        return False
    return authentication is Authentication.PASS or not is_required


def judge(policy: Policy, standing: Standing, *, is_facilitator: bool = False, is_reply: bool = False) -> Verdict:
    """Publish, ask, hold or refuse. In an `announce` forum members may answer and facilitators may post."""
    if policy is Policy.ANNOUNCE and standing is Standing.KNOWN and (is_facilitator or is_reply):
        return Verdict.PUBLISH
    return _TABLE[policy][standing]
