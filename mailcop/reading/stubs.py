"""Plain texts that say nothing: what programs write where they send a page alone."""

from __future__ import annotations

import html
import re

from mailcop.reading.stems import Stems

_LONGEST = 60  # words of a stub
_MOST = 1_000  # characters of one
_TRIED = 12  # words that are sought in the page as they are
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SHARED = 0.4  # of the words of a text that its page has at least; whoever sends both has nearly all

# What stubs speak of, in lower case: the form of mail, and programs that cannot show it.
_SUBJECTS = Stems.of(
    "html|mime|browser|multipart|multi-part|plain text|plain-text|text version|text-only|textversion|rich text"
    "|no text part"
    "|empty body|view online|view it online|web version|webversion|online version|onlineversion|version en ligne"
    "|mail client|email client|mail reader|mail program|mail software|mail application|mailprogram|mailclient"
    "|cannot display|can not display|can't display|unable to display|navegador|versión web|en línea|cliente de correo"
    "|programa de correo|navigateur|client de messagerie|logiciel de messagerie|client de courriel|programma di posta"
    "|client di posta|versione web|versione online|versão web|cliente de e-mail|programa de e-mail|mailprogramma"
    "|e-mailprogramma|webbläsare|e-postprogram|nettleser|e-postklient|webversjon|selaime|sähköpostiohjelma"
    "|przeglądar|program pocztowy|klient pocztowy|prohlížeč|prehliadač|poštovní|poštový|браузер|почтов|поштов|веб-верси"
    "|пощенск|preglednik|brskalnik|pregledač|böngésző|levelező|client de e-mail|navegador|tarayıcı|e-posta istemci"
    "|περιήγησης|πρόγραμμα ηλεκτρονικής|דפדפן|תוכנת הדואר|متصفح|برنامج البريد|مرورگر|浏览器|瀏覽器|邮件客户端|郵件軟體"
    "|郵件程式|纯文本|純文字|ブラウザ|メールソフト|メーラー|テキスト形式|브라우저|메일 프로그램|메일 클라이언트"
    "|trình duyệt"
    "|peramban|pelayar|เบราว์เซอร์|ब्राउज़र"
)  # fmt: skip
_SAYINGS = re.compile(
    r"html[- ]?(?:format|part|version|e-?mail|message|viewer|mail|capable|enabled|compatible|compliant|aware|support"
    r"|content|nachricht|f(?:ä|ae)hig|e-?post|bericht|viesti|formaat|formát)"
    r"|(?:in|im|en|au|als|v|w|em|på|som|с|в|у) (?:el |il |het |de |formato? |formate? |formacie |formátu "
    r"|формате |форматі )?"
    r"html\b|(?:no |not |non |ne |nicht |kein |geen |inte |ikke |ei |nie |не |niet )?(?:supports?|support[ea]r?"
    r"|soporta|prend"
    r"|unterstütz\w+|supporta|suporta|ondersteun\w*|stöder|støtter|understøtter|tue|obsługuj\w+|podporuj\w+|поддерж\w+"
    r"|підтрим\w+|podržava) [^.]{0,30}html"
    r"|html[^.]{0,40}(?:unterstütz|desteklem|támogat|υποστηρ|지원|対応|支持|サポート|nicht (?:dar|an)|anzeig"
    r"|weergeven|wyświetl)"
    r"|(?:requires?|needs?|display|view|read|enable|requiere|nécessite|richiede|requer|vereist|kräver|krever"
    r"|kræver|wymaga"
    r"|vyžaduje|требует\w*|потребує) [^.]{0,30}html"
    r"|multi-?part message in mime|mime-compatible|mime[- ](?:aware|compliant|capable)|formato? html"
    r"|no text part|empty body"
    r"|(?:view|see|open|read) (?:this|it)(?: \S+){0,2} in (?:a|your) (?:web )?browser"
    r"|(?:支持|以|使用|為|为|是).{0,6}html|html.{0,4}(?:格式|形式|メール|메일|邮件|郵件|信件)"
)


def is_stub(plain: str) -> bool:
    """Whether a text says that the mail is a page and nothing else."""
    if len(plain) >= _MOST or len(plain.split()) >= _LONGEST:
        return False
    text = plain.lower()
    return _SUBJECTS.stand_in(text) and bool(_SAYINGS.search(text))


def is_unlike(plain: str, page: str) -> bool:
    """Whether a short text says other things than its page (without markup) does, and so is no text of it.

    Only of a text that speaks of the form of mail, or in ASCII beside a page that is longer or in another script, is it
    said: the words of a page in a charset that nobody told are others, too.
    """
    words = plain.split(maxsplit=_LONGEST)
    if len(plain) >= _MOST or len(words) >= _LONGEST or "\n>" in plain:
        return False  # what quotes was written
    tried = words[:_TRIED]
    if 2 * sum(map(page.__contains__, tried)) >= len(tried):
        return False
    text = plain.lower()
    if not _SUBJECTS.stand_in(text) and not (text.isascii() and _is_more("".join(page.split()), text)):
        return False
    said = _WORDS.findall(text)
    shown = html.unescape(page).lower()
    return bool(said) and "\ufffd" not in page and sum(map(shown.__contains__, said)) < _SHARED * len(said)


def _is_more(page: str, text: str) -> bool:
    return len(page) > len(text) or 2 * len(page.encode("ascii", "ignore")) < len(page)
