"""The words in which a report speaks ill of the sender, in many languages."""

from __future__ import annotations

import re

from mailcop.reading.report_causes import pattern

SENDER = re.compile(
    r"sender (?:address|domain|verify|verification|id|ip|e-?mail|host)?.{0,60}"
    r"(?:rejected|denied|not exist|not found|unknown|invalid|failed|blocked|not allowed|refused|blacklist|no mx|resolv)"
    r"|(?:return|envelope|from) (?:address|domain|path|sender).{0,40}(?:reject|denied|not exist|invalid|block|unknown)"
    r"|domain of sender|reverse (?:dns|lookup)|\bptr\b|\bhelo\b|\behlo\b|sender's domain|sender is (?:un|not)"
    r"|dmarc|dkim|\bspf\b|authentication (?:checks|requirements)|unauthenticated|not authenticated"
    r"|5\.7\.(?:2[0-9]|515|750)"
    r"|\b(?:your|sending|client|connecting|originating) (?:\w+ )?(?:ip|domain|host(?:name)?|mta|rdns)"
    r"\b.{0,40}(?:not|no |unknown|reject|invalid|bad|block|cannot|refus)"
    r"|\b(?:null|empty|invalid|unrout\w+|unverified|illegal) (?:envelope |reverse.)?sender|\bbatv\b|sender (?:is )?not "
    r"|(?:message-id|date|from:?|resent-from|received|subject) (?:header|field|line)"
    r"|header (?:field )?is (?:not|in|mis)"
    r"|(?:missing|invalid|bad|malformed|illegal|no) (?:\w+-)?(?:header|from\b|resent-from)|certificate|\brdns\b"
    r"|cannot find your|your (?:mail )?server'?s?\b.{0,40}(?:not|reject|block|refus)"
    r"|not accept(?:ing)? (?:e?-?mails? )?from"
    r"|not accept(?:ing)? (?:\w+ )?messages from|dns check failed|invalid dns\b|\binvalid sender"
    r"|mx records .{1,80}violate"
    r"|\b(?:ваш|ihre|votre|su|seu|il tuo|您的) ?(?:ip|домен|domain)\b|\b(?:mi|dt|hl|rp|dp|ml|ri):[a-z]{3}\b"
    r"|does not (?:have|pass) (?:a )?(?:valid )?(?:mx|dns|authentication)|callout verification"
)
_SENDING = (
    r"(?:\bsender\b|emetteur|expediteur|remitente|remetente|mittente|absender\w*|afzender|nadawc|avsandare|afsender"
    r"|avsender|lahettaja|gonderen|felado|odesilatel|odosielatel|expeditor|отправител|відправник|подател|αποστολε"
    r"|发件人|寄件人|寄件者|送信元|送信者|差出人|발신자|보낸 ?사람|المرسل|שולח)"
)
_TURNED_AWAY = (
    r"(?:inval|unknown|not (?:found|exist|valid|known|verif|resolv)|refus|rej|rech|recus|rifiut|unbek|unzul|abgel|gesp"
    r"|inconn|descon|desconh|sconosc|inesist|inexist|onbek|nieznan|okand|ukendt|ukjent|tuntem|bulunam|findes ikke"
    r"|finnes ikke|finns inte|nem letez|neexist|nu exist|n'existe|no existe|nao existe|non esiste|bestaat niet|nie istn"
    r"|non? val|geweig|odrzuc|не сущ|не най|откл|заблок|неверн|невірн|не исн|bloqu|blokk|blocca|geblok|zablok"
    r"|不存在|拒|无效|無効|登録|見つか|存在しま|찾을 수|존재하지|차단|거부)"
)
_GIVEN_BACK = (
    r"(?:return|sent back|zuruck|retourn|renvoy|devuel|devolv|restitu|rimand|rinvi|terug|возвра|вернул|zwr[oa]c|vracen)"
    r"[^.;:]{0,40}"
)
# The sender of whom something bad is said, in many tongues; what is given back to the sender says nothing of them.
GIVEN_BACK = pattern(_GIVEN_BACK + _SENDING)
SENDERS = pattern(
    _SENDING + r"[^.;:]{0,40}" + _TURNED_AWAY,
    r"(?:неверн|невірн|inval|unbekannt|inconnu|bloqu|blokk|blocca|заблок)[^.;:]{0,20}" + _SENDING,
    r"(?:\b(?:your|from|reply|return) (?:e-?mail |mail )?address\b|address in (?:the |your )?(?:mail )?from)"
    r"[^.;]{0,40}(?:\bnot\b|n't|unknown|cannot|reject|block|refus|list)|resolve your address",
)
