"""The subjects of machines that answer, and how surely each of them is a machine's."""

from __future__ import annotations

import re
from enum import Enum

from mailcop.reading.report_words import without_marks

# All are `plain` and stand at the beginning: who answers a machine has "Re:" before it. First what machines call their
# answers, then what they and people say of being away. What people say more often ("On holiday") is not among them.
_LABEL = re.compile(
    without_marks(
        r"\[?(?:auto(?:mat(?:ic|ed|isk|isch|ische|isches|iskt|isert|isiert))?[ :_-]{0,3}"
        r"(?:(?:e-?mail |mail )?(?:reply|response|responder|answer|svar|antwort|antwoord|acknowledg\w+)\b)"
        r"|(?:this is an )?automat(?:ic|ed|isch\w*) (?:e-?mail )?(?:antwort|reply|answer|response|antwoord"
        r"|beantwoord)\b"
        r"|autoreply|autoresponse|auto:|automated e?mail(?=\s*[:!-]|$)"
        r"|out of (?:the )?office (?:auto|reply|message|notification|alert)"
        r"|vacation (?:reply|response|message|notice|auto)|holiday (?:reply|notice)"
        r"|acknowledge?ment of receipt(?=\s*[:(-]|$| of)"
        r"|respuesta automatica|contestacion automatica|respuesta de ausencia|autorespuesta|respuesta automatizada"
        r"|mensaje automatico|reponse (?:auto\b|automatique)|message automatique|repondeur automatique"
        r"|courriel automatique|accuse de reception automatique|resposta automatica|mensagem automatica"
        r"|abwesenheits(?:notiz|assistent|meldung|benachrichtigung|nachricht|agent)\b"
        r"|automatische (?:eingangs|antwort)|eingangsbestatigung\b|risposta automatica|messaggio automatico"
        r"|risponditore automatico|automatisch antwoord|ontvangstbevestiging\b"
        r"|автоответ\b|автоматическ(?:ий|ое) (?:ответ|уведомлен|сообщен)|автоматична вiдповiдь|автоматична відповідь"
        r"|رد تلقائي|الرد التلقائي|رد آلي|پاسخ خودکار"
        r"|自動応答|自動返信|自動送信|自動回答|不在通知|【自動|\[自動|受付完了|【受付"
        r"|自动回复|自動回覆|自动答复|自動回復|自动应答|外出自动|假期自动|\(自动|\[自动|【自动"
        r"|자동 ?회신|자동 ?응답|자동 ?답장|odpowiedz automatyczna|autoodpowiedz|automatyczna odpowiedz"
        r"|otomatik yanit|automaticka odpoved|automatikus valasz|automaattinen vastaus|automaatvastus"
        r"|automatiskt svar|autosvar\b|automatsvar\b|franvaro(?:meddelande|svar)|raspuns automat|αυτοματη απαντηση"
        r"|automatski odgovor|samodejni odgovor|автоматски одговор|автоматичен отговор|resposta automatica"
        r"|automatiska atbilde|automatinis atsakymas|स्वचालित (?:उत्तर|जवाब)"
        r"|balas(?:an)? otomatis|tra loi tu dong|ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ|תשובה אוטומטית|מענה אוטומטי)"
    )
)
_AWAY = re.compile(
    without_marks(
        r"(?:ooo:|\[ooo\]|ooto\b|away from my mail|out of (?:the )?office\b"
        r"|i am (?:currently )?(?:out of (?:the )?office|away from (?:the )?office)|i am on (?:vacation|annual leave)"
        r"|(?:ausente|assente|absente?|franvarande|nieobecn[ya]|отсутствую)$|fuera de (?:la )?oficina"
        r"|ausente de la oficina|ausencia de la oficina|absence du bureau"
        r"|absente? du bureau|repondeur|fora do escritorio|abwesend\b|nicht im buro\b"
        r"|fuori (?:sede|ufficio)\b|assente dall'ufficio|risponditore|afwezig\b|niet aanwezig|buiten kantoor"
        r"|вне офиса|خارج المكتب|不在のお知らせ|休暇のお知らせ|不在办公室|不在辦公室|부재 ?중|poza biurem|ofis disinda"
        r"|poissaolo|franvaro\s*[:(]|ej pa kontoret|inte pa kontoret|ikke pa kontoret|fravaer\b)"
    )
)
# Asking the sender to prove that they are one; what list servers answer.
_CHALLENGE = re.compile(
    r"(?:please )?confirm (?:your (?:message|e-?mail|mail) (?:to|delivery)|your (?:message|e-?mail)$"
    r"|delivery of your (?:message|e-?mail|mail)|that you (?:sent (?:this|the|a) (?:message|e-?mail|mail)"
    r"|are (?:human|a (?:human|person|real))))"
    r"|(?:your )?(?:e-?mail|message|mail) (?:requires|needs|is awaiting) (?:sender |your )?(?:verification"
    r"|confirmation)"
    r"|sender (?:verification|confirmation|validation)|your (?:e-?mail|message) to .{0,80} (?:awaits"
    r"|is waiting|requires)"
    r"|(?:boxbe|spam ?arrest|tmda)\b.{0,60}(?:confirm|verif|waiting|wait list|request|required)"
    r"|awaiting your confirmation"
    r"|one[- ]time (?:sender )?(?:verification|confirmation)|confirmez l'envoi|confirme su mensaje"
    r"|confirm [0-9a-f]{20,}"
    r"|ezmlm (?:warning|probe|response)|confirm (?:un)?subscribe to|your message to .{0,60} awaits moderator"
)
_FIXED = (
    "yahoo! auto response",
    "majordomo results",
    "re: majordomo results",
    "the results of your email commands",
)  # of lists' servers
_SCANNED = re.compile(
    r"(?:\W*(?:warning|alert|attention|notice|notification|achtung|warnung|avertissement|attenzione|aviso)\W{1,4})?"
    r"(?:.{0,30}\b)?(?:virus(?:es)?\b|malware|infected|banned (?:file|content|attachment)|prohibited attachment"
    r"|dangerous content)"
)
_ENDS = frozenset(":：-–—[](){}（）【】;.!\"'«»“”")
_TO_WHOM = re.compile(  # "Automatic reply to your letter", and the scripts that put no blank there
    r"\s*(?:to|from|for|of|on behalf|re|auf|von|vom|an|fur|a|al|de|del|du|da|di|do|op|van|fran|fra|til|na|od|от|на"
    r"|от:|вiд|від)\s"
    r"|\s*[^\sa-z]"
)
_UNTIL = re.compile(r"until|from|till|bis|vom|hasta|jusqu|ate\b|fino|tot\b|t/m|до\b|с\b|\d|حتى|auto")


