"""What lists and their hosts set below a mail: Mailman, Google, Yahoo and Groups.io, LISTSERV, advertisements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailcop.reading.header_blocks import names_field
from mailcop.reading.lines import Lines
from mailcop.reading.stems import Stems

_LONGEST_FOOTER = 30  # lines
_LONGEST_UNDER_RULE = 16  # lines, where the rule is no host's own
_RULE = re.compile(r"^\s{0,3}(?:[_\-=*~#+.—–-]\s?){10,120}(?:-?~?->|>)?\s*$")
_SHORT_RULE = re.compile(r"^\s{0,3}(?:-{2,9}|_{2,9}|\*{3,9}|—{1,9}|={3,9}) ?\s*$")
_SPECIAL = re.compile(
    r"^\s*(?:--~--~-|-{5,}.{0,12}yahoo! groups|__[.,_]{3,}__|_\._,_\._|-=-=-=-=|~{8,}|\.{10,}|-{4,} next part"
    r" -{4,}\s*$)"
)
_HOSTS_OWN = re.compile(r"^\s*(?:--~--~-|-{5,}.{0,12}yahoo! groups|__[.,_]{3,}__|-=-=-=-=|_\._,_\._)")
_NEXT_PART = re.compile(r"^-{8,20} next part -{8,20}\s*$")
# Stems of what lists, hosts and programs say below a rule; in lower case.
_STEMS = Stems.of(
    "unsubscribe|mailing list|listinfo|mailman|groups.google|groups.io|yahoo groups|yahoogroups"
    "|yahoo! groups|listserv|list address:|mailing-list|discussion list|you received this"
    "|you have received this|you are receiving|you receive this|you receive all|receive these"
    "|subscription options|your subscription|subscribed to|to leave this|to post to this|to subscribe"
    "|reply to this email|darse de baja|dar de baja|darte de baja|cancelar la suscri|cancelar su suscri"
    "|lista de correo|lista de distribu|lista de discus|lista de e-mail|recibió este|recibio este"
    "|recibes este|recibido este|cancelar a inscri|cancelar sua|recebeu esta|recebendo est|désabonn|desabonn"
    "|désinscri|desinscri|liste de diffusion|liste de discussion|vous recevez ce|reçu ce|abmelden"
    "|abbestellen|mailingliste|sie erhalten diese|diese nachricht wurde an|afmelden|uitschrijven"
    "|mailinglijst|disiscri|annullare l|lista di discussione|ricevi questo|отписаться|список рассылки"
    "|вы получили это|anulować sub|anuluj sub|wypisać się|avregistrera|avmeld|afmeld|退订|取消订阅|您收到此|退訂"
    "|メーリングリスト|購読解除|配信停止|수신거부|수신 거부|구독 취소|메일링 리스트|메일링리스트|إلغاء الاشتراك"
    "|sponsored by|this sf.net email"
    "|list-archive|list archive|list info|list help|-request@|maillist|join the world|msn hotmail"
    "|msn messenger|msn photos|msn search|msn premium|msn 8|messenger.msn|free download|free email"
    "|do you yahoo|yahoo! mail|yahoo! hotjobs|yahoo! messenger|yahoo! finance|yahoo! photos|yahoo! tax"
    "|yahoo! search|yahoo! site|yahoo! movies|yahoo! for good|yahoo! music|yahoo! greetings|yahoo! autos"
    "|yahoo! sports|yahoo! health|yahoo! games|yahoo! web|yahoo! dsl|yahoo! plus|mail.yahoo|windows live"
    "|incredimail|get your free|hotmail.com|msn.com|protect your p|avast|avg.com|visit topic"
    "|visit your group|reply via web post|messages in this topic"
)
# What people say of lists, too: under a rule of theirs it is a footer where an address or a link stands with it.
_SAID_OF_LISTS = Stems.of(
    "mailing list|mailman|listserv|mailing-list|discussion list|lista de correo|lista de distribu"
    "|lista de discus|lista de e-mail|liste de diffusion|liste de discussion|mailingliste|mailinglijst"
    "|lista di discussione|maillist|список рассылки|メーリングリスト|메일링 리스트|메일링리스트"
    "|your subscription|subscribed to|to subscribe|free email|list info|list help|sponsored by|protect your p"
    "|hotmail.com|msn.com|windows live"
)
_SAID_BY_HOSTS = Stems(stem for stem in _STEMS if stem not in _SAID_OF_LISTS)
_OPENINGS = (
    "you ", "to ", "has recibido", "recibiste", "vous ", "sie erhalten", "voc", "hai ", "je ontvangt", "u ontvangt",
    "вы получили", "您收到", "このメール", "this message", "groups.io", "view/reply", "pour ",
)  # fmt: skip
_OPENING = re.compile(
    r"^\s*[*>]{0,2}(?:you (?:received|are receiving) this (?:message|email|e-mail|mail) because|to"
    r" unsubscribe(?:[,:]| from (?:this|the|these)\b| (?:send|e-?mail|click|visit|go|reply|write|please)\b)|to"
    r" (?:leave|post to) this (?:list|group)"
    r"|you are (?:currently )?subscribed to|has recibido este mensaje porque|recibiste este mensaje porque|vous"
    r" recevez ce (?:message|courriel) (?:car|parce)|vous avez re[cç]u ce message, car"
    r"|sie erhalten diese (?:nachricht|e-?mail), weil|voc[eê] (?:est[aá] recebendo|recebeu) esta mensagem porque|hai"
    r" ricevuto questo messaggio perch|je ontvangt dit bericht omdat|u ontvangt dit bericht omdat"
    r"|вы получили это сообщение|您收到此邮件是因为|このメールは.{0,40}に登録|this message (?:was|has been) sent to"
    r" you by|groups\.io links:|view/reply online \(#|pour (?:vous |se )?d[eé]sabonner|pour se d[eé]sinscrire)"
)
_LINK = re.compile(r"^\s*<?https?://\S{1,200}(?:listinfo|mailman|groups)\S{0,200}\s*$")
RULE_MARKS = frozenset("_-=*~#+.—–")


def is_rule(line: str) -> bool:
    """Whether the line is one drawn across the mail, of ten marks at least."""
    return line.lstrip()[:1] in RULE_MARKS and bool(_RULE.match(line))


def is_dangling(line: str) -> bool:
    """Whether a line at the end of someone's words is a rule, long or short, that rules off nothing."""
    text = line.strip()
    return text in ("ᐧ", "—") or (
        text[:1] in "-_*—" and len(text) > 1 and bool(_RULE.match(line) or _SHORT_RULE.match(line))
    )


