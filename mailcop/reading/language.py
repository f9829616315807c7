"""The language of a text, by its script, its commonest words and runs of letters; offline, honest about doubt."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from operator import add

from mailcop.reading.trigrams import TRIGRAMS

_COMMON: dict[str, str] = {
    "en": "the no do get got new free an of and"
    " to in is you that it he was for on are with as his they be at one have this from or had by"
    " but what all were we when"
    " your can said there an each which she do how their if will up other about many then them these so some her"
    " would like him into has"
    " more i my me our please thanks thank hello dear welcome everyone great good idea who been not just could"
    " should it's i'm don't",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o este sí"
    " porque esta entre cuando muy"
    " sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso"
    " ante ellos e esto mí antes"
    " algunos qué unos yo otro otras él tanto esa estos mucho quienes nada muchos cual hola gracias mañana nos"
    " excelente bienvenidas bienvenidos vemos estimada"
    " estimado es son está muchas",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou"
    " son aux sa cette ces mais comme"
    " nous vous je tu elle ils elles leur y être été fait bien très où quand si tout tous toutes merci bonjour"
    " demain bientôt bienvenue excellente"
    " cordialement c'est d'un"
    " d'une qu'il votre notre j'ai n'est mes mon ma moi aussi sans même chère cher",
    "pt": "de a o que e do da em um para é não uma os no se na por mais as dos como mas foi ao ele das tem à"
    " seu sua ou ser quando muito há nos"
    " já está eu também só pelo pela até isso ela entre era depois sem mesmo aos obrigado obrigada até amanhã"
    " ótima ótimo bem olá você são",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden"
    " aus er hat dass sie nach wird bei"
    " einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man ich"
    " wir ihr danke hallo morgen idee tolle schön willkommen guten liebe",
    "it": "di e il la che è a per un in una sono mi ho non lo ma ha i le si con ti cosa se da come ci no questo"
    " qui della nel del sei al più"
    " gli alla dei delle anche io grazie ciao domani ottima ottimo benvenute benvenuti tutte tutti cara caro",
    "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan"
    " zou of wat mijn men dit zo door"
    " over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben dank bedankt goed morgen tot"
    " welkom helaas hallo beste",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan"
    " när hon nu ska skulle tack hej bra vi ses imorgon morgon tyvärr välkomna alla idé",
}
_LANGUAGES = tuple(_COMMON)
_PLACES_OF: dict[str, tuple[int, ...]] = {}
for _place, _words in enumerate(_COMMON.values()):
    for _word in {word for word in _words.split() if len(word) > 1 or not word.isascii() or word == "y"}:
        _PLACES_OF[_word] = (*_PLACES_OF.get(_word, ()), _place)
_LETTERS = {
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "œ": "fr",
    "ê": "fr",
    "ù": "fr",
    "ß": "de",
    "ã": "pt",
    "õ": "pt",
    "å": "sv",
}
_WORD_WEIGHT = 5.0
_LETTER_WEIGHT = 3.0
_NONE = (0.0,) * len(_LANGUAGES)


_FIELD = 32  # bits for the sum of one language
_FINE = 1 << 12  # parts of one


def _weights() -> dict[str, int]:
    """What a run of three letters says for each language: the more, the more frequent it is there.

    One number holds them all, a field of bits for each language: to add it up costs no more than for one.
    """
    found: dict[str, int] = {}
    for place, language in enumerate(_LANGUAGES):
        runs = TRIGRAMS[language].replace("_", " ")
        for rank, at in enumerate(range(0, len(runs), 3)):
            weight = round(_FINE * math.log(len(runs) / (rank + 15)))
            found[runs[at : at + 3]] = found.get(runs[at : at + 3], 0) + (weight << _FIELD * place)
    return found


_WEIGHTS = _weights()
_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S+")
_LINK = re.compile(r"<?https?://\S+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_AT_BORDER = re.compile(r"'[^a-z]|[^a-z]'")
_LETTERS_ALONE = bytes(b if chr(b) in "'abcdefghijklmnopqrstuvwxyz" else 32 for b in range(256))
_NOT_LATIN = re.compile(
    "[\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
_NEIGHBOURS = (("ru", "іїєґ", "uk"), ("ar", "پچژگ", "fa"))  # who shares a script and has letters of its own
_MOST = 400  # characters
_MOST_WORDS = 50
_BEGINNING = 150  # characters, mostly enough
_CLEAR = 30.0  # a lead by common words that runs of letters can not change
_LEAST_OF_A_RUN = 1.1  # on average; languages that we do not know have less


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language, empty where too little speaks for any."""
    code, probability = likely_language(text)
    return code if probability >= 0.5 else ""


