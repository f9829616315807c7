"""Bounces: who is gone for good, who only for now; nobody is struck off for a full mailbox."""

from __future__ import annotations

from mailcop.reading import Letter, read
from mailcop.words import Automatic
from tests.judge.corpora import OWN, Item, demand, items, labels
from tests.judge.figures import Failure, Figure, Measured, alone, split_share

_GONE = "permanent"
_AGAINST = {"permanent", "temporary", "delayed"}  # `none` counts against nobody


def measure() -> Measured:
    """flufl_bounce as it is labelled, and reports of our own shape."""
    measured = Measured("bounces")
    _source("flufl_bounce", list(items("bounce/flufl_bounce")), measured)
    _source("own reports", own_reports(), measured)
    return measured


def own_reports() -> list[Item]:
    """Reports written for this measure; the labels stand in `reports.jsonl` beside them."""
    found = labels(OWN / "reports.jsonl")
    folder = OWN / "reports"
    return [Item("own reports", n, one["id"], one, (folder / one["path"]).read_bytes()) for n, one in enumerate(found)]


def _source(name: str, found: list[Item], measured: Measured) -> None:
    gone, named, kinds = [], [], []
    soft_called_gone: list[int] = []
    soft = noticed = 0
    for item in found:
        kind: str | None = item.label["expected_kind"]
        letter = read(item.raw)
        came = recipients(letter)
        noticed += letter.automatic is not None
        if kind is None:
            continue
        wanted = {address.lower() for address in item.label["expected_recipients"] or []}
        gone_came = {address for address, one in came.items() if one == _GONE}
        counted = {address for address, one in came.items() if one in _AGAINST}
        is_named = counted == wanted
        named.append((item.index, is_named))
        if kind == _GONE:
            is_right = wanted <= gone_came
            gone.append((item.index, is_right))
        else:
            soft += 1
            is_right = not gone_came
            if gone_came:
                soft_called_gone.append(item.index)
        is_kind = is_named and all(_agrees(came[address], kind, name) for address in wanted)
        kinds.append((item.index, is_kind))
        if not (is_right and is_named and is_kind):
            measured.failures.append(_failure(name, item, letter, is_right=is_right, is_named=is_named))
    floors = (0.97, 0.97)
    measured.figures += [
        split_share(f"{name}: permanent found", gone, floor=floors[0]),
        Figure(
            f"{name}: temporary, delayed or none called permanent",
            len(soft_called_gone),
            "count",
            0,
            True,
            even=sum(not index % 2 for index in soft_called_gone),
            odd=sum(index % 2 for index in soft_called_gone),
            of=soft,
        ),
        split_share(f"{name}: recipients right", named, floor=floors[1]),
        split_share(f"{name}: recipients and kind exactly right", kinds),
        Figure(f"{name}: never taken for a post", noticed, "count", of=len(found)),
    ]


def _agrees(came: str, kind: str, name: str) -> bool:
    """flufl_bounce knows no `delayed`: it labels such reports temporary."""
    return came == kind or (came == "delayed" and kind == "temporary" and name == "flufl_bounce")


def recipients(letter: Letter) -> dict[str, str]:
    """Address in lower case -> kind, as reading has it."""
    return {one.address.lower(): one.kind.value for one in letter.bounce.recipients} if letter.bounce else {}


def _failure(name: str, item: Item, letter: Letter, *, is_right: bool, is_named: bool) -> Failure:
    kind = item.label["expected_kind"]
    if letter.automatic is not Automatic.BOUNCE and kind != "none":
        cause = f"not seen as a bounce ({letter.automatic.value if letter.automatic else 'a post'})"
    elif not is_right and kind != _GONE:
        cause = f"{kind} called permanent"
    elif not is_named and not recipients(letter):
        cause = "no recipient found"
    elif not is_named:
        cause = "other recipients"
    elif kind == _GONE:
        cause = "permanent, called " + "/".join(sorted(set(recipients(letter).values())))
    else:
        cause = f"{kind}, called " + "/".join(sorted(set(recipients(letter).values())))
    came = f"automatic={letter.automatic} recipients={recipients(letter)} problems={letter.problems}"
    status = [(one.address, one.status) for one in letter.bounce.recipients] if letter.bounce else []
    expected = f"{item.label['expected_recipients']} {kind}"
    return Failure(name, item.id, item.half, cause, expected, f"{came}\nsubject={letter.subject!r} status={status}")


if __name__ == "__main__":
    demand()
    alone("Bounces: permanent, temporary, delayed, and whom they name.", measure)
