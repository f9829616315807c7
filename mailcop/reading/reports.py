"""Delivery reports: what is one, whom it names, and how final its word is."""

from __future__ import annotations

import email
import logging
import re
from dataclasses import dataclass
from email import policy

from flufl.bounce import all_failures

from mailcop.reading import automatic_people as people
from mailcop.reading import report_causes as causes
from mailcop.reading import report_words as words
from mailcop.reading.delivery_reports import Group, groups_of, has_arrived, loose_address, recipient
from mailcop.reading.headers import Headers, decoded, parse_headers
from mailcop.reading.letter import BounceRecipient, BounceReport, Mailbox
from mailcop.reading.mailboxes import address_of, mailboxes
from mailcop.reading.report_reasons import Cause, cause_of, first_status, is_delay, kind_of, said_status
from mailcop.reading.report_texts import Named, aliases_in, named_in, own_words
from mailcop.reading.report_words import plain, says
from mailcop.reading.stems import Stems
from mailcop.reading.structure import Structure, transfer_decode
from mailcop.words import BounceKind

_DAEMON = re.compile(r"mailer[-_.]?daemon|mail[-_.]?daemon|mail\.delivery")
_POSTMASTER = re.compile(r"post-?master|^daemon\b", re.M)
_MACHINE = re.compile(
    r"daemon|mailer|postmaster|smtp|mail_?service|mta\b|imss|no-?reply|antivirus|mailgate|bounce|mdaemon|mail-?system"
    r"|mail-?adm|system|delivery|ndr\b|gateway|microsoftexchange|scan|virus|barracuda|quarantine|smtpd?\b"
)
_FAILED = "could not be delivered"  # what flufl.bounce says of whom it names
_TO_BOUNCES = re.compile(r"(?:^|[<\s,.+-])(?:bounces?|errors|returns?|admin|owner)(?:[.+-][^@\s]{1,80})?@")
_TRACES_OF_BOUNCES = ("bounce", "errors", "return", "admin", "owner")
_HEAVY = re.compile(r"too large|deeper|more than")
_TAGS = re.compile(r"^(?:\s*\[[^\]\[]{1,40}\]|\s*\*{2,}[^*]{1,30}\*{2,}|\s*(?:auto(?:matic)?(?: reply)?|spam)\s*:)*\s*")
_TAGGED = frozenset(" \t[*as")  # with which these begin
_ANSWERS = re.compile(r"^\s*(?:re|fwd?|fw|aw|wg|rv|tr|sv|vs|antw|odp|回复|转发|答复|r|i)\s*(?:\[\d+\])?\s*[:：]", re.I)
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_OTHER_REPORTS = frozenset(
    {"message/disposition-notification", "message/global-disposition-notification", "message/feedback-report"}
)
_REJECTED = re.compile(r"automatically (?:rejected|refused)|(?:was|message) (?:rejected|refused)|rejected:|over quota")
_FIELDS_IN_TEXT = re.compile(rb"(?im)^(?:final|original)-recipient:[^\n]*@")
_IN_SUBJECT = re.compile(r"[^\s<>()\[\],:;\"']{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_FIELD = re.compile(r"^(?:to|from|subject|date|received|return-path|message-id):", re.I | re.M)
# Who tells of a report in their own words.
_PERSON = re.compile(
    r"\A\W*(?:hi|hello|dear|hey|hallo|liebe|bonjour|hola|ola|ciao|car[oa]|estimad[oa]s?|hej)\b[^\n.@]{0,60}[,!:]?\s*$"
    r"|\bmy (?:e-?mails?|mails?|messages?|posts?|letters?)\b|\bI (?:got|get|received|keep|tried|had|sent)\b",
    re.I | re.M,
)
_PERSONS_FIELDS = ("user-agent", "in-reply-to", "x-originating-ip")
_LAST_WORD = re.compile(r"^.*(?::|\s\(|\s-)\s*(?=\S)")
_BLANK = re.compile(rb"\n\r?\n")
_SUBJECT_LINE = re.compile(
    r"^(?:[^\n:]{0,20}\d\d:\d\d:\d\d:?)?[ \t>*|]*(?:\w+ ){0,3}"
    r"(?:subject|asunto|objet|assunto|betreff|oggetto|onderwerp|тема|الموضوع|件名|主题|主題|제목|ämne|emne)"
    r"\b[^:：\n]{0,30}[:：].*(?:\n[ \t]+\S.*)?$",
    re.I | re.M,
)
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it logs a traceback for what we catch below
_MOST_RECIPIENTS = 200
_MOST_SECOND_VOICE = 50_000  # bytes that flufl.bounce is shown: some of its expressions are slow
# Any of the texts that flufl.bounce knows says one of these, and to look is a hundred times cheaper than to ask it.
_SECOND_VOICE_KNOWS = (
    b"deliver", b"recipient", b"mailbox", b"fail", b"reject", b"return", b"transcript", b"your message", b"your mail",
    b"no such", b"did not", b"unknown", b"could not", b"unable", b"addresses had", b"viruswall", b"machine generated",
    b"email server", b"error description", b"advisory", b"hi. th", b"there's a problem", b"check your send",
)  # fmt: skip
_LONGEST_LINE = 400
_EMPTY_LINES = re.compile(rb"(?:[ \t]*\r?\n){4,}")
_SPACES = re.compile(rb"[ \t]{80,}")


def is_report(structure: Structure, sender: Mailbox | None, raw: bytes = b"") -> bool:
    """Whether the mail is a delivery report: by its type, or by sender, subject and words where the type is silent.

    A receipt (RFC 8098) and a complaint (RFC 5965) are reports of other things.
    """
    headers = structure.headers
    kind = structure.parameters.get("report-type", "").lower()
    if structure.type == "multipart/report":
        if kind in ("delivery-status", "delivery", "global-delivery-status"):
            return True
        is_other = kind in ("disposition-notification", "feedback-report")
        is_other = is_other or any(part.type in _OTHER_REPORTS for part in structure.parts)
        return not is_other or is_rejection(structure)
    if headers.has("x-failed-recipients"):
        return True
    local = sender.address.rpartition("@")[0] if sender else headers.first("from").rpartition("<")[2].partition("@")[0]
    if any(part.type in _STATUS_TYPES for part in structure.parts):
        return bool(_MACHINE.search(local.lower())) or not _ANSWERS.match(decoded(headers.first("subject"), 200))
    points = _points(structure, local, headers.first("from"))
    if points <= 0 or points >= 3:
        return points > 0
    told = b"\n".join(part.body[:_MOST_SECOND_VOICE] for part in structure.parts)[:_MOST_SECOND_VOICE].lower()
    is_likely = any(word in told for word in _SECOND_VOICE_KNOWS)
    return is_likely and bool(_second_voice(structure, raw, _strangers(structure)))


def is_rejection(structure: Structure) -> bool:
    """Whether a receipt says that a filter of the reader's turned the mail away (RFC 5429 section 2.1.2)."""
    if not any(part.type == "message/disposition-notification" for part in structure.parts):
        return False
    if "rejected" in structure.headers.first("auto-submitted").lower():
        return True
    told = plain(f"{decoded(structure.headers.first('subject'), 200)}\n{own_words(structure)[0][:1_500]}")
    return bool(_REJECTED.search(told))


def _points(structure: Structure, local: str, author: str) -> int:
    """How much speaks for a report in a mail whose types say nothing; three are enough."""
    headers = structure.headers
    subject = decoded(headers.first("subject"), 200)
    returned = headers.first("return-path").strip("<> \t").lower()
    author = f"{local}\n{author}".lower()
    to = headers.first("to").lower()
    is_null = headers.has("return-path") and not returned
    points = 2 * is_report_subject(subject) - 2 * bool(_ANSWERS.match(subject)) - 2 * headers.has("list-unsubscribe")
    is_traced = "daemon" in author or "master" in author or "mail.delivery" in author  # as in the patterns
    if is_traced and (_DAEMON.search(author) or _POSTMASTER.search(author)):
        points += 2 if headers.has("in-reply-to") else 3
    elif _MACHINE.search(local.lower()):
        points += 1
    if is_null or _DAEMON.search(returned):
        points += 1
    to_bounces = any(map(to.__contains__, _TRACES_OF_BOUNCES)) and bool(_TO_BOUNCES.search(to))
    if to_bounces:
        points += 1 + 2 * is_report_subject(_LAST_WORD.sub("", subject))  # "Re: Hello: non remis"
    if headers.first("auto-submitted")[:5].lower() == "auto-":
        points += 1
    if points > 0 and not is_null and people.is_of_a_persons_program(headers):
        return 0
    if points >= 3 and not is_null and is_traced and not _DAEMON.search(f"{author}\n{returned}"):
        told = own_words(structure, 2_000)[0][:1_500]  # a postmaster may write themselves
        points -= 3 * bool(_PERSON.search(told) and people.asks(told))
    if points <= 0 or points >= 3:  # an answer, whose points are below none, can't come to three: its text is not read
        return points
    points += any(part.type in _RETURNED_TYPES for part in structure.parts)
    text = own_words(structure, 2_000)[0][:1_500] if points < 3 else ""
    if text and says(plain(text), words.HEADS):
        points += 2 if points > 1 or is_null or to_bounces else 1
        if not is_null and (
            _PERSON.search(text) or any(headers.has(name) for name in _PERSONS_FIELDS) or people.asks(text)
        ):
            points -= 2
    return points


def is_report_subject(subject: str) -> bool:
    """Whether a subject begins as those of reports do; words of other scripts may stand anywhere in it."""
    if not subject:
        return False
    told = plain(_TAGS.sub("", subject, count=1) if subject[0] in _TAGGED else subject)
    if (not _BEGINNINGS.isdisjoint((told[:2], told[:3])) and told.startswith(words.SUBJECTS)) or _YOURS.match(told):
        return True
    return not told.isascii() and says(told, _OTHER_SCRIPTS)


_YOURS = re.compile(
    r"(?:your|the) (?:e-?mail|mail|message)\b.{0,120}"
    r"\b(?:not (?:be |been )?deliver|undeliver|could not|couldn't|cannot|was rejected|has been (?:rejected|returned))"
)
_BEGINNINGS = frozenset(phrase[:3] for phrase in words.SUBJECTS)  # far cheaper than to ask for each of them
_OTHER_SCRIPTS = Stems(phrase for phrase in words.SUBJECTS if not re.search(r"[a-z]", phrase))


def bounce_of(structure: Structure, raw: bytes) -> BounceReport:
    """The recipients of a delivery report: by RFC 3464, by our tables, by flufl.bounce, by the mail it returns.

    No recipients when nobody can tell. Only `permanent` may count against an address: delayed, over-quota and
    greylisted are not. Whom the letter reached, or was passed on to, is not among them.
    """
    text, returned = own_words(structure)
    report = _without_our_subject(structure, text, returned)
    strangers = _strangers(structure)
    if is_rejection(structure):
        return _rejected(structure, strangers)
    groups = _groups(structure)
    reached = [group for group in groups if has_arrived(group)]
    if groups and len(reached) == len(groups):
        return BounceReport(())
    strangers |= {group.address.lower() for group in reached if group.address}
    named = named_in(report.text, strangers)
    found: dict[str, BounceRecipient] = {}
    for group in groups:
        if group.address and group.address.lower() not in strangers:
            _keep(found, _of_group(group, named, report.text if len(groups) == 1 else ""))
    if not found:
        groups = [group for group in groups if group not in reached]
        for one in _in_words(structure, raw, named, report, strangers):
            if not _says_it_arrived(one, report):
                _keep(found, _of_words(one, groups, report))
    return BounceReport(tuple(one for one in found.values() if one.address.isprintable())[:_MOST_RECIPIENTS])


def _says_it_arrived(one: Named, report: _Report) -> bool:
    """Whether a report in words tells of a letter that reached this recipient."""
    if says(plain(one.reason), words.ARRIVED):
        return cause_of(plain(one.reason)) in (Cause.NONE, Cause.WEAK)
    told = plain(report.text)
    return says(told, words.ARRIVED) and not says(told, words.HEADS)


def _rejected(structure: Structure, strangers: frozenset[str]) -> BounceReport:
    """Whoever turns mail away is there: never permanent."""
    parts = [part for part in structure.parts if part.type == "message/disposition-notification"]
    fields = parse_headers(transfer_decode(parts[0])[0][:20_000])
    address = recipient(fields.first("final-recipient")) or recipient(fields.first("original-recipient"), is_xtext=True)
    if not address.isprintable() or not address or address.lower() in strangers:
        return BounceReport(())
    return BounceReport((BounceRecipient(address, BounceKind.TEMPORARY, said_status(own_words(structure)[0])),))


@dataclass(frozen=True, slots=True)
class _Report:
    """A report's own words: not what it repeats of ours, "Quotas in parliament" among them."""

    subject: str
    text: str
    returned: str  # of the mail that came back, as far as it stands in the text


def _without_our_subject(structure: Structure, text: str, returned: str) -> _Report:
    subject = decoded(structure.headers.first("subject"), 200)
    text = _SUBJECT_LINE.sub("", text)
    ours = next((decoded(h.first("subject"), 200) for h in _returned_headers(structure, returned)), "")
    ours = _TAGS.sub("", ours, count=1)
    if len(ours) > 3:
        subject, text = subject.replace(ours, " "), text.replace(ours, " ")
    return _Report(subject, text, returned)


def _keep(found: dict[str, BounceRecipient], one: BounceRecipient) -> None:
    found.setdefault(one.address.lower(), one)


def _strangers(structure: Structure) -> frozenset[str]:
    """Who a report is from and to: none of them is whom it could not reach."""
    names = ("from", "to", "sender", "errors-to", "return-path", "delivered-to")
    fields = [value for name in names for value in structure.headers.all(name)[:10]]
    return frozenset(box.address.lower() for box in mailboxes(fields[:40]))


def _groups(structure: Structure) -> list[Group]:
    """The groups of status parts, or of such fields in the text of a report whose parts were flattened."""
    found = [g for part in structure.parts if part.type in _STATUS_TYPES for g in groups_of(transfer_decode(part)[0])]
    if not found:
        for part in structure.parts[:3]:
            if part.is_text or part.type == "application/octet-stream":
                data = transfer_decode(part)[0][:100_000]
                if match := _FIELDS_IN_TEXT.search(data):
                    start = data.rfind(b"\n\n", 0, match.start()) + 1
                    found += groups_of(data[start:])
    return found


def _of_group(group: Group, named: list[Named], text: str) -> BounceRecipient:
    beside = next((one.reason for one in named if one.address.lower() == group.address.lower()), "")
    status = group.status or first_status(group.diagnostic) or said_status(beside)
    kind = kind_of(group.action, status, group.diagnostic, "")
    if kind is BounceKind.PERMANENT and not _is_named(group.diagnostic):
        kind = kind_of(group.action, status, f"{group.diagnostic}\n{beside}", text)
    if not group.action and not group.status:
        kind = BounceKind.NONE if not says(plain(text), words.HEADS) else kind
    return BounceRecipient(group.address, kind, status)


def _is_named(diagnostic: str) -> bool:
    return says(plain(diagnostic), causes.UNKNOWN)


def _of_words(one: Named, groups: list[Group], report: _Report) -> BounceRecipient:
    """The word on a recipient that only the text names; a single nameless group of fields lends its action."""
    group = groups[0] if len(groups) == 1 else Group("", "", "", "")
    reason = f"{group.diagnostic}\n{one.reason}"
    status = group.status or first_status(group.diagnostic) or said_status(one.reason) or said_status(report.text)
    if not group.action and is_delay(plain(f"{report.subject}\n{report.text}")):
        return BounceRecipient(one.address, BounceKind.DELAYED, status)
    kind = kind_of(group.action, status, reason, report.text)
    told = plain(f"{report.subject}\n{report.text}\n{one.reason}")
    if kind is BounceKind.PERMANENT and not group.action and not _speaks_of_failing(told):
        kind = BounceKind.NONE
    return BounceRecipient(one.address, kind, status)


def _speaks_of_failing(told: str) -> bool:
    return any(says(told, table) for table in (words.HEADS, words.SUBJECTS, causes.UNKNOWN))


def _failed_fields(structure: Structure) -> list[Named]:
    """X-Failed-Recipients of Exim and Gmail, with what the text says of each."""
    fields = [v for v in structure.headers.all("x-failed-recipients")[:20] if "@" in v]
    if not fields:
        return []
    text = own_words(structure)[0]
    boxes = {box.address.lower(): box.address for box in mailboxes(fields)} or {
        a.lower(): a for v in fields if (a := loose_address(v))
    }
    told = {one.address.lower(): one for one in named_in(text, frozenset())}
    alone = text if len(boxes) == 1 else ""
    return [told.get(key) or Named(address, alone, True) for key, address in boxes.items()]


def _in_words(
    structure: Structure, raw: bytes, named: list[Named], report: _Report, strangers: frozenset[str]
) -> list[Named]:
    """Recipients that no status field names, by the first voice that knows any."""
    failed = _failed_fields(structure)
    if failed:
        return failed
    told = {one.address.lower(): one for one in named}
    strangers |= {a.lower() for a in aliases_in(report.text)}
    second = [told.get(a.lower()) or Named(a, _FAILED, False) for a in _second_voice(structure, raw, strangers)]
    certain = [one for one in named if one.is_strong]
    if certain:  # flufl.bounce adds whom it knows besides, where it read the same report as we did
        is_alike = any(one in certain for one in second)
        return [*certain, *(one for one in second if one not in certain)] if is_alike else certain
    if second or named:
        return second or named
    in_subject = {a.lower(): a for a in map(address_of, _IN_SUBJECT.findall(report.subject)) if a}
    if len(in_subject) == 1 and not in_subject.keys() & strangers:
        return [Named(address, report.subject, False) for address in in_subject.values()]
    return [Named(address, "", False) for address in _of_returned_mail(structure, report.returned, strangers)]


def _second_voice(structure: Structure, raw: bytes, strangers: frozenset[str]) -> list[str]:
    """What flufl.bounce finds where our tables find nothing; how final it is, our words decide."""
    if not raw or any(_HEAVY.search(problem) for problem in structure.problems):
        return []
    shown = _for_second_voice(raw)
    try:
        temporary, permanent = all_failures(email.message_from_string(shown, policy=policy.compat32))
    except Exception:  # flufl.bounce raises many things on broken reports; it is only a second voice
        return []
    found = (address_of(_as_text(address)) for address in sorted({_as_text(a) for a in (*temporary, *permanent)}))
    return [address for address in found if address and address.lower() not in strangers]


def _for_second_voice(raw: bytes) -> str:
    """The beginning of a report without what makes flufl.bounce slow: long lines, runs of spaces and empty lines."""
    lines = [line[:_LONGEST_LINE] for line in raw[:_MOST_SECOND_VOICE].split(b"\n")]
    return _EMPTY_LINES.sub(b"\n\n\n", _SPACES.sub(b" ", b"\n".join(lines))).decode("latin-1")


def _of_returned_mail(structure: Structure, returned: str, strangers: frozenset[str]) -> list[str]:
    """The one recipient of the mail that came back, where it names one and not a list of our own house."""
    ours = {address.rpartition("@")[2] for address in strangers}
    for headers in _returned_headers(structure, returned):
        boxes = mailboxes([*headers.all("to"), *headers.all("cc")])
        if len(boxes) == 1 and boxes[0].address.rpartition("@")[2] not in ours and not headers.has("list-post"):
            return [boxes[0].address]
    return []


def _returned_headers(structure: Structure, returned: str) -> list[Headers]:
    """The header block of the mail that came back, from its part or from the text behind the report's own."""
    blocks = [part.body[:20_000] for part in structure.parts if part.type in _RETURNED_TYPES][:1]
    if not blocks and (start := _FIELD.search(returned)):
        blocks = [returned[start.start() :][:20_000].encode("utf-8", "replace")]
    return [parse_headers(_BLANK.split(block.lstrip(b"\r\n"), maxsplit=1)[0]) for block in blocks]


def _as_text(address: object) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else str(address)


__all__ = ["bounce_of", "is_delay", "is_report", "is_report_subject"]