def likely_language(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, its likelihood from 0 to 1) of the first 400 characters of a text; ("", 0.0) where"
    " nothing speaks."""
    sample = text[:_MOST]
    if not sample.isascii():
        script, share = _script(sample)
        if script:
            return script, share
    if "@" in sample:
        sample = _ADDRESS.sub(" ", sample)
    if "://" in sample:
        sample = _LINK.sub(" ", sample)
    sample = sample.lower().replace("’", "'")
    scores = list(_NONE)
    words: list[str] = []
    for part in (sample[:_BEGINNING], sample[_BEGINNING:]):
        found = _words_in(part)
        words += found
        for places in filter(None, map(_PLACES_OF.get, found)):
            for place in places:
                scores[place] += _WORD_WEIGHT
        second, best = sorted(scores)[-2:]
        if best - second >= _CLEAR:
            return _LANGUAGES[scores.index(best)], 0.99
    if not sample.isascii():
        for letter, language in _LETTERS.items():
            if letter in sample:
                scores[_LANGUAGES.index(language)] += _LETTER_WEIGHT
    return _by_runs(words[:_MOST_WORDS], scores)


def _words_in(text: str) -> list[str]:
    """The words of a text in lower case; all but ASCII costs five times as much."""
    if not text.isascii():
        return _WORD.findall(text)
    found = text.encode().translate(_LETTERS_ALONE).decode().split()
    if "'" not in text or not _AT_BORDER.search(f" {text} "):
        return found
    return [word for one in found for word in (_WORD.findall(one) if "'" in one else (one,))]


def _by_runs(words: list[str], scores: list[float]) -> tuple[str, float]:
    """The verdict where common words leave room for doubt: each run of three letters adds what it says."""
    count = sum(map(len, words))
    text = f" {' '.join(words)} "  # no run has a space in its middle
    said = sum(filter(None, map(_WEIGHTS.get, map("".join, zip(text, text[1:], text[2:], strict=False)))))
    by_runs = [(said >> _FIELD * place & (1 << _FIELD) - 1) / _FINE for place in range(len(_LANGUAGES))]
    by_words, scores = scores, list(map(add, scores, by_runs))
    best = max(scores)
    place = scores.index(best)
    is_wordless = by_words[place] < _WORD_WEIGHT * (1 + len(words) // 6)
    if count < 4 or (is_wordless and best < count * _LEAST_OF_A_RUN):
        return "", 0.0
    # Runs overlap and say the same thing up to three times over.
    shares = [math.exp((score - best) / 3) for score in scores]
    return _LANGUAGES[place], round(min(0.99, 1 / sum(shares)), 2)


def _script(sample: str) -> tuple[str, float]:
    foreign = _NOT_LATIN.findall(sample)[:200]
    share = len(foreign) / max(1, sum(c.isalpha() for c in sample))
    if share * 3 < 1:
        return "", 0.0
    scripts = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in foreign)
    if scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja", 0.99
    found = next((_SCRIPTS[name] for name, _ in scripts.most_common() if name in _SCRIPTS), "")
    for language, letters, neighbour in _NEIGHBOURS:
        if found == language and any(letter in sample for letter in letters):
            found = neighbour
    return found, round(min(0.99, 0.5 + share / 2), 2) if found else 0.0
