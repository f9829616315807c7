"""Subjects without what clients and lists put around them: reply and forward marks, tags, "(was: …)"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What clients of some thirty languages put before the subject of an answer, and of a forward.
_REPLIES = (
    "re|aw|antw|antwort|sv|ref|réf|rép|rif|r|res|resp|odp|odg|odpověď|vá|ynt|yan|atb|ats|bls|răsp|rasp|tl|trả lời|"
    "ответ|отв|на|ha|відп|отг|отговор|одг|одговор|жауап|απ|σχετ|השב|תגובה|رد|پاسخ|جواب|उत्तर|जवाब|पुनः|উত্তর|"
    "回复|回覆|答复|答覆|回信|返信|답장|회신|ตอบกลับ|ตอบ|vast|balas|javob|პასუხი"
)
_FORWARDS = (
    "fw|fwd|wg|tr|rv|enc|i|vl|vb|pd|fs|doorst|trs|ilt|İlt|redir|reenv|továbbítva|továbbítás|πρθ|הועבר|إعادة توجيه|"
    "chuyển tiếp|переслано|пересл|пер|转发|轉寄|轉發|転送|전달|ส่งต่อ"
)
_EITHER = "vs"  # an answer in Finnish (vastaus), a forward in Danish and Norwegian (videresendt)
_COUNT = r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|[\^*]\d{1,4})?\s*[:：]"
_TAG = r"\[(?!fwd?\s?:)[^\]\[]{1,60}\]"
_MARK = re.compile(
    rf"\s*(?:(?:{_REPLIES}|{_FORWARDS}|{_EITHER}){_COUNT}|{_TAG}|\(fwd\)|(?P<box>\[)fwd?\s?:)\s*", re.IGNORECASE
)
_REPLY = re.compile(rf"\s*(?:{_TAG}\s*){{0,3}}(?:{_REPLIES}|{_EITHER}){_COUNT}\s*", re.IGNORECASE)
# Outermost: what was forwarded once and is answered now is an answer, and what a list has tagged is mostly a mail of
# that list, sent to it again. `[Fwd: x]` is Mozilla's, `x (fwd)` Pine's.
_FORWARD = re.compile(rf"\s*(?:(?:{_FORWARDS}){_COUNT}|\[?(?:fwd|fw)\b)", re.IGNORECASE)
_FORWARDED_AT_END = re.compile(r"\((?:fwd|fw|wg|tr)\)\s*\Z", re.IGNORECASE)
_EITHER_FIRST = re.compile(rf"\s*(?:{_EITHER}){_COUNT}", re.IGNORECASE)
_SCANDINAVIAN = re.compile(r"^[>* \t]{0,10}(?:fra|sendt|emne)[* \t]{0,5}:", re.IGNORECASE | re.MULTILINE)
_LAST_MARKS = frozenset(").…]")
_TRAILING = re.compile(
    r"\s*(?:\((?:fwd|fw|wg|tr)\)|\.{3}|…|\[(?:[a-z]{2,12}=[^\]\[]{1,60}|unclassified|official)\])\s*$", re.IGNORECASE
)
_WITHOUT_COLON = ("was", "formerly", "previously")
_WAS_WORDS = "|".join(_WITHOUT_COLON)
_WAS_ELSEWHERE = (
    r"war|vorher|era|antes|anteriormente|était|anciennement|avant|byl[oa]?|было|wcześniej|"
    r"tidligere|tidigare|tidl|var|eerder|prima|oli|volt|fost|eski|ήταν|كان|سابقا|היה|原|旧|이전"
)
_WAS = re.compile(
    rf"\s*(?:[(\[{{]\s*(?:(?:{_WAS_WORDS})\b\s*:?|(?:{_WAS_ELSEWHERE})\s*:)\s*(?P<inside>.*?)[)\]}}]?"
    rf"|[-–—,;]?\s*\b(?:(?:{_WAS_WORDS}|{_WAS_ELSEWHERE})\s*:|was\s+(?=re\s*:))\s*(?P<open>.+))\s*$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:no subject|none|kein betreff|sin asunto|aucun objet|sans objet|pas d['’]objet|nessun oggetto|"
    r"geen onderwerp|sem assunto|без темы|brak tematu|ingen emne|inget ämne|konu yok|"
    r"无主题|無主旨|件名なし|無題|제목 없음|بدون موضوع)\W*",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\s*\[[^\]\[]{0,60}\b\d{1,3}/\d{1,3}\]")
_DIGEST = re.compile(r"\bdigest\b.{0,20}(?:\bvol\b|\bissue\b|#\s?\d|\bv\d)|-digest\b.{0,12}\d", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_MOST = 1_000
_MOST_READ = 20_000
_ENOUGH = 8  # characters of a key that another may contain by more than chance


def is_reply_subject(subject: str) -> bool:
    """True where the subject begins with a word for "re", before or behind a list's tag."""
    return _REPLY.match(subject[:_MOST]) is not None


