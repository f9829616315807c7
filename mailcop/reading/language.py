"""The language of a text, by its script and its commonest words; small, offline, honest about not knowing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_COMMON: dict[str, str] = {
    "en": "the no do get got new free an of and"
    " to in is you that it he was for on are with as his they be at one have this from or had by"
    " but what all were we when"
    " your can said there an each which she do how their if will up other about many then them these so some her"
    " would like him into has"
    " more i my me our please thanks thank hello dear who been not just could should it's i'm don't",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o este sí"
    " porque esta entre cuando muy"
    " sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso"
    " ante ellos e esto mí antes"
    " algunos qué unos yo otro otras él tanto esa estos mucho quienes nada muchos cual hola gracias estimada"
    " estimado es son está muchas",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou"
    " son aux sa cette ces mais comme"
    " nous vous je tu elle ils elles leur y être été fait bien très où quand si tout tous toutes merci bonjour"
    " cordialement c'est d'un"
    " d'une qu'il votre notre j'ai n'est mes mon ma moi aussi sans même chère cher",
    "pt": "de a o que e do da em um para é não uma os no se na por mais as dos como mas foi ao ele das tem à"
    " seu sua ou ser quando muito há nos"
    " já está eu também só pelo pela até isso ela entre era depois sem mesmo aos obrigado obrigada olá você são",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden"
    " aus er hat dass sie nach wird bei"
    " einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man ich"
    " wir ihr danke hallo liebe",
    "it": "di e il la che è a per un in una sono mi ho non lo ma ha i le si con ti cosa se da come ci no questo"
    " qui della nel del sei al più"
    " gli alla dei delle anche io grazie ciao cara caro",
    "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan"
    " zou of wat mijn men dit zo door"
    " over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben dank beste",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan"
    " när hon nu ska skulle tack hej",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _COMMON.items():
    for _word in {word for word in _words.split() if len(word) > 1 or not word.isascii() or word == "y"}:
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)
_LETTERS = {
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "œ": "fr",
    "ê": "fr",
    "ù": "fr",
    "ç": "fr",
    "ß": "de",
    "ã": "pt",
    "õ": "pt",
    "å": "sv",
}
_LINK = re.compile(r"<?https?://\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
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


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language, empty where too little speaks for any; 600 characters are read."""
    sample = text[:600]
    if not sample.isascii():
        script = _script(sample)
        if script:
            return script
    votes: Counter[str] = Counter()
    sample = _LINK.sub(" ", sample)
    for word in _WORD.findall(sample.lower().replace("’", "'")):
        languages = _LANGUAGES_OF.get(word)
        if languages:
            for language in languages:
                votes[language] += max(1, 6 // len(languages))
    if not sample.isascii():
        for letter, language in _LETTERS.items():
            if letter in sample:
                votes[language] += 4
    if not votes:
        return ""
    (best, most), *others = votes.most_common(2)
    return best if most >= 6 and (not others or most > others[0][1]) else ""


def _script(sample: str) -> str:
    foreign = _NOT_LATIN.findall(sample)[:200]
    if len(foreign) * 3 < sum(c.isalpha() for c in sample[:600]):
        return ""
    scripts = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in foreign)
    if scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja"
    return next((_SCRIPTS[name] for name, _ in scripts.most_common() if name in _SCRIPTS), "")
