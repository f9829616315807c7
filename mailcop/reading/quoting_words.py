"""What mail programs and lists put around a person's words, by language: tables for quoting."""

from __future__ import annotations

import re

# A line that introduces a quotation ends in one of these verbs.
_VERBS = (
    r"wrote|writes|said|says|schrieb(?: am .{0,60})?|schreibt|hat geschrieben|escribi[oó]|escribe|ha escrito|dijo"
    r"|a [eé]crit|[eé]crivait|[eé]crit|escreveu|ha scritto|scrisse|scrive|schreef|heeft geschreven"
    r"|volgende geschreven|skrev|skriver"
    r"|kirjoitti|napisa[lł]\(?a?\)?|pisze|napsal\(?a?\)?|писал\(?а?\)?|написал\(?а?\)?|пишет|yazd[iı]|a scris|[ií]rta"
    r"|έγραψε|写道|寫道|のメール|さんは書きました|작성|כתב"
)
VERB_AT_END = re.compile(rf"(?:^|[\s\"'>)\]*,]|(?<=[^\x00-\x7f]))(?:{_VERBS})\s*(?:\([^()]*\)\s*)?[:：]?[\s*_]*$", re.I)
VERB_AND_COLON = re.compile(rf"(?:^|[\s\"'>)\]*,]|(?<=[^\x00-\x7f]))(?:{_VERBS})\s*[:：][\s*_]*$", re.I)
# In other word orders the verb stands first: "Am 3. Mai schrieb Ana <a@x.example>:", "كتب Ana".
VERB_INSIDE = re.compile(
    r"\b(?:schrieb|schreef|skrev|escribi[oó]|a [eé]crit|escreveu|wrote|kirjoitti|пишет"
    r"|написал\(?а?\)?)\b.{0,160}[:：]\s*$|كتب.{0,160}[:：]?\s*$",
    re.I,
)
_LAST_WORDS = (
    "wrote writes said says schrieb schreibt geschrieben escribió escribio escribe escrito dijo écrit ecrit"
    " écrivait escreveu scritto"
    " scrisse scrive schreef skrev skriver kirjoitti napisał pisze napsal писал писала написал написала пишет"
    " yazdı scris írta έγραψε"
    " 写道 寫道 작성 כתב"
)
LAST_WORDS = frozenset(_LAST_WORDS.split())
# "Ana X <ana@x.example> wrote:" needs no date to stand above words without `>`.
NAMED_END = re.compile(rf"[^\s<>\"]{{1,64}}(?:@| at )[^\s<>\"]{{2,120}}>?\)?,?\s(?:{_VERBS})\s?:\s*$", re.I)
# Gmail in several languages: "2017-06-20 9:03 GMT+02:00 Ana X <ana@x.example>:"
DATED = re.compile(r"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2} .{2,80}<[^<>]*(?:>:?)?\s*$")
OPENING = re.compile(
    r"^[\s*_>\-]{0,6}(?:on|at|in|el|le|am|op|den|d\.|il giorno|il|em|no dia|a|dne|w dniu|dnia|pe|pada|vào|ti"
    r"|στις|in message"
    r"|in article|quoting|once upon|begin quote|from|le|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar"
    r"|mer|jeu|ven|sam"
    r"|dim|zo|ma|wo|vr|za|в|\d{1,4}[./年-])\b",
    re.I,
)
HAS_DATE = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|年|/\d\d/")
HAS_ADDRESS = re.compile(r"[\w.+-]+(?:@| at )[\w-]+\.[\w.-]+|<[^<>\s]+@[^<>\s]*>|\[mailto:", re.I)

_ORIGINAL = (
    r"original (?:e-?)?mail|original message|original appointment|mensaje original|message d['’]origine"
    r"|message original|courriel original|urspr[uü]ngliche nachricht"
    r"|original[- ]nachricht|originalnachricht|mensagem original|messaggio originale|oorspronkelijk bericht"
    r"|origineel bericht"
    r"|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuper[aä]inen viesti"
    r"|исходное сообщение|пересылаемое сообщение|wiadomo[sś][cć] oryginalna|p[uů]vodn[ií] zpr[aá]va|özgün ileti"
    r"|orijinal mesaj"
    r"|原始邮件|原始郵件|原邮件|元のメッセージ|원본 메시지|الرسالة الأصلية"
    r"|reply message|replied message|reply separator"
)
ORIGINAL = re.compile(
    rf"^[\s>]*[-_=*—]{{1,60}}\s*(?:{_ORIGINAL})\s*[-_=*—:]{{0,60}}\s*$|^\s*(?:{_ORIGINAL})\s*:\s*$", re.I
)
# "-----Original Message-----" of programs that name the people there: "----- Ana <a@x.example> wrote -----"
NAMED_RULE = re.compile(r"^\s*-{4,60}\s*.{3,120}(?:wrote|escribió|a écrit|schrieb)\s*-{4,60}\s*$", re.I)