def footer_at(lines: Lines) -> int:
    """Where lists' footers begin: a rule near the end with their words close under it, a list's opening or link."""
    end = _scrubbed(lines)
    index = end - 1
    said, begins = lines.said, lines.begins
    while index >= 0 and end - index <= _LONGEST_FOOTER and not lines.quoted[index]:
        may_begin = said[index] and (
            begins[index] in RULE_MARKS or not index or not said[index - 1] or "://" in said[index]
        )
        if may_begin and _begins(lines, index, end):
            end = index
        index -= 1
    return end


def _begins(lines: Lines, index: int, end: int) -> bool:
    line, text = lines.heads[index], lines.small[index]
    if lines.begins[index] in RULE_MARKS:
        if text[1:2] not in RULE_MARKS and text[2:3] not in RULE_MARKS and text != "—":
            return False  # the mark of an item
        is_special = bool(_SPECIAL.match(text))
        if end < len(lines) and (
            bool(_HOSTS_OWN.match(text)) or (is_rule(line) and not any(lines.heads[index + 1 : end]))
        ):
            return True  # a rule right above a footer is its own
        if not is_special and (end - index > _LONGEST_UNDER_RULE or _is_underline(lines.said, index)):
            return False
        is_line = is_special or bool(_RULE.match(line) or _SHORT_RULE.match(line))
        if not is_line or not _has_words_under(lines.small, index, end, 8 if len(line) > 9 else 4):
            return False
        return not all(names_field(text) for text in lines.small[index + 1 : index + 3])  # Yahoo's rule above a mail
    if "://" in text and _LINK.match(text):
        return not _leads_to(lines, index)
    if index and lines.said[index - 1]:
        return False
    return text.lstrip("*> ").startswith(_OPENINGS) and bool(_OPENING.match(text))


def _leads_to(lines: Lines, index: int) -> bool:
    """Whether the author's words lead to the link: "Subscribe here:"."""
    least = max(0, index - 3)
    above = lines.above(index - 1, least)
    return above >= least and lines.ends[above] in (":", "：")


def _is_underline(said: Sequence[str], index: int) -> bool:
    """Whether the rule is drawn under a heading that stands alone above it, about as long."""
    above = said[index - 1] if index else ""
    if not above or above[0] in RULE_MARKS or above[-1] in ".?!," or (index > 1 and said[index - 2]):
        return False
    rule = said[index]
    return rule[0] in "=-~" and len(rule) < 60 and abs(len(above) - len(rule)) <= 6


def _has_words_under(texts: Sequence[str], index: int, end: int, most: int) -> bool:
    under = "\n".join(texts[index + 1 : min(end, index + most)])
    if "@" in under or "://" in under or "www." in under:
        return _STEMS.stand_in(under)
    return _SAID_BY_HOSTS.stand_in(under)


def _scrubbed(lines: Lines) -> int:
    """Where pipermail put what it took from the mail; what it left stays where nothing is said above it."""
    if "-" in lines.marks and "- next part -" in lines.text:
        for index, line in enumerate(lines.heads):
            if (
                line[:8] == "--------"
                and _NEXT_PART.match(line)
                and (any(lines.said[:index]) or _is_note(lines, index))
            ):
                return index
    return len(lines)


def _is_note(lines: Lines, index: int) -> bool:
    """Whether a note on what was scrubbed stands below, a footer, or nothing."""
    under = next((one for one in lines.said[index + 1 : index + 4] if one), "-")
    return "scrubbed" in under or under[0] in RULE_MARKS
