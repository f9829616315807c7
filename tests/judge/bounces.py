"""Bounces: who is gone for good, who only for now; nobody is struck off for a full mailbox."""

from __future__ import annotations

import tomllib

from mailcop.reading import Letter, read
from mailcop.words import Automatic
from tests.judge.corpora import OWN, Item, demand, items, labels
from tests.judge.figures import Failure, Figure, Measured, alone, split_share

OWN_NAME = "own reports"
_GONE = "permanent"
_AGAINST = {"permanent", "temporary", "delayed"}  # `none` counts against nobody


def measure() -> Measured:
    """flufl_bounce as it is labelled and by our policy, and reports of our own shape."""
    measured = Measured("bounces")
    reports = list(items("bounce/flufl_bounce"))
    judged = [(item, read(item.raw), labelled(item)) for item in reports]
    _source("flufl_bounce, raw", judged, Measured("raw"), measured.figures, has_floors=False)
    ours = by_our_policy(reports)
    judged = [(item, letter, ours.get(item.id, wanted)) for item, letter, wanted in judged]
    _source("flufl_bounce, by our policy", judged, measured, measured.figures)
    own = [(item, read(item.raw), labelled(item)) for item in own_reports()]
    _source(OWN_NAME, own, measured, measured.figures)
    noticed = [(item.index, letter.automatic is not None) for item, letter, _ in own]
    measured.figures.append(split_share(f"{OWN_NAME}: never taken for a person's mail", noticed, floor=1.0))
    return measured


def by_our_policy(reports: list[Item]) -> dict[str, dict[str, str]]:
    """The labels that our policy sets otherwise, each proved by words of the report."""
    raws = {item.id: item for item in reports}
    found: dict[str, dict[str, str]] = {}
    for name, kind, says, _ in read_otherwise():
        item = raws[name]
        if " ".join(says.split()) not in " ".join(item.raw.decode("latin-1").split()):
            raise SystemExit(f"judge-reading: {name} does not say {says!r}")
        found[name] = dict.fromkeys(labelled(item) or {}, kind)
    return found


def read_otherwise() -> list[tuple[str, str, str, str]]:
    """(report, kind by our policy, its own words that prove it, the clause of the policy)."""
    cases = tomllib.loads((OWN / "bounces_otherwise.toml").read_text(encoding="utf-8"))
    return [(case["id"], kind, case["says"], case["why"]) for kind, some in cases.items() for case in some]


def own_reports() -> list[Item]:
    """Reports written for this measure; the labels stand in `reports.jsonl` beside them."""
    found = labels(OWN / "reports.jsonl")
    folder = OWN / "reports"
    return [Item(OWN_NAME, n, one["id"], one, (folder / one["path"]).read_bytes()) for n, one in enumerate(found)]


def labelled(item: Item) -> dict[str, str] | None:
    """Address in lower case -> kind, as the label has it; None where the source says nothing."""
    label = item.label
    if "recipients" in label:
        return {str(address).lower(): str(kind) for address, kind in label["recipients"].items()}
    if label["expected_kind"] is None:
        return None
    return {str(address).lower(): str(label["expected_kind"]) for address in label["expected_recipients"]}


def _source(
    name: str,
    judged: list[tuple[Item, Letter, dict[str, str] | None]],
    measured: Measured,
    figures: list[Figure],
    *,
    has_floors: bool = True,
) -> None:
    gone, soft, named, kinds = [], [], [], []
    for item, letter, wanted in judged:
        if wanted is None:
            continue
        came = recipients(letter)
        is_named = {address for address, kind in came.items() if kind in _AGAINST} == set(wanted)
        is_right = is_named and all(_agrees(came[one], wanted[one], name) for one in wanted)
        named.append((item.index, is_named))
        kinds.append((item.index, is_right))
        for_good = {address for address, kind in wanted.items() if kind == _GONE}
        called_gone = {address for address, kind in came.items() if kind == _GONE}
        if for_good:
            gone.append((item.index, for_good <= called_gone))
        if len(for_good) < len(wanted) or not wanted:
            soft.append((item.index, bool(called_gone - for_good)))
        if not is_right or (item.source == OWN_NAME and letter.automatic is None):
            measured.failures.append(_failure(name, item, letter, wanted))
    wrongly = [index for index, is_wrong in soft if is_wrong]
    even, odd = sum(not index % 2 for index in wrongly), sum(index % 2 for index in wrongly)
    share_floor, count_floor = (0.97, 0) if has_floors else (None, None)
    what = f"{name}: temporary, delayed or none called permanent"
    figures += [
        split_share(f"{name}: permanent found", gone, floor=share_floor),
        Figure(what, len(wrongly), "count", count_floor, True, even=even, odd=odd, of=len(soft)),
        split_share(f"{name}: recipients right", named, floor=share_floor),
        split_share(f"{name}: recipients and kind exactly right", kinds),
    ]


def _agrees(came: str, kind: str, name: str) -> bool:
    """flufl_bounce knows no `delayed`: it labels such reports temporary."""
    return came == kind or (came == "delayed" and kind == "temporary" and name != OWN_NAME)


def recipients(letter: Letter) -> dict[str, str]:
    """Address in lower case -> kind, as reading has it."""
    return {one.address.lower(): one.kind.value for one in letter.bounce.recipients} if letter.bounce else {}


def _failure(name: str, item: Item, letter: Letter, wanted: dict[str, str]) -> Failure:
    came = recipients(letter)
    status = [(one.address, one.kind.value, one.status) for one in letter.bounce.recipients] if letter.bounce else []
    told = f"automatic={letter.automatic} recipients={status} problems={letter.problems}\nsubject={letter.subject!r}"
    return Failure(name, item.id, item.half, _cause(letter, came, wanted), f"{wanted or 'nobody'}", told)


def _cause(letter: Letter, came: dict[str, str], wanted: dict[str, str]) -> str:
    if failed := next((text for text in letter.problems if "reading failed" in text), ""):
        return failed
    if letter.automatic is not Automatic.BOUNCE and wanted:
        return f"not seen as a bounce ({letter.automatic.value if letter.automatic else 'a post'})"
    if not wanted:
        return "counted against somebody, or taken for a post"
    for address, kind in wanted.items():
        if address in came and came[address] != kind:
            return f"{kind}, called {came[address]}"
    return "other recipients" if came else "no recipient found"


if __name__ == "__main__":
    demand()
    alone("Bounces: permanent, temporary, delayed, and whom they name.", measure)
