"""`make judge-reading`: every floor of reading, the figure, and whether it is met; exit 1 where one is missed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.judge import automatic, bounces, replies, safe_html, samples, speed, threads
from tests.judge.corpora import demand
from tests.judge.figures import Measured, arguments, report, table

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
_MEASURES: dict[str, Callable[[int], Measured]] = {
    "speed": lambda _: speed.measure(),  # first: others use every core
    "replies": lambda _: replies.measure(),
    "bounces": lambda _: bounces.measure(),
    "automatic": lambda _: automatic.measure(),
    "samples": samples.measure,
    "safe_html": lambda _: safe_html.measure(),
    "threads": lambda _: threads.measure(),
}
BEGIN, END = "<!-- figures: make judge-reading ARGS=--write-docs -->", "<!-- end of figures -->"


def main() -> None:
    """Measures, prints, and writes what was asked for."""
    parser = arguments(__doc__ or "")
    samples.add_options(parser)
    names = list(_MEASURES)
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="measure these alone; all unless given")
    parser.add_argument("--write-docs", action="store_true", help=f"put the figures into {DOCUMENT.name}")
    options = parser.parse_args()
    if options.write_docs and options.only != names:
        parser.error("--write-docs wants every figure")
    demand()
    all_measured = [_timed(name, _MEASURES[name], options.mutations) for name in names if name in options.only]
    is_met = report(all_measured, options.json, options.failures)
    floors = [figure for measured in all_measured for figure in measured.figures if figure.floor is not None]
    if not options.json:
        print("\nthe floors\n")
        print("\n".join(table(floors)))
        print(f"\n{sum(one.is_met for one in floors)} of {len(floors)} floors met")
    if options.write_docs:
        write(all_measured)
    if not is_met:
        raise SystemExit(1)


def _timed(name: str, measure: Callable[[int], Measured], mutations: int) -> Measured:
    begun = time.monotonic()
    measured = measure(mutations)
    print(f"judge-reading: {name} took {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return measured


def write(all_measured: list[Measured]) -> None:
    """Puts the tables, and the labels read otherwise, between the two marks of the document."""
    lines: list[str] = []
    for measured in all_measured:
        figures = sorted(measured.figures, key=lambda one: one.floor is None)
        lines += ["", f"### {measured.name.replace('_', ' ').capitalize()}", "", *table(figures)]
    lines += ["", "## Read otherwise on purpose", "", *_otherwise()]
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")


def _otherwise() -> list[str]:
    cases = replies.read_otherwise()
    lines = [
        f"{len(cases)} of the 94 cases of the four small sources, at most {replies.MOST_READ_OTHERWISE}:",
        "",
        "| case | its label shows | the sentence of the policy |",
        "|---|---|---|",
        *(f"| {case['id']} | {case['label']} | {case['policy']} |" for case in cases),
        "",
        "Reports that flufl_bounce labels permanent and that are not, by their own words (bounces 2):",
        "",
        "| report | kind | it says | that is about |",
        "|---|---|---|---|",
    ]
    return lines + [f"| {one} | {kind} | {says} | {why} |" for one, kind, says, why in bounces.read_otherwise()]


if __name__ == "__main__":
    main()
