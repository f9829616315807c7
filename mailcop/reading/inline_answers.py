"""Where an author says that the answers stand inside the mail below: "my answers are below in red", "see inline"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mailcop.reading.inline_answer_words import WESTERN
from mailcop.reading.inline_answer_words_alone import LANGUAGES, OTHERS_STAND, REQUEST
from mailcop.reading.inline_answer_words_more import OTHERS
from mailcop.reading.inline_answer_words_of_others import asks, is_asked_for, without_thanks
from mailcop.reading.lines import small
from mailcop.reading.stems import Stems

_MOST = 2_000  # characters that are looked at
_FARTHEST = 80  # characters between the answers and where they stand
_BRIEF = 14  # words of a mail that says nothing else
_BRIEF_LENGTH = 200  # characters of one
_BEHIND = 15  # characters in which "tomorrow" counts
_TONGUES = {**WESTERN, **OTHERS}
_ANSWERS = {name: Stems.of(tongue.answers) for name, tongue in _TONGUES.items()}
_TRACES = {name: Stems.of(f"{tongue.traces}|{tongue.below}") for name, tongue in _TONGUES.items()}
# What stands out says enough without a word for answers: "see inline", "siehe unten in rot".
_STANDS_OUT = (
    "inline|in-line|interleaved|in red|in blue|in rot|in blau|en rouge|en bleu|en rojo|en azul|em vermelho|in rosso"
    "|インライン|인라인|инлайн"
)
_ALONE = [Stems.of(words.trace) for words in LANGUAGES]
_TOLD = Stems(dict.fromkeys([stem for stems in _ANSWERS.values() for stem in stems] + _STANDS_OUT.split("|")))
_FIRST_LOOK = Stems(dict.fromkeys((*_TOLD, *(stem for stems in _ALONE for stem in stems))))
_ANY_ANSWER = Stems(dict.fromkeys(stem for stems in _ANSWERS.values() for stem in stems))
_ANY_TRACE = Stems(dict.fromkeys(stem for stems in (*_TRACES.values(), *_ALONE) for stem in stems))
_BELOW = Stems(dict.fromkeys(stem for tongue in _TONGUES.values() for stem in tongue.below.split("|")))
_FIRST_LOOK_IF_BRIEF = Stems(dict.fromkeys((*_FIRST_LOOK, *_BELOW)))
_SAYS_WHERE = Stems(dict.fromkeys((*_TOLD, *(stem for stem in _BELOW if len(stem) > 4 or not stem.isascii()))))
_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?…])\s+|\n\s*\n|(?<=[。！？])")
# What stands in another document stands in no mail.
_ELSEWHERE = Stems.of(
    "attach|document|draft|spreadsheet|anhang|anlage|beigef|datei|dokument|ci-joint|pièce jointe|fichier|adjunt|archivo"
    "|anexo|ficheiro|allegat|bijlage|bestand|bifoga|bilaga|vedh|liite|załączn|přílo|príloh|вложен|прикреп|додатк|csatol"
    "|atașat|συνημμέν|מצורף|קובץ|مرفق|پیوست|附件|附檔|添付|첨부|đính kèm|lampiran|terlampir|แนบ"
)
_POINT = re.compile(r"\s*(?:(?:\d{1,2}[.)]|[-*•–])\s+\S|[・●○■①-⑳]\s*\S|(?:日時|場所|会場|時間)\s*[：:])")
_REQUEST = re.compile(REQUEST)
_REQUEST_ALONE = re.compile(
    r"(?:記入|記載|お書き)?ください|[请請][^见見看参參查]|(?:적어|써|확인해|확인) ?주(?:세요|십시오)"
)
# Below what is no mail: "the folder below the desk".
_OF_THINGS = re.compile(
    r"\b(?:below|underneath) (?:the|an?|my|our|his|her) (?!(?:\w+ )?(?:questions?|points?|items?|lines?|e-?mails?"
    r"|mail|text"
    r"|messages?|paragraphs?|quot\w+|original)\b)|\bunten (?:im|in der|am|auf|an der) (?!(?:e-?mail|mail|text"
    r"|nachricht)\b)"
    r"|\b(?:abajo|debajo) del? (?!(?:cada|tu|su|correo|texto|mensaje)\b)|盒|箱|상자|डिब्बा"
)
_OTHERS_STAND = re.compile(OTHERS_STAND)
_TERSE = 11  # words of a sentence that need not say that the author wrote: "Below in blue."
_TERSE_LENGTH = 80  # characters of one
_SENTENCE = re.compile(r"(?:\S+\s+){3}.*\S[.!?:]$|.{12}.*[。！？]$")


def says_inline(lines: Iterable[str]) -> bool:
    """Whether these lines, which stand above a mail, say so; nothing else can tell the answers apart from it.

    "Below" alone counts where nothing follows it that may be the answers, or where the mail says nothing else.
    """
    text = small("\n".join(lines)[-_MOST:])
    is_brief = len(text) < _BRIEF_LENGTH and len(text.split()) <= _BRIEF
    if not (_FIRST_LOOK_IF_BRIEF if is_brief else _FIRST_LOOK).stand_in(text):
        return False
    if not _ANY_TRACE.stand_in(text):
        return False
    text = without_thanks(text)
    if _says_alone(text):
        return True
    stands_out = any(map(text.__contains__, _STANDS_OUT.split("|")))
    for name, traces in _TRACES.items():
        if not traces.stand_in(text):
            continue
        is_told = _ANSWERS[name].stand_in(text)
        if is_told or is_brief or stands_out:
            sentences = _SENTENCES.split(text)
            may_be_alone = is_brief and (is_told or not _ANY_ANSWER.stand_in(text))
            if any(_says(name, sentences, number, may_be_alone) for number in range(len(sentences))):
                return True
    return False


def _says_alone(text: str) -> bool:
    """Whether a sentence says, without any word for answers, how and where the author's words stand in the mail."""
    known = [number for number, stems in enumerate(_ALONE) if stems.stand_in(text)]
    if not known:
        return False
    sentences = _SENTENCES.split(text)
    for number, sentence in enumerate(sentences):
        if _ELSEWHERE.stand_in(sentence) or asks(sentence):
            continue
        for index in known:
            if _ALONE[index].stand_in(sentence) and _announces(index, sentence, sentences[number + 1 :]):
                return True
    return False


