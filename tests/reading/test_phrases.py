"""A line is a command only if it is wholly one."""

from __future__ import annotations

from datetime import date

import pytest

from mailcop.reading import read
from mailcop.reading.phrases import Command, CommandWord, command, command_in, command_of

TODAY = date(2017, 6, 1)
TABLE = """
join: join | alta | inscription
leave: leave | baja | désinscription
each: each | cada uno | chaque
daily: daily | diario | quotidien
weekly: weekly | semanal | hebdo
notices: notices | avisos | avis
none: none | ninguno | aucun
resume: resume | seguir | reprendre
yes: yes | sí | oui
recording: recording | grabación | enregistrement
mute: mute | silenciar | sourdine
unmute: unmute | oír | entendre
undo: undo | deshacer | annuler
status: status | estado | état
help: help | ayuda | aide
confirm: confirm | confirmar | confirmer
text-only: text only | solo texto | texte seul
"""
WORDS = [
    (word, language, text.strip())
    for line in TABLE.strip().splitlines()
    for word, _, rest in [line.partition(": ")]
    for language, text in zip(("en", "es", "fr"), rest.split("|"), strict=True)
]


@pytest.mark.parametrize(("word", "language", "text"), WORDS)
@pytest.mark.parametrize("shape", ["{}", "{}.", " {} ", "*{}*", "{} !", "“{}”"])
def test_every_word_of_the_table_is_understood(word: str, language: str, text: str, shape: str) -> None:
    for written in (text, text.upper(), text.capitalize()):
        assert command(shape.format(written)) == Command(CommandWord(word), language)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("¡Sí!", Command(CommandWord.YES, "es")),
        ("Si, gracias", Command(CommandWord.YES, "es")),
        ("Oui, merci beaucoup !", Command(CommandWord.YES, "fr")),
        ("Oui, c’était moi", Command(CommandWord.YES, "fr")),
        ("Yes, that was me.", Command(CommandWord.YES, "en")),
        ("Yes, thank you.", Command(CommandWord.YES, "en")),
        ("No", Command(CommandWord.NO, "")),
        ("Non merci", Command(CommandWord.NO, "fr")),
        ("Yes, 29 June", Command(CommandWord.YES, "en", "29 june", on=date(2017, 6, 29))),
        ("sí 29 de junio", Command(CommandWord.YES, "es", "29 de junio", on=date(2017, 6, 29))),
        ("oui 29 juin", Command(CommandWord.YES, "fr", "29 juin", on=date(2017, 6, 29))),
        ("pause until 1 Sept", Command(CommandWord.PAUSE, "en", "1 sept", on=date(2017, 9, 1))),
        ("pausa hasta el 1 de septiembre", Command(CommandWord.PAUSE, "es", "1 de septiembre", on=date(2017, 9, 1))),
        ("Pause jusqu’au 1er sept.", Command(CommandWord.PAUSE, "fr", "1er sept", on=date(2017, 9, 1))),
        ("ask: Why now?", Command(CommandWord.ASK, "en", "Why now?")),
        ("Pregunta: ¿Por qué?", Command(CommandWord.ASK, "es", "¿Por qué?")),
        ("Question\u00a0: Pourquoi ?", Command(CommandWord.ASK, "fr", "Pourquoi ?")),
        ("3: I agree", Command(CommandWord.ITEM, "", "I agree", 3)),
        ("3 : d'accord", Command(CommandWord.ITEM, "", "d'accord", 3)),
        ("Q2: In my country…", Command(CommandWord.KEY_QUESTION, "", "In my country…", 2)),
        ("P2: En mi país…", Command(CommandWord.KEY_QUESTION, "es", "En mi país…", 2)),
        ("private: just for you", Command(CommandWord.PRIVATE, "en", "just for you")),
        ("Privé : pour vous", Command(CommandWord.PRIVATE, "fr", "pour vous")),
        ("send 2", Command(CommandWord.SEND, "en", number=2)),
        ("Envoyer 2", Command(CommandWord.SEND, "fr", number=2)),
        ("Spanish", Command(CommandWord.LANGUAGE, "en", "es")),
        ("français", Command(CommandWord.LANGUAGE, "fr", "fr")),
        ("OK", Command(CommandWord.OK, "en")),
        ("Cancel", Command(CommandWord.CANCEL, "en")),
        ("Publish", Command(CommandWord.PUBLISH, "en")),
        ("Publish: welcome, Ana!", Command(CommandWord.PUBLISH, "en", "welcome, Ana!")),
        ("Return: please shorten", Command(CommandWord.RETURN, "en", "please shorten")),
        ("Spam", Command(CommandWord.SPAM, "en")),
        ("Trust", Command(CommandWord.TRUST, "en")),
    ],
)
def test_commands_with_more_than_a_word_are_understood(line: str, expected: Command) -> None:
    assert command(line, TODAY) == expected


@pytest.mark.parametrize(
    "line",
    [
        "", "Yes, but in my country…", "Yes?", "No, I do not think so", "None of us", "Is it yes",
        "Help with the forum",
        "yes https://x.example", "Leave no one behind", "Question", "3:00 works for me", "Thanks", "pause until later",
        "Note: yes", "Each of us", "yes 31 February", "x" * 10_000, "¿Sí?",
    ],
)  # fmt: skip
def test_everything_else_is_a_post(line: str) -> None:
    assert command(line, TODAY) is None


def test_a_command_with_text_takes_all_that_follows() -> None:
    assert command_of("3: First\nsecond\n\nthird\n", TODAY) == Command(
        CommandWord.ITEM, "", "First\nsecond\n\nthird", 3
    )
    assert command_of("private:\nJust for you", TODAY) == Command(CommandWord.PRIVATE, "en", "Just for you")
    assert command_of("yes\n\nSee you", TODAY) == Command(CommandWord.YES, "en")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("Oui\n\nLe 1 juin 2017 à 09:03, Ana <a@example.org> a écrit :\n> Venez-vous ?", CommandWord.YES),
        ("On 1 June 2017, Ana <a@example.org> wrote:\n> Coming?\n\nyes", CommandWord.YES),
        ("> yes", None),
        ("yes\n-- \nAna", CommandWord.YES),
        ("\n\n  leave\n", CommandWord.LEAVE),
    ],
)
def test_a_letter_is_a_command_by_its_first_line_that_is_no_quotation(body: str, word: CommandWord | None) -> None:
    found = command_in(read(f"From: a@example.org\nDate: Thu, 1 Jun 2017 09:00:00 +0000\n\n{body}".encode()))
    assert (found.word if found else None) is word
