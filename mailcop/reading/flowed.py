"""Format=flowed: paragraphs that the author's program broke softly, joined again (RFC 3676)."""

from __future__ import annotations


def unflow(text: str, delete_space: bool) -> str:
    """Text of format=flowed with its soft line breaks joined (RFC 3676 section 4); `delete_space` is `delsp=yes`.

    An empty line is one, whatever the line above ends in: people leave blanks there.
    """
    lines: list[str] = []
    depth = -1
    run: list[str] = []
    for line in text.split("\n"):
        stripped = line.lstrip(">")
        level = len(line) - len(stripped)
        content = stripped.removeprefix(" ")
        if run and content and level == depth and content.rstrip() != "--":
            run.append(content)
        else:
            _end_run(lines, run, depth)
            run, depth = [content], level
        if not content.endswith(" ") or content == "-- ":
            _end_run(lines, run, depth)
            run = []
        elif delete_space:
            run[-1] = content[:-1]
    _end_run(lines, run, depth)
    return "\n".join(lines)


def _end_run(lines: list[str], run: list[str], depth: int) -> None:
    if run:
        lines.append((">" * depth + " " if depth else "") + "".join(run))