def is_forward_subject(subject: str, text: str) -> bool:
    """True where the subject begins by calling its mail a forward; `text` tells what a mark of two languages means."""
    begin = subject[:_MOST]
    if _EITHER_FIRST.match(begin):
        return _SCANDINAVIAN.search(text[:_MOST_READ]) is not None
    is_marked = _FORWARD.match(begin) or _FORWARDED_AT_END.search(subject[-20:])
    return is_marked is not None and not is_reply_subject(begin)


def is_of_series(subject: str) -> bool:
    """True where the subject counts its mail as one of several that belong together: "[PATCH v2 1/3] …"."""
    return _SERIES.match(subject) is not None


def is_digest_subject(subject: str) -> bool:
    """True where the subject is that of a list's digest, which many answer about many things."""
    return _DIGEST.search(subject[:_MOST]) is not None


def plain_subject(subject: str) -> str:
    """The subject without reply marks, as its author wrote it otherwise: a thread's title."""
    text = subject
    while (found := _REPLY.match(text)) is not None and found.end():
        tag = re.match(rf"\s*((?:{_TAG}\s*)*)", found.group())
        text = (tag.group(1) if tag else "") + text[found.end() :]
        if tag and tag.group(1):
            break
    return text.strip() or subject.strip()


@lru_cache(maxsize=1_024)
def subject_key(subject: str) -> str:
    """The subject without marks, tags, "(was: …)", case, accents and spacing; at most 255 characters.

    Empty where there is no subject, whatever a client wrote to say so.
    """
    text = _bare(subject[:_MOST])
    found = _former(text)
    if found is not None and found.start():
        text = text[: found.start()]
    return _folded(text)


def _former(text: str) -> re.Match[str] | None:
    """Where "(was: …)" stands, after a cheap first look for a colon or the words that need none."""
    return _WAS.search(text) if ":" in text or any(map(text.lower().__contains__, _WITHOUT_COLON)) else None


def former_key(subject: str) -> str:
    """The key of the subject that "(was: …)" names; empty where it names none."""
    text = _bare(subject[:_MOST])
    found = _former(text)
    if found is None or not found.start():
        return ""
    return _folded(_bare(found.group("inside") or found.group("open") or "")) or "…"


def are_related(one: str, other: str) -> bool:
    """True where two keys are one subject to a person: one inside the other, or half of their words in common.

    An empty key says nothing, so it is related to all.
    """
    if one == other or not one or not other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _ENOUGH and shorter in longer:
        return True
    mine, theirs = set(_WORDS.findall(one)), set(_WORDS.findall(other))
    both = len(mine & theirs)
    return both == min(len(mine), len(theirs)) or 2 * both >= len(mine | theirs)


def _bare(text: str) -> str:
    at, is_boxed = 0, False
    while (found := _MARK.match(text, at)) is not None and found.end() > at:
        at, is_boxed = found.end(), is_boxed or found["box"] is not None
    text = text[at:].rstrip().removesuffix("]") if is_boxed else text[at:]  # "[Fwd: x]"
    while text.rstrip()[-1:] in _LAST_MARKS and (found := _TRAILING.search(text)) is not None and found.start():
        text = text[: found.start()]
    return "" if _NONE.fullmatch(text) else text


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())[:255]
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())[:255]