class Surely(Enum):
    """How surely a subject is a machine's, and how many marks of a person speak against that."""

    NOT = "not"
    WITH_WORDS = "with words"  # only above the words of a note
    UNLESS_A_MARK = "unless a mark"
    UNLESS_MARKS = "unless marks"
    UNASKED = "unasked"  # the same, whatever its words are


def is_machines(subject: str) -> Surely:
    """How surely a machine wrote what has this subject, which is `plain`."""
    if subject.startswith("re: "):
        return Surely.UNASKED if subject.startswith(_FIXED) else Surely.NOT
    if _CHALLENGE.match(subject) or subject.startswith(_FIXED) or _is_challenged(subject[:110]):
        return Surely.UNASKED
    label = _LABEL.match(subject)
    if label:
        if _is_all(subject, label.end()):
            return Surely.UNLESS_MARKS
        return Surely.UNLESS_A_MARK if _TO_WHOM.match(subject, label.end()) else Surely.WITH_WORDS
    away = _AWAY.match(subject)
    if not away:
        return Surely.NOT
    is_note = _is_all(subject, away.end()) or _UNTIL.match(subject[away.end() :].lstrip())
    return Surely.UNLESS_A_MARK if is_note else Surely.WITH_WORDS


def is_scanners(subject: str) -> bool:
    """Whether a subject, which is `plain`, speaks of a virus that was found."""
    return bool(_SCANNED.match(subject[:80]))


def _is_challenged(subject: str) -> bool:
    return "(verification required)" in subject or "[spamarrest]" in subject or "[spam arrest]" in subject


def _is_all(subject: str, end: int) -> bool:
    """Whether the words that end there are the whole subject, or stand apart from what follows."""
    rest = subject[end:].lstrip()
    return not rest or rest[0] in _ENDS or subject[end - 1] in _ENDS
