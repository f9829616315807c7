"""Reports in words only: where they name the recipients, and what they say of each."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from mailcop.reading import report_causes as causes
from mailcop.reading import report_words as words
from mailcop.reading.charsets import clean, decode
from mailcop.reading.report_words import plain, says
from mailcop.reading.stems import Stems
from mailcop.reading.structure import Structure, transfer_decode

_MOST = 20_000  # characters of a report that are looked at
_MOST_LINES = 400
_MOST_FOUND = 200
_LONGEST_MARK = 160  # characters of a line that may say where the returned mail begins

# Where the returned mail begins.
_RETURNED = re.compile(
    r"[ \t>*|=_+#.-]*(?:"
    r"(?:below this line|this is a copy|original (?:message|mail|e-?mail)|returned (?:mail|message)|unsent message"
    r"|(?:begin|start)(?:ning)? of (?:original|returned|message)|message headers?|header of|headers? of the"
    r"|undelivered message|your original message|copy of (?:the|your)|enclosed is a copy|text of (?:the )?message"
    r"|original message headers|message contents? follow|forwarded message|attachment is a copy|body of message"
    r"|mensaje original|mensagem original|message (?:d'origine|original)|ursprungliche nachricht|originalnachricht"
    r"|original-?nachricht|messaggio originale|oorspronkelijk bericht|исходное сообщение|текст сообщения)\b.*"
    r"|(?!.*receive).{0,60}(?:below this line|copy of (?:the|your) (?:original )?(?:message|mail|e-mail|header)"
    r"|header(?:s)? follows?\b"
    r"|original message follows|lines of (?:the|your) original message|your message reads|original message header"
    r"|included is a copy|original message (?:was )?(?:as follows|below|details)|message headers follow).*"
    r"|old message:\s*|return-path:.*|received: .*|x-[a-z-]+: .*|message-id: .*|mime-version: .*|dkim-signature: .*"
    r"|.*(?:下面是您的原|原始邮件|原信|原始信件|元のメール|オリジナルメッセージ|元のメッセージ|원본 메시지|원본 메일).*"
    r")$",
    re.I,
)
# What each of these lines has in it, beyond ASCII apart.
_TRACES_OF_RETURNED = Stems.of(
    "message|mail|header|copy|below|original|returned|nachricht|bericht|return-path|received|x-|mime-version|dkim"
)
_TAG = re.compile(r"<(?!\s*[^\s<>@/=]+@[^\s<>@=]+>)[a-zA-Z/!?][^<>]*>")
_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|tr|li|h\d|table|pre|td|th|ul)\b[^<>]*>", re.I)
_HIDDEN = re.compile(r"<(style|script|head)\b", re.I)

_ADDRESS = r"[^\s<>()\[\]{},;:@\"'|\\=：，；。、（）「」【】《》]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_ANY = re.compile(_ADDRESS)
_LABEL = (
    r"(?:final[- ]|original[- ]|failed |intended |the |your |bad |invalid |undeliverable )?"
    r"(?:recipients?|rcpt|addressees?|address(?:es)?|e-?mail(?: address)?|mailbox|user|empfanger|empfaenger|adresse"
    r"|destinataires?|destinatari[oa]s?|adresat|geadresseerde|mottagare|modtager|odbiorca|получател[ьяи]|адрес"
    r"|адресат|收件人|收信人|收件者|宛先|受信者|受取人|送信先|수신자|받는 ?사람|받는사람|المستلم)"
)
# Strong places, tried in this order at each line.
_STRONG = (
    re.compile(rf"^[ \t>*|•·\-]*(?:\d+[.)]\s*)?\"?'?<({_ADDRESS})>", re.I),
    re.compile(rf"^[ \t>*|•·\-]*(?:\d+[.)]\s*)?\[?({_ADDRESS})\]?\s?:(?!//)", re.I),
    re.compile(
        rf"^[ \t>*|•·\-]*{_LABEL}(?:\(s\)|\(es\))?(?: address)?[ \t]*[:：=][ \t]*(?:smtp:)?[<\[\"']?({_ADDRESS})", re.I
    ),
    re.compile(rf"^[^@\n]{{1,80}}[\s\"']<({_ADDRESS})>[\s:;,.]*$", re.I),
)
_SPOKEN = re.compile(rf"\b(?:rcpt to:\s*<?|SMTP[:=])({_ADDRESS})", re.I)  # in a transcript, or X.400's way to say it
# What a report says of the mail's own fields is asked last: there stands the list, as often as the reader.
_ADDRESSED = re.compile(
    rf"^[ \t>*|]*(?:to|para|an|a|à|aan|till|til|do|кому|komu)[ \t]*:[ \t]*.{{0,80}}?({_ADDRESS})", re.I
)
# A line that is an address, a name and a time or a reason in brackets apart.
_ALONE = re.compile(
    rf"^[ \t>*|•·\-\"'\[(<]*(?:smtp:|mailto:)?({_ADDRESS})[\"'\])>]*"
    rf"(?:[ \t]*(?:[.,;!]|on (?:[A-Z][a-z]+, ?)?\d.*|\(.*\)?|[;,-] .{{0,60}}|\[.*\]|<{_ADDRESS}>|=20|=)?[ \t]*)$",
    re.I,
)
_NOT_ABOUT = re.compile(
    r"^[ \t>*|]*(?:from|sender|reply-to|cc|bcc|subject|message-id|von|de|da|van|från|fra|от|差出人|发件人|寄件者|보낸"
    r"|absender|expediteur|remitente|remetente|mittente|reporting-mta|return-path|sent by|mail from)\b[^:]{0,20}[:：]"
    r"|message[- ]?id\b|mts-id|original message is|\bmail from:|\bcontact\b|for (?:further |more )?assistance|questions"
    r"|\bplease (?:reply|forward|send|e-?mail|write)|report this|\bhelp ?desk\b|mailto:|https?://|sent (?:by"
    r"|from)|\bfrom <"
    r"|wenden sie sich|contacte|contactez|обратитесь|envelope-from|reply to|by [\w.-]+ \(|\bid [<\w]",
    re.I,
)
_SENT_BY = re.compile(rf"\b(?:from|by|of|von|de|da|от):?\s+<?{_ADDRESS}", re.I)
_GENERATED = re.compile(r"\s*\((?:ultimately )?generated from ", re.I)  # Exim: an alias, which took the mail
_OFFICES = re.compile(
    r"^(?:mailer-?daemon|mail-?daemon|postmaster|abuse|help-?desk|support|admin|administrator|root|webmaster|hostmaster"
    r"|no-?reply|noc|security|mail\.?admin|mailadm|sysadmin|info|service|customer-?service)(?:\+.*)?@",
    re.I,
)


@dataclass(slots=True)
class Named:
    """An address that a report names, and what stands beside it."""

    address: str
    reason: str
    is_strong: bool


def own_words(structure: Structure, most: int = 2 * _MOST) -> tuple[str, str]:
    """The report's own text, and what it returns of the mail as far as that stands in the same text; `most` characters
    are looked at.
    """
    found: list[str] = []
    for part in structure.parts:
        if part.is_text and len(found) < 3:
            text = clean(decode(transfer_decode(part)[0][: 5 * _MOST], part.parameters.get("charset", ""))[0])
            found.append(_text_of_page(text) if part.type == "text/html" or _is_page(text) else text)
        elif part.type in ("message/rfc822", "text/rfc822-headers", "message/delivery-status"):
            break
    text = "\n\n".join(dict.fromkeys(found))[:most]
    before = asked = 0
    for line in text.splitlines(keepends=True):
        if asked < 10 and _begins_returned(line[:_LONGEST_MARK].rstrip()):
            asked += 1
            if _has_spoken(text[:before]):
                return text[:before][:_MOST], text[before:]
        before += len(line)
    return text[:_MOST], ""


def _begins_returned(line: str) -> bool:
    return (not line.isascii() or says(line.lower(), _TRACES_OF_RETURNED)) and bool(_RETURNED.match(line))


def _has_spoken(text: str) -> bool:
    """Whether a report has said something before what looks like the returned mail."""
    return bool(_ANY.search(text)) or says(plain(text), words.HEADS)


def _is_page(text: str) -> bool:
    return bool(re.match(r"\s*<(?:!doctype|html)\b", text, re.I))


def _text_of_page(page: str) -> str:
    """Lines of a page; `<a@b.example>` in it is an address that its mailer forgot to escape."""
    page = page[: 5 * _MOST]
    for _ in range(20):
        hidden = _HIDDEN.search(page)
        end = page.lower().find(f"</{hidden.group(1).lower()}", hidden.end()) if hidden else -1
        if hidden is None or end < 0:
            break
        page = f"{page[: hidden.start()]} {page[end + 1 :].partition('>')[2]}"
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", page.replace("\n", " ")))).replace("\u00a0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def named_in(text: str, strangers: frozenset[str]) -> list[Named]:
    """The recipients a report names, each once, with the words that go with it.

    `strangers` are addresses in small letters that are no recipients: the report's own sender and addressee. Of what
    stands at the beginning of lines or alone on them, in a transcript, and inside sentences only the best is taken.
    """
    lines = text.splitlines()[:_MOST_LINES]
    strong: dict[str, int] = {}
    spoken: dict[str, int] = {}
    loose: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        if "@" not in line or len(line) > 2_000:
            continue
        if _GENERATED.match(line) and number and "@" in lines[number - 1]:
            continue
        if match := _ADDRESSED.match(line):
            if not _is_stranger(match.group(1), strangers):
                last.setdefault(match.group(1), number)
            continue
        address = _strong(line)
        if address:
            if not _is_stranger(address, strangers, is_strong=True):
                strong.setdefault(address, number)
            continue
        if match := _ALONE.match(line):
            if not _is_stranger(match.group(1), strangers):
                strong.setdefault(match.group(1), number)
            continue
        if match := _SPOKEN.search(line):
            if not _is_stranger(match.group(1), strangers):
                spoken.setdefault(match.group(1), number)
            continue
        if not _NOT_ABOUT.search(line):
            for address in _ANY.findall(_SENT_BY.sub(" ", line))[:20]:
                if not _is_stranger(address, strangers):
                    loose.setdefault(address.rstrip("."), number)
    best = strong or spoken or _believed(loose, lines) or last
    return _with_reasons(best, lines, bool(strong or spoken))


def aliases_in(text: str) -> list[str]:
    """The addresses that Exim says the ones that failed were made from: those took the mail."""
    lines = text.splitlines()[:_MOST_LINES]
    made = [line for above, line in pairwise(lines) if "@" in above and _GENERATED.match(line)]
    return [address for line in made for address in _ANY.findall(line[:400])]


def _strong(line: str) -> str:
    for pattern in _STRONG:
        if match := pattern.search(line):
            return "" if _NOT_ABOUT.search(line[: match.start(1)]) else match.group(1)
    return ""


def _is_stranger(address: str, strangers: frozenset[str], is_strong: bool = False) -> bool:
    if "...@" in address:  # an archive hid the rest
        return True
    small = address.lower().rstrip(".")
    return small in strangers or (not is_strong and bool(_OFFICES.match(small)))


def _believed(loose: dict[str, int], lines: list[str]) -> dict[str, int]:
    """Addresses inside sentences count where the sentence, or the one beside it, speaks of failing."""
    for reach in (0, 1):
        near = {
            address: number
            for address, number in loose.items()
            if _speaks_of_failing(" ".join(lines[max(0, number - reach) : number + reach + 1]))
        }
        if near:
            return near
    return loose if len(loose) == 1 else {}


def _speaks_of_failing(text: str) -> bool:
    told = plain(text)
    tables = (words.HEADS, causes.UNKNOWN, causes.FULL, words.DELAYED, words.SUBJECTS, causes.WEAK)
    return any(says(told, table) for table in tables)


def _with_reasons(places: dict[str, int], lines: list[str], is_strong: bool) -> list[Named]:
    """Each with the lines from its own to the next one's, and every other line that names it."""
    order = sorted(places.items(), key=lambda item: item[1])[:_MOST_FOUND]
    seen: dict[str, Named] = {}
    at_line: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if "@" in line:
            for word in _ANY.findall(line)[:20]:
                at_line.setdefault(word.lower().rstrip("."), []).append(number)
    for index, (address, number) in enumerate(order):
        stop = order[index + 1][1] if index + 1 < len(order) else number + 30
        near = set(range(number, max(number + 1, min(stop, number + 30, len(lines)))))
        if len(order) > 1:
            for other in at_line.get(address.lower().rstrip("."), [])[:10]:
                near.update((other, other + 1) if lines[other].lstrip().startswith(">>>") else (other,))
        said = "\n".join(lines[n] for n in sorted(near) if n < len(lines))
        seen.setdefault(address.lower(), Named(address.rstrip("."), said.replace(address, " "), is_strong))
    return list(seen.values())