_FORWARD = (
    r"forwarded (?:message|by .{1,80})|begin forwarded message|start of forwarded message|mensaje reenviado"
    r"|inicio del mensaje reenviado"
    r"|message transf[eé]r[eé]|d[eé]but du message (?:r[eé]exp[eé]di[eé]|transf[eé]r[eé])"
    r"|weitergeleitete nachricht|anfang der weitergeleiteten nachricht"
    r"|mensagem (?:encaminhada|reencaminhada)|in[ií]cio da mensagem (?:re)?encaminhada|messaggio inoltrato"
    r"|inizio messaggio inoltrato"
    r"|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|videresendt"
    r"|пересланное сообщение|начало переадресованного сообщения"
    r"|转发的邮件|转发邮件|轉寄的郵件|転送されたメッセージ|رسالة معاد توجيهها"
)
FORWARD = re.compile(
    rf"^[\s>]*[-_=*—]{{2,60}}\s*(?:{_FORWARD})\s*[-_=*—:]{{0,60}}\s*$|^\s*(?:{_FORWARD})\s*[:：]\s*$", re.I
)

_FIELDS = {
    "from": "from de von van от da fra från od expéditeur remitente absender mittente kimden"
    " 发件人 寄件者 寄件人 差出人 送信者 보낸사람 من",
    "sent": "sent date enviado enviado_el fecha envoyé envoyé_le gesendet datum verzonden skickat sendt dato"
    " data отправлено дата inviato "
    "wysłano enviada enviada_em tarih sent_at date_sent gesendet_am"
    " 发送时间 日期 時間 寄件日期 送信日時 日時 보낸날짜 تاريخ",
    "to": "to para à a an aan кому till til do destinataire destinatario pour kime 收件人 宛先 받는사람 إلى",
    "cc": "cc bcc kopie copie copia cópia копия 抄送 cc_to 副本 참조 reply-to organization newsgroups",
    "subject": "subject asunto objet sujet betreff onderwerp тема ämne emne assunto oggetto temat konu"
    " 主题 主題 主旨 件名 제목 الموضوع",
}
FIELD_KIND: dict[str, str] = {word.replace("_", " "): kind for kind, words in _FIELDS.items() for word in words.split()}
FIELD = re.compile(r"^[\s>*_|]{0,6}([^\W\d_][\w \-]{0,20}?)[*_]{0,2}\s{0,3}[:：][*_]{0,2}(?:\s|$|(?<=：))")

SIGNATURE_RULE = re.compile(r"^\s{0,3}(?:--|—|–) ?\s*$")
SENT_FROM = re.compile(
    r"^[\s*_(]*(?:sent (?:from|via|with|using) (?:my |the |yahoo|mail|outlook|proton|samsung|iphone|ipad|android"
    r"|gmail|windows|airmail|a |an |mobile)|from my i?phone|diese nachricht wurde von meinem"
    r"|enviado (?:desde|con|do|de) (?:mi|el|meu|un|outlook|yahoo|iphone|gmail|correo|my)|envoy[eé] (?:de|depuis"
    r"|à partir de|avec|par) (?:mon|ma|un|l|outlook|yahoo|iphone|gmail|mobile)"
    r"|obtener outlook para|get outlook for|t[eé]l[eé]charger? outlook pour|obtenir outlook pour"
    r"|von meinem .{1,40} gesendet|gesendet (?:von|mit) "
    r"|inviato da|verzonden (?:vanaf|met)|skickat från|sendt fra|lähetetty|отправлено с|wysłane z|来自我的|发自我的"
    r"|iphoneから送信|my iphone から)"
    r".{0,80}$|^iPhoneから送信.*$",
    re.I,
)
RULE = re.compile(r"^\s{0,3}(?:[_\-=*~]\s?){10,120}\s*$")
FOOTER_WORD = re.compile(
    r"unsubscribe|mailing list|listinfo|mailman|groups\.google|groups\.io|yahoo ?groups"
    r"|you received this (?:message|email|mail)|subscription options"
    r"|to (?:leave|post to) this (?:list|group)|darse de baja|cancelar (?:la )?suscripci[oó]n|lista de correo"
    r"|recibi[oó] este mensaje"
    r"|se d[eé]sabonner|d[eé]sinscri|liste de diffusion|vous recevez ce|abmelden|sponsored by|this sf\.net email"
    r"|list-?archive|list (?:info|help|address)|-request@|maillist",
    re.I,
)
FOOTER_LINK = re.compile(r"^\s*<?https?://\S{1,200}(?:listinfo|mailman|groups)\S{0,200}\s*$", re.I)
