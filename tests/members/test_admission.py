"""Identity x policy, as one table."""

from __future__ import annotations

import pytest

from mailcop.community.admission import Standing, judge, standing_of
from mailcop.reading.authenticity import Authentication
from mailcop.words import Policy, Verdict

P, A, H, R = Verdict.PUBLISH, Verdict.ASK, Verdict.HOLD, Verdict.REFUSE


@pytest.mark.parametrize(
    ("policy", "known", "doubtful", "trusted", "stranger"),
    [
        (Policy.MEMBERS, P, H, R, R),
        (Policy.ASK, P, A, H, H),
        (Policy.OPEN, P, H, P, H),
        (Policy.ANNOUNCE, R, H, R, R),
    ],
)
def test_the_table(policy: Policy, known: Verdict, doubtful: Verdict, trusted: Verdict, stranger: Verdict) -> None:
    found = [judge(policy, standing) for standing in Standing]
    assert found == [known, doubtful, trusted, stranger]


def test_in_an_announce_forum_facilitators_post_and_members_answer() -> None:
    assert judge(Policy.ANNOUNCE, Standing.KNOWN, is_facilitator=True) is P
    assert judge(Policy.ANNOUNCE, Standing.KNOWN, is_reply=True) is P
    assert judge(Policy.ANNOUNCE, Standing.DOUBTFUL, is_facilitator=True) is H
    assert judge(Policy.ANNOUNCE, Standing.STRANGER, is_reply=True) is R


@pytest.mark.parametrize(
    ("found", "is_required", "is_own_token", "standing"),
    [
        (Authentication.PASS, True, False, Standing.KNOWN),
        (Authentication.NONE, True, False, Standing.DOUBTFUL),
        (Authentication.NONE, True, True, Standing.KNOWN),
        (Authentication.FAIL, True, True, Standing.DOUBTFUL),
        (Authentication.NONE, False, False, Standing.KNOWN),
        (Authentication.FAIL, False, False, Standing.DOUBTFUL),
    ],
)
def test_a_token_lifts_its_own_member_unless_authentication_failed(
    found: Authentication, is_required: bool, is_own_token: bool, standing: Standing
) -> None:
    said = standing_of(
        is_member=True, is_trusted=False, authentication=found, is_required=is_required, is_own_token=is_own_token
    )
    assert said is standing


def test_no_token_makes_a_stranger_a_member() -> None:
    said = standing_of(
        is_member=False, is_trusted=False, authentication=Authentication.PASS, is_required=True, is_own_token=True
    )
    assert said is Standing.STRANGER