def _announces(index: int, sentence: str, following: Sequence[str]) -> bool:
    how, where, each, wrote, sees = _alone(index)
    strict = each.search(sentence)
    place = strict or where.search(sentence)
    leads = bool(sees.search(sentence))
    if not place or (not leads and _REQUEST.search(sentence)) or _is_any_later(sentence):
        return False
    is_mine = bool(wrote.search(sentence))
    if is_mine and (strict or (LANGUAGES[index].is_enough and not _goes_on(sentence[place.end() :], following))):
        return True
    manner = how.search(sentence)
    if manner is None or max(manner.start(), place.start()) - min(manner.end(), place.end()) > _FARTHEST:
        return False
    is_terse = len(sentence) <= _TERSE_LENGTH and len(sentence.split()) <= _TERSE
    return is_mine or ((leads or is_terse) and not _OTHERS_STAND.search(sentence))


@lru_cache(maxsize=len(LANGUAGES))
def _alone(index: int) -> tuple[re.Pattern[str], ...]:
    words = LANGUAGES[index]
    return tuple(map(re.compile, (words.how, words.where, words.each, words.wrote, words.sees)))


def _is_any_later(sentence: str) -> bool:
    return any(traces.stand_in(sentence) and _is_later(name, sentence) for name, traces in _TRACES.items())


