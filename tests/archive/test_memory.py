"""What settling keeps in memory of a post does not grow with the post."""

from __future__ import annotations

import gc
import tracemalloc

from mailcop.community.survey import Survey
from tests.archive.shelf import Shelf, mail

POSTS = 300
MOST_BYTES = 3_000  # of one post; some 2 kB in an archive of real mail


def test_a_post_is_kept_in_two_or_three_kilobytes_however_long_it_and_its_thread_are(shelf: Shelf) -> None:
    ids = [f"<{number}@x.example>" for number in range(POSTS)]
    long = "A line of an answer that goes on and on about the pumps of the valley.\n" * 200
    shelf.take(
        *(mail(n, "Re: Wells", f"{n}\n{long}", References=" ".join(ids[max(0, n - 20) : n])) for n in range(POSTS))
    )
    shelf.database.read(lambda conn: Survey(conn, shelf.forum.id))  # what is cached once and for all is there
    gc.collect()
    tracemalloc.start()
    try:
        survey = shelf.database.read(lambda conn: Survey(conn, shelf.forum.id))
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(survey.nodes) == POSTS
    assert kept / POSTS < MOST_BYTES
    assert peak < 12_000_000  # the words of some fifty posts at a time are looked at
