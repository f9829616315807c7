"""Command words that people write as the first line of an answer, in English, Spanish and French."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailcop.reading.dates import plain, whole_date
from mailcop.reading.letter import Letter


class CommandWord(StrEnum):
    """What a first line can ask for."""

    JOIN = "join"
    LEAVE = "leave"
    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    NOTICES = "notices"
    NONE = "none"
    PAUSE = "pause"
    RESUME = "resume"
    YES = "yes"
    NO = "no"
    RECORDING = "recording"
    ASK = "ask"
    ITEM = "item"  # `3: …`, answers the digest's item 3
    KEY_QUESTION = "key-question"  # `Q2: …`, answers a dialogue's key question 2
    PRIVATE = "private"
    MUTE = "mute"
    UNMUTE = "unmute"
    UNDO = "undo"
    STATUS = "status"
    HELP = "help"
    CONFIRM = "confirm"
    SEND = "send"  # `send 2`, an attachment
    TEXT_ONLY = "text-only"
    LANGUAGE = "language"
    OK = "ok"
    CANCEL = "cancel"  # in French `annuler` is UNDO: under a preview it means the same
    PUBLISH = "publish"
    RETURN = "return"
    SPAM = "spam"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Command:
    """A line that is wholly a command.

    `language` is the one it was written in, empty where the word is that of several. `argument` is the text behind the
    colon, or for LANGUAGE the code chosen; `number` the item, question or attachment; `on` the date of pause or yes.
    """

    word: CommandWord
    language: str
    argument: str = ""
    number: int | None = None
    on: date | None = None


# Whole lines, written plainly: lower case, no accents (mailcop.reading.dates.plain).
_WHOLE: dict[CommandWord, dict[str, str]] = {
    CommandWord.JOIN: {
        "en": "join, subscribe, sign me up",
        "es": "alta, darme de alta, suscribirme, suscribir",
        "fr": "inscription, m'inscrire, inscrire, abonnement",
    },
    CommandWord.LEAVE: {
        "en": "leave, unsubscribe, remove me, unsubscribe me, sign me off",
        "es": "baja, darme de baja, desuscribir, dar de baja",
        "fr": "desinscription, me desinscrire, se desinscrire, desabonnement, me desabonner",
    },
    CommandWord.EACH: {"en": "each, every, each one, every post", "es": "cada uno, cada una", "fr": "chaque, chacun"},
    CommandWord.DAILY: {"en": "daily", "es": "diario, diaria", "fr": "quotidien, quotidienne"},
    CommandWord.WEEKLY: {"en": "weekly", "es": "semanal", "fr": "hebdo, hebdomadaire"},
    CommandWord.NOTICES: {"en": "notices", "es": "avisos", "fr": "avis"},
    CommandWord.NONE: {"en": "none", "es": "ninguno, ninguna", "fr": "aucun, aucune"},
    CommandWord.RESUME: {"en": "resume", "es": "seguir, reanudar", "fr": "reprendre"},
    CommandWord.YES: {
        "en": "yes, yes i will, yes that was me, yes it was me",
        "es": "si, si fui yo, si asistire",
        "fr": "oui, oui c'etait moi",
    },
    CommandWord.NO: {"en": "no, no i can't", "es": "no", "fr": "non"},
    CommandWord.RECORDING: {"en": "recording", "es": "grabacion", "fr": "enregistrement"},
    CommandWord.MUTE: {"en": "mute", "es": "silenciar", "fr": "sourdine"},
    CommandWord.UNMUTE: {"en": "unmute", "es": "oir", "fr": "entendre"},
    CommandWord.UNDO: {"en": "undo", "es": "deshacer", "fr": "annuler"},
    CommandWord.STATUS: {"en": "status", "es": "estado", "fr": "etat, statut"},
    CommandWord.HELP: {"en": "help", "es": "ayuda", "fr": "aide"},
    CommandWord.CONFIRM: {"en": "confirm, confirmed", "es": "confirmar, confirmo", "fr": "confirmer, je confirme"},
    CommandWord.TEXT_ONLY: {"en": "text only, plain text", "es": "solo texto", "fr": "texte seul, texte seulement"},
    CommandWord.OK: {"en": "ok, okay, o.k", "es": "de acuerdo, vale", "fr": "d'accord"},
    CommandWord.CANCEL: {"en": "cancel", "es": "cancelar", "fr": "abandonner"},
    CommandWord.PUBLISH: {"en": "publish", "es": "publicar", "fr": "publier"},
    CommandWord.RETURN: {"en": "return", "es": "devolver", "fr": "renvoyer"},
    CommandWord.SPAM: {"en": "spam", "es": "correo basura", "fr": "indesirable"},
    CommandWord.TRUST: {"en": "trust", "es": "confiar", "fr": "faire confiance"},
}
_WITH_TEXT: dict[CommandWord, dict[str, str]] = {
    CommandWord.ASK: {"en": "ask, question for the speaker", "es": "pregunta, preguntar", "fr": "question"},
    CommandWord.PRIVATE: {"en": "private, privately", "es": "privado, en privado", "fr": "prive, en prive"},
    CommandWord.PUBLISH: _WHOLE[CommandWord.PUBLISH],
    CommandWord.RETURN: _WHOLE[CommandWord.RETURN],
}
_LANGUAGES = {
    "english": ("en", "en"), "spanish": ("en", "es"), "french": ("en", "fr"),
    "ingles": ("es", "en"), "espanol": ("es", "es"), "castellano": ("es", "es"), "frances": ("es", "fr"),
    "anglais": ("fr", "en"), "espagnol": ("fr", "es"), "francais": ("fr", "fr"),
}  # fmt: skip
_PAUSE = {
    "en": ("pause", "until|till"),
    "es": ("pausa|pausar", "hasta(?: el)?"),
    "fr": ("pause|mettre en pause", "jusqu'au|jusqu'a"),
}
_SEND = re.compile(r"(send|enviar|envoyer) (?:me |n[o°.]? ?|#)?(\d{1,3})\Z")
_SEND_LANGUAGE = {"send": "en", "enviar": "es", "envoyer": "fr"}
_NUMBERED = re.compile(r"\A\s*#?\s*(\d{1,3})\s{0,2}[:：]\s*(.*)\Z", re.S)
_KEY_QUESTION = re.compile(r"\A\s*([QqPp])\s?(\d{1,2})\s{0,2}[:：]\s*(.*)\Z", re.S)
_COLON = re.compile(r"\A([^:：\n]{2,40}?)\s{0,2}[:：](?!//)\s*(.*)\Z", re.S)
_CLOSING = (
    r"(?:thank you(?: very much| so much)?|thanks(?: a lot)?|many thanks|please|cheers|(?:muchas )?gracias|por favor"
    r"|merci(?: beaucoup| bien)?|s'il vous plait|s'il te plait|svp|stp)"
)
_THANKS = re.compile(rf"(?:[\s,;.!-]+(?:and |y |et )?{_CLOSING})+[\s.!]*\Z")
_EDGES = " \t*_.!¡¿\"'“”«»,;…"
_REFUSING = re.compile(r"[?]")
_MOST_WORDS = 80  # characters of a line that may be wholly a command


def _index(table: dict[CommandWord, dict[str, str]]) -> dict[str, tuple[CommandWord, str]]:
    """Plain words to (command, language); a word that two languages share has none."""
    index: dict[str, tuple[CommandWord, str]] = {}
    for word, by_language in table.items():
        for language, names in by_language.items():
            for name in names.split(", "):
                index[name] = (word, "" if name in index and index[name][1] != language else language)
    return index


_BY_LINE = _index(_WHOLE)
_BY_KEY = _index(_WITH_TEXT)
_FROM_WORDS = {"yes": ("yes", "en"), "si": ("si", "es"), "oui": ("oui", "fr"), "no": ("no", ""), "non": ("non", "fr")}


def command(first_line: str, today: date | None = None) -> Command | None:
    """The command that the line wholly is, or None: "Yes, but in my country…" is a post.

    `today`, the mail's date, completes dates without a year; without it such dates stay None.
    """
    with_text = _command_with_text(first_line)
    if with_text:
        return with_text
    if len(first_line) > _MOST_WORDS or _REFUSING.search(first_line.rstrip(_EDGES)):
        return None
    line = plain(first_line).strip(_EDGES)
    line = _THANKS.sub("", line).strip(_EDGES)
    found = _BY_LINE.get(line) or _BY_LINE.get(line.replace(",", ""))  # "Oui, c'était moi"
    if found:
        return Command(found[0], found[1])
    if line in _LANGUAGES:
        return Command(CommandWord.LANGUAGE, _LANGUAGES[line][0], _LANGUAGES[line][1])
    sent = _SEND.match(line)
    if sent:
        return Command(CommandWord.SEND, _SEND_LANGUAGE[sent.group(1)], number=int(sent.group(2)))
    return _pause(line, today) or _dated_answer(line, today)


def command_of(visible_text: str, today: date | None = None) -> Command | None:
    """The command at the head of an answer; one with text (`3: …`, `ask: …`) has all that follows as its argument."""
    text = visible_text.strip()
    first, _, rest = text.partition("\n")
    found = command(first.strip(), today)
    if found is None or not _takes_text(found, first) or not rest.strip():
        return found
    argument = f"{found.argument}\n{rest.rstrip()}".strip()
    return Command(found.word, found.language, argument, found.number, found.on)


def command_in(letter: Letter, now: datetime | None = None) -> Command | None:
    """The command that a letter is: None for a letter whose every line is a quotation."""
    if not letter.first_line:
        return None
    when = now or letter.date
    today = when.date() if when else None
    found = command(letter.first_line, today)
    if found is None or not _takes_text(found, letter.first_line):
        return found
    start = letter.visible_text.find(letter.first_line)
    return command_of(letter.visible_text[max(0, start) :], today)


def _takes_text(found: Command, line: str) -> bool:
    return found.word in (CommandWord.ITEM, CommandWord.KEY_QUESTION, *_WITH_TEXT) and (":" in line or "：" in line)


def _command_with_text(line: str) -> Command | None:
    question = _KEY_QUESTION.match(line)
    if question:
        language = "es" if question.group(1) in "pP" else ""
        return Command(CommandWord.KEY_QUESTION, language, question.group(3).strip(), int(question.group(2)))
    item = _NUMBERED.match(line)
    if item:
        # "3:00 works for me" is a time of day.
        is_clock = bool(re.match(r"[0-5]\d\b", item.group(2))) and line.strip()[len(item.group(1)) :].startswith(
            ":" + item.group(2)[:2]
        )
        return None if is_clock else Command(CommandWord.ITEM, "", item.group(2).strip(), int(item.group(1)))
    keyed = _COLON.match(line)
    found = _BY_KEY.get(plain(keyed.group(1)).strip(_EDGES)) if keyed else None
    return Command(found[0], found[1], keyed.group(2).strip()) if keyed and found else None


def _pause(line: str, today: date | None) -> Command | None:
    for language, (verb, until) in _PAUSE.items():
        match = re.match(rf"(?:{verb})(?:[\s,]+(?:{until})\s+(.{{1,40}}))?\Z", line)
        if match is None:
            continue
        day = match.group(1)
        on = whole_date(day, today) if day else None
        if day and on is None:
            continue
        return Command(CommandWord.PAUSE, language, argument=day or "", on=on)
    return None


def _dated_answer(line: str, today: date | None) -> Command | None:
    """`yes 29 June` answers for that date only."""
    word, _, day = line.partition(" ")
    known = _FROM_WORDS.get(word.rstrip(",:"))
    on = whole_date(day, today) if known and day else None
    if known is None or on is None:
        return None
    return Command(CommandWord.NO if word.startswith("no") else CommandWord.YES, known[1], argument=day, on=on)
