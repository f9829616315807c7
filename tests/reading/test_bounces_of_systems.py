"""Made-up reports in the words of many mail systems and languages (`bounces/*.toml`): whom each gives up, and whom not.

In the tables `not_permanent` is an address of which only this is certain, and `any_recipient` a report that may name
anybody or nobody, as long as it gives up nobody.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mailcop.reading import read
from mailcop.reading.report_reasons import first_status, kind_of

_FOLDER = Path(__file__).with_name("bounces")
_KINDS = ("permanent", "temporary", "delayed", "none", "not_permanent")
REPORTS = [
    pytest.param(one, id=f"{path.stem}: {one['system']}")
    for path in sorted(_FOLDER.glob("*.toml"))
    for one in tomllib.loads(path.read_text(encoding="utf-8"))["report"]
]


def mail_of(one: dict[str, Any]) -> bytes:
    """The mail of one entry: text alone, or a report with a part of status fields."""
    kind = one.get("type", "text/plain")
    head = f"From: {one['from']}\nTo: {one.get('to', 'general-bounces@cop.example.org')}\nSubject: {one['subject']}\n"
    head += one.get("headers", "") + "MIME-Version: 1.0\n"
    text = f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{one['text']}"
    if "fields" not in one:
        return f"{head}{text}".encode()
    report = one.get("report_type", "delivery-status")
    head += f'Content-Type: multipart/report; report-type={report}; boundary="=_b"\n\n'
    return f"{head}--=_b\n{text}\n--=_b\nContent-Type: message/{report}\n\n{one['fields']}\n--=_b--\n".encode()


@pytest.mark.parametrize("one", REPORTS)
def test_each_system_is_understood(one: dict[str, Any]) -> None:
    letter = read(mail_of(one))
    assert (letter.automatic.value if letter.automatic else "") == one.get("automatic", "bounce")
    came = {found.address: found.kind.value for found in letter.bounce.recipients} if letter.bounce else {}
    if one.get("any_recipient"):
        assert "permanent" not in came.values()
        return
    wanted = {address: kind for kind in _KINDS for address in one.get(kind, [])}
    assert came.keys() == wanted.keys()
    for address, kind in wanted.items():
        assert (came[address] != "permanent") if kind == "not_permanent" else (came[address] == kind)


def test_there_are_reports_enough() -> None:
    held = [one.values[0] for one in REPORTS]
    soft = [one for one in held if isinstance(one, dict) and (one.get("temporary") or one.get("delayed"))]
    assert len(held) >= 120
    assert len(soft) >= 40


ANSWERS = [
    (kind, answer)
    for path in sorted(Path(__file__).parent.glob("bounces_answers*.toml"))
    for kind, answers in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for answer in answers
]


@pytest.mark.parametrize(("kind", "answer"), ANSWERS)
def test_an_answer_is_final_or_not_in_fields_and_in_words(kind: str, answer: str) -> None:
    status = first_status(answer[:14]) or "5.0.0"
    assert kind_of("failed", status, f"smtp; {answer}").value == kind
    assert kind_of("failed", "", answer).value == kind
    assert kind_of("", "", answer, f"Your message could not be delivered: {answer}").value == kind


FAILED = "Your message could not be delivered to the following recipient:\n\n  bob@far.example\n\n550 User unknown\n"


@pytest.mark.parametrize(
    ("author", "subject"),
    [
        ("<>", "Returned mail: User unknown"),
        ("MAILER-DAEMON", "Undelivered Mail Returned to Sender"),
        ("Mail Delivery System <no-reply@x.example>", "Undeliverable: Gender quota"),
        ("The server of Bob <server@x.example>", "[***SPAM***] Undelivered Mail Returned to Sender"),
        ("Mail System <system@x.example>", "Problem with your message: Gender quota"),
        ("postmaster@x.example", "Gender quota"),
        ("MAILER-DAEMON@x.example", "Re: Gender quota"),
        ("helpdesk@x.example", "Failed to deliver: Gender quota"),
        ("helpdesk@x.example", "Your message to bob@far.example could not be delivered"),
        ("helpdesk@x.example", "Nicht zugestellte Nachricht"),
        ("helpdesk@x.example", "Su mensaje no pudo ser entregado"),
        ("helpdesk@x.example", "Leverans misslyckades"),
        ("helpdesk@x.example", "Teslimat başarısız"),
        ("helpdesk@x.example", "RE: Gender quota : non remis (delivery failed)"),
    ],
)
def test_a_report_is_known_by_whom_and_by_what_it_is_called(author: str, subject: str) -> None:
    letter = read(mail_of({"from": author, "subject": subject, "text": FAILED}))
    assert letter.bounce is not None
    assert [(one.address, one.kind.value) for one in letter.bounce.recipients] == [("bob@far.example", "permanent")]


SENTENCES = tomllib.loads(Path(__file__).with_name("bounces_sentences.toml").read_text(encoding="utf-8"))
PLACES = (
    "bob@far.example\n\n{}.\n",
    "Your message could not be delivered:\n\n<bob@far.example>: {}\n",
    "<bob@far.example>:\n550 {}\n",
)


@pytest.mark.parametrize(("kind", "sentence"), [(kind, one) for kind, some in SENTENCES.items() for one in some])
def test_a_reason_is_understood_in_its_language_wherever_it_stands(kind: str, sentence: str) -> None:
    for place in PLACES:
        text = place.format(sentence)
        letter = read(mail_of({"from": "MAILER-DAEMON@x.example", "subject": "Undeliverable", "text": text}))
        assert letter.bounce is not None
        came = [(one.address, one.kind.value) for one in letter.bounce.recipients]
        assert came in ([("bob@far.example", kind)], [("bob@far.example", kind.replace("temporary", "delayed"))])