def mentions_answers(text: str) -> bool:
    """Whether words of any language for answers, or for where they stand out, are among these."""
    said = small(text[-_MOST:])
    if not _FIRST_LOOK.stand_in(said):
        return False
    rest = without_thanks(said)
    return (_TOLD.stand_in(said) and _SAYS_WHERE.stand_in(rest)) or _says_alone(rest)


def _says(name: str, sentences: Sequence[str], number: int, is_brief: bool) -> bool:
    sentence = sentences[number]
    if not _TRACES[name].stand_in(sentence) or _ELSEWHERE.stand_in(sentence):
        return False
    found: dict[str, list[re.Match[str]]] = {"answers": [], "sees": [], "manners": [], "below": []}
    for match in _pattern(name).finditer(sentence):
        found[match.lastgroup or ""].append(match)
    yours = _TONGUES[name].yours.split()
    mine = [one for one in found["answers"] if not _is_of_others(sentence, one.start(), yours)]
    is_request = bool(found["answers"]) and all(is_asked_for(sentence, one.start()) for one in found["answers"])
    leads = mine if is_request else mine + found["sees"]
    if any(_belong(name, sentence, one, manner) for manner in found["manners"] for one in leads):
        return True
    is_alone = is_brief and len(mine) == len(found["answers"]) and not _is_none(name, sentence, found["sees"])
    if is_alone and found["manners"]:
        return not _goes_on(sentence[found["manners"][0].end() :], sentences[number + 1 :])
    near = any(_belong(name, sentence, one, place) for place in found["below"] for one in (leads if is_alone else mine))
    return near and not _goes_on(sentence[found["below"][0].end() :], sentences[number + 1 :])


def _is_none(name: str, sentence: str, sees: Sequence[re.Match[str]]) -> bool:
    """Whether a sentence without a word for answers speaks of later, asks, or is about things."""
    is_request = not sees and bool(_REQUEST_ALONE.search(sentence))
    return is_request or _is_later(name, sentence) or asks(sentence) or bool(_OF_THINGS.search(sentence))


def _is_of_others(sentence: str, start: int, yours: Sequence[str]) -> bool:
    """Whether the answers that a word at `start` speaks of are others', or are only asked for."""
    return (
        any(map(yours.__contains__, sentence[:start].split()[-1:])) or is_asked_for(sentence, start) or asks(sentence)
    )


@lru_cache(maxsize=len(_TONGUES))
def _pattern(name: str) -> re.Pattern[str]:
    """What a language has to say of answers and of places, each in a group of its own."""
    tongue = _TONGUES[name]
    spaced = r"\b" if tongue.answers[0].isascii() or tongue.answers[0] < "\u0590" else ""

    def words(stems: str, end: str) -> str:
        return spaced + "(?:" + "|".join(map(re.escape, stems.split("|"))) + ")" + end

    rest = r"\w*" if spaced else ""
    whole = r"\b" if spaced else ""
    return re.compile(
        rf"(?P<manners>{tongue.manners})|(?P<answers>{words(tongue.answers, rest)})"
        rf"|(?P<below>{words(tongue.below, whole)})|(?P<sees>{words(tongue.sees, rest)})"
    )


def _belong(name: str, sentence: str, one: re.Match[str], place: re.Match[str]) -> bool:
    """Whether two words of a sentence are about the same, and about what is there already."""
    first, last = (one, place) if one.start() < place.start() else (place, one)
    if last.start() - first.end() > _FARTHEST:
        return False
    behind = sentence[last.end() : last.end() + _BEHIND].partition(",")[0]
    clause = sentence[max(0, first.start() - _BEHIND) : last.end()] + behind
    return not _is_later(name, clause)


def _is_later(name: str, clause: str) -> bool:
    return any(map(clause.__contains__, _TONGUES[name].later.split("|")))


def _goes_on(behind: str, sentences: Sequence[str]) -> bool:
    """Whether points or sentences follow, which may be the answers themselves."""
    lines = [line.strip() for part in (behind, *sentences) for line in part.split("\n")]
    return any(_POINT.match(line) or _SENTENCE.match(line) for line in lines)
