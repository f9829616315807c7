"""How mail programs introduce a quotation, by language: verbs, opening words, and the rules around an original.

All is sought in lower case (`lines.small`), which costs a fifth of what it does in whatever case.
"""

from __future__ import annotations

import re

from mailcop.reading.stems import Stems

# "… wrote": what an attribution ends in, or what stands before the name at its end.
_VERBS = {
    "en": r"wrote|writes|said|says|(?:has )?written",
    "es gl": r"escribi[oó]|escribe|ha escrito|dijo|escribiu",
    "fr": r"a [eé]crit|[eé]crivait|[eé]crit|nous a dit",
    "pt": r"escreveu|escreve",
    "de": r"schrieb|schrieben sie|schreibt|hat geschrieben|geschrieben",
    "it": r"ha scritto|scrisse|scrive|hai scritto",
    "nl": r"schreef|heeft (?:het volgende )?geschreven|het volgende geschreven|volgende geschreven|schrijft",
    "sv da no": r"skrev|skriver|har skrivit",
    "fi": r"kirjoitti|kirjoittaa",
    "pl": r"napisa[lł](?:\(a\)|a|/a)?|pisze|nadesła[lł]",
    "cs sk": r"nap[ií]?sal(?:\(a\)|a|/a)?|píše",
    "ru": r"(?:на)?писал(?:\(-?а\)|а|/а)?|пишет|сообщил(?:\(-?а\)|а)?",
    "uk": r"пише|(?:на)?писав(?:\(-?ла\))?|(?:на)?писала",
    "bg sr hr sl": r"написа|napisao(?:/la)? je|napisala je|je napisa(?:l|o)[ao]?(?:/l?a|\(a\))?|је написа(?:о"
    r"|ла)(?:/ла)?"
    r"|пише",
    "tr": r"yazd[iı]|şun(?:u|ları) yazd[iı]|tarihinde şun(?:u|ları) yazd[iı]",
    "ro": r"a scris",
    "lt lv et is": r"rašė|rakstīja|kirjutas|skrifaði",
    "ca": r"ha escrit|va escriure",
    "hu": r"(?:ezt )?[ií]rta",
    "el": r"έγραψε",
    "vi id th hi": r"(?:đã )?viết|menulis|เขียน(?:ว่า)?|ने लिखा",
    "fa": r"نوشت",
    "he": r"כתבה?|כתב/ה|כתב\.ה|כתב/ה:?",
    "ar": r"كتبت?|كتب/ت",
    "zh ja ko": r"写道|寫道|写到|寫到|wrote|のメール|のメッセージ|さんは書きました|が書きました|さんの書き込み"
    r"|さんが書いた"
    r"|님이 작성(?:하였습니다|함)?|작성함?|님의 메시지|쓴 글",
}
VERB = "|".join(_VERBS.values())
_BEFORE = r"(?:^|(?=[\u3041-\u9fff\uac00-\ud7a3])|[\s\"'”’>)\]*,，、]|(?<=[^\x00-\x7f])|(?<=\d))"
VERB_AT_END = re.compile(rf"{_BEFORE}(?:{VERB})\s*(?:\([^()]*\)\s*)?[:：]?[\s*_\-]*$")
# In other word orders the verb stands first or inside: "Am 3. Mai schrieb Ana <a@x.example>:".
VERB_INSIDE = re.compile(
    r"(?<!\S)(?:schrieb|kirjutas|rakstīja|skrifaði|schreef|skrev|escribi[oó]|a [eé]crit|escreveu|wrote"
    r"|kirjoitti|ha scritto|пишет"
    r"|(?:на)?писал(?:\(а\)|а)?|yazd[iı]|(?:на)?пис(?:ав|ала)|nap[ií]?sal(?:\(a\)|a)?|píše v|napisa(?:ł|na"
    r" przez)\(?a?\)?|[ií]rta|(?:[^\W\d]{1,4} )?volgende"
    r" geschreven"
    r"|كتبت?|تمت كتابة ما يلي بواسطة)\b.{0,200}[:：]\s*$"
)
_LAST = (
    "wrote writes said says written schrieb schreibt geschrieben schrieben escribió escribio escribe escrito dijo écrit"
    " ecrit écrivait escreveu escreve scritto scrisse scrive schreef schrijft skrev skriver skrivit kirjoitti"
    " kirjoittaa"
    " napisał napisal napisała napisał(a) napisal(a) pisze nadesłał napsal napsala napsal(a) napísal napísal(a) píše"
    " писал писала написал(-а) написав(ла) писав rašė rakstīja kirjutas escribiu skrifaði је/ла написао написала"
    " เขียนว่า เขียน लिखा"
    " написал написала написал(а) писал(а) пишет пише писав написав сообщил написа yazdı yazdi scris escrit írta έγραψε"
    " viết menulis نوشت"
    " כתב כתבה כתב/ה 写道 寫道 写到 寫到 글 作성 작성 作成 dit sie je كتب"
)
LAST_WORDS = frozenset(_LAST.split())
VERBS_ALONE = frozenset(word for word in LAST_WORDS if VERB_AT_END.match(word))
LAST_LETTERS = frozenset("道到성다함글みルジたבน")  # of verbs in scripts that set no space before them

# What an attribution may open with; a weekday, a digit or one of these words.
_OPENING = (
    r"on|at|in|el|le|am|op|den|d\.|il giorno|il|in data|em|no dia|a|à|dne|w dniu|dnia|dňa|pe|pada|vào|ti|στις|στη"
    r"|missatge de|wiadomość napisana|el el"
    r"|in message|in article|quoting|once upon|begin quote|from|posted by|citando|quoting|zitat von|selon|în|на|у"
    r"|dana|dne"
    r"|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|lun|mar|mer|mi[eé]|jeu|jue|ven|vie|sam|s[aá]b|dim|dom|seg|ter|qua|qui|sex|gio|zo|ma|wo|vr|za"
    r"|segunda|ter[cç]a|quarta|quinta|sexta|we (?:wtorek|środę|czwartek)|в письме от|[ву] (?:пн|вт|ср|чт|пт|сб|вс|нд)"
    r"|dňa|otrd|uto|thứ|ngày|tanggal|dilluns|dimarts|dt"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
    r"|mandag|tirsdag|lørdag|søndag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|luni|mar[tț]i|miercuri"
    r"|joi|vineri|sâmbătă|duminică"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag"
    r"|m[aå]n|tir|tis|ons|tor|tors|fre|l[oø]r|l[oö]r|s[oø]n|s[oö]n|ke|to|la|su|pon|wt|śr|czw|pt|sob|niedz|út|ut|st"
    r"|čt|pá|so|ne"
    r"|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|нд"
    r"|pzt|sal|çar|per|cum|cmt|paz|בתאריך|ביום|ב|في|بتاريخ|بتأريخ"
)
OPENING = re.compile(
    rf"^[\s*_>\-‐–—\"“(]{{0,9}}+(?:(?:{_OPENING})(?:\b|(?=[ .,])|(?<=ב))|\d{{1,4}}(?:[./年년\- :]|st|nd|rd|th)|在|于)"
)
# An opening that begins an attribution for sure: no program wraps before it.
STRONG_OPENING = re.compile(
    r"^[\s*_>\-‐–—\"“(]{0,9}+(?:(?:on|am|le|el|il|em|op|den|dne|dnia|w dniu|in article|in message|no dia|στις|בתאריך"
    r"|ב|في|بتاريخ)[ -]"
    r"|[^\W\d_]{2,10}[.,]{1,2} (?:(?:den |the )?\d|[^\W\d_]{3,10}\.? \d)|at \d|在|于)"
)
IN_ARTICLE = re.compile(r"^[\s*]*in (?:article|message) <")
QUOTING = re.compile(r"^[\s*]*(?:quoting|zitat von|citando|citando a|selon|cytowanie|citerar|citeren|citát|цитирую) ")
VERB_FIRST = re.compile(
    r"^(?:wrote|writes|said|schrieb|a [eé]crit|escribi[oó]|escreveu|ha scritto|schreef|skrev|kirjoitti|ezt [ií]rta"
    r"|napisal|napisał|şun|написал|写道|on behalf of)"
)
NAME_VERB_DATE = re.compile(
    rf"^[\s*_]*[^\W\d_]\S{{0,30}}(?: [^\s\d]{{1,30}}){{0,4}} (?:{VERB}) (?:on |am |le |el |den |op |il |em |kl |o |v"
    rf" |dnia |dne )?[^:]{{0,40}}\d"
)
# Each begins with one character, which is sought fast: 10:30, 3/5/2017, 1999, 2017, 年, ٢٠١٧, /17/.
HAS_DATE = re.compile(
    r"[\d年/](?:(?<=\d)\d?(?:[:.h]\d{2}|[./-]\d{1,2}[./-]\d{2,4})|(?<=\b1)9\d{2}\b|(?<=\b2)0\d{2}\b|(?<=年)|(?<=٢)٠\d\d"
    r"|(?<=/)\d\d/)"
)
HAS_DAY = re.compile(
    r"[\d年/](?:(?<=\d)\d?[./-]\d{1,2}[./-]\d{2,4}|(?<=\b1)9\d{2}\b|(?<=\b2)0\d{2}\b|(?<=年)|(?<=٢)٠\d\d|(?<=/)\d\d/)"
)
HAS_TIME = re.compile(r"\d(?<![\d.]\d)(?:\d?[:.h]\d{2}(?!\d|\.\d{4})|\d?[时時]\d)")
HAS_ADDRESS = re.compile(
    r"@(?<=[\w.+-]@)[\w-]{1,63}\.[\w.-]| at (?<=[\w.+-] at )[\w-]{1,63}\.[\w.-]|<[^<>\s@]{1,64}@[^<>\s]*>|\[mailto:"
)
ENDS_IN_ADDRESS = re.compile(r"(?:@| at )[\w-]+(?:\.[\w-]+)+(?:[>\])]*|>?\s*\[mailto:[^\]\s]*\]>?)\s?[:：]?[\s*_]*$")
ENDS_IN_ORDINAL = re.compile(
    r"(?:^|\s)\d{1,2}\.(?: ?[^\W\d_]{2,9}\.)?$|\s\d{1,2} [^\W\d_]{2,9}\.$"
)  # "am Fr., 28." goes on
# "Ana X <ana@x.example> wrote:" needs no date to stand above words without `>`.
NAMED_END = re.compile(
    rf"(?:^|[\s<>\"(\[:])[^\s<>\"@(\[:]{{1,64}}(?:@| at )[^\s<>\"@]{{2,120}}"
    rf">?\)?(?:\]>?)?,?(?:\s|(?<=[>)\]]))\s*(?:{VERB})\s?[:：][\s*_]*$"
)
# Gmail in several languages: "2017-06-20 9:03 GMT+02:00 Ana X <ana@x.example>:"
DATED = re.compile(r"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2} .{2,100}<[^<>]*(?:@| at )[^<>]*(?:>:?)?\s*$")
# Gmail without address, Lotus Notes, GroupWise, forums by mail.
ODD = re.compile(
    r"^\s*\d{4}-\d\d-\d\d \d\d?:\d\d gmt[+-]\d\d:\d\d [\w .'-]{2,60}:?\s*$"
    r"|^\s*[^\W\d_][^\n]{1,60}-{2,3}\d{1,2}[./]\d{1,2}[./]\d{4} \d{1,2}:\d\d(?::\d\d)?(?: [ap]m)?-{2,3}"
    r"|^\s*thus spa[kc]e .{3,100}:\s*$|^\s*\+\+\+ .{3,80}\[[\d:./ -]{8,25}\]:\s*$"
    r"|^\s*posted by .{1,80} on \d{1,2}[/.]\d{1,2}[/.]\d{4}\s*$"
)
# What people have their programs say.
CUSTOM = re.compile(
    r"^[\s*]*(?:also sprach|quoth|begin .{1,60} quotation|excerpts from|in reply to|replying to|citing|zitiere|zitat"
    r"|respondiendo a|en réponse à|in risposta a|als antwoord op) ?.{2,100}[:：]\s*$"
)
# What stands in an attribution that has a colon but neither date nor address: CUSTOM, QUOTING, ODD, VERB_INSIDE.
SIGNS = Stems.of(
    "also sprach|quoth|begin |excerpts from|in reply to|replying to|citing|zitiere|zitat|respondiendo a|en réponse à"
    "|in risposta a|als antwoord op|quoting|citando|selon|cytowanie|citerar|citeren|citát|цитирую|thus spa|+++|schrieb"
    "|kirjutas|rakstīja|skrifaði|schreef|skrev|escribi|crit|escreveu|wrote|kirjoitti|ha scritto|пишет|писал|yazd|писав"
    "|psal|písal|píše|napisa|írta|irta|geschreven|كتب|تمت كتابة"
)
# Lotus Notes sets who and when above To and Subject: "Ana Ruiz <ana@x.example> on 06/20/2017 09:03:12 AM".
NOTED = re.compile(
    r"^\s*(?:.{2,80} on )?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    r" \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: [ap]m)?\s*$"
)
SENT_BY = re.compile(
    r"^\s*(?:sent by|gesendet von|envoyé par|enviado por|inviato da|verzonden door|skickat av|sendt av|sendt af"
    r"|wysłane przez|wysłano przez|odesláno|lähettänyt|küldte|trimis de|отправитель|送信者|发送人|寄件者)\s?:"
)
RESPOND_TO = re.compile(r"^\s*please respond to\b")
MESSAGE_OF = re.compile(r"^\s*message du \d{1,2}/\d{1,2}/\d{2,4} (?:à )?\d{1,2}[:h]\d{2}\s*$")  # Orange, La Poste
GROUPWISE = re.compile(r"^>>> .{3,120}\d{1,2}[:.]\d{2}.{0,8}>>>\s*$")
# "Mary <m@x.example> said" is how people tell what others said, too: these are no names of correspondents.
PRONOUN_FIRST = re.compile(
    r"^[\s*]*(?:he|she|they|i|we|él|ella|il|elle|er|sie|ela|ele|lei|lui|hij|zij|он|она|они) "
    r"(?:wrote|writes|escribi[oó]|a [eé]crit|schrieb|escreveu|ha scritto|schreef|писала?|написала?)"
)
PRONOUN_LAST = re.compile(  # in the last sixty characters
    r"(?:^|[\s,])(?:i|he|she|they|we|it|who|also|then|once|ever|and|[eé]l|ella|ellos|yo|il|elle|ils|nous|je|er|sie|ich"
    r"|wir|ela|ele|eu|lei|lui|io|hij|zij|ik|он|она|они|я)\s+(?:wrote|writes|said|says|written|escribi[oó]|escribe|dijo"
    r"|a [eé]crit|[eé]crivait|écrit|schrieb|schreibt|escreveu|ha scritto|scrisse|schreef|(?:на)?писала?)\s*[:：]?\s*$"
)
# What sentences have and the lines of programs have not: people tell of letters and meetings, too.
IN_PROSE = re.compile(
    r"\b(?:and (?:then|this|so|that|what|we|i|he|she|they|it)|then|when|where|because|we|our|that|what|was|were"
    r"|went|had"
    r"|met|got|came|i (?:am|saw|heard|read)|(?:his|her|their) (?:letter|mail|e-?mail|message|book|report)"
    r"|nos|cuando|donde|porque|fue|estuvimos|su (?:carta|correo|libro)|quand|nous|où|parce|était|(?:sa|leur) lettre"
    r"|wir|uns|dass|war|waren|hatten|kam|und (?:dann|so|da)|ihre[mrn]|seine[mrn]|quando|onde|foi|sua carta"
    r"|ci siamo|dove|perché|sua lettera|toen|omdat|elkaar|waren|мы|когда|где|потому|что|när|där|då|oss"
    r"|the [^\W\d]+(?: [^\W\d]+)? (?:wrote|writes|said|says)|(?:la|el|los|las) [^\W\d]+ (?:escribi[oó]|escribe|dijo)"
    r"|(?:la|le|les) [^\W\d]+ (?:a )?[eé]crit|l['’][^\W\d]+ (?:a )?[eé]crit|(?:a|o|os|as) [^\W\d]+ escreveu"
    r"|(?:il|la|lo|i|gli|le) [^\W\d]+ (?:ha scritto|scrive)|schrieb (?:die|der|das) |schreef (?:de|het|een) "
    r"|from the|(?:de|en) la oficina|du bureau|aus dem|van het|dell['’]ufficio"
    r"|kiedy|gdzie|kdy|kde|když|olduğunda)\b"
)
# Bad conversions glue the attribution to the last words above it.
GLUED = re.compile(
    r"(?<=\S)\s+(?=(?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)"
    r"|Le (?:lun|mar|mer|jeu|ven|sam|dim|\d)|El (?:lun|mar|mi[eé]|jue|vie|s[aá]b|dom|\d)"
    r"|Am (?:Mo|Di|Mi|Do|Fr|Sa|So|\d)|Em (?:seg|ter|qua|qui|sex|s[aá]b|dom|\d)|Il (?:giorno|\d)))"
)

# Yahoo's programs for telephones let the other's words run on behind theirs.
RUNS_ON = re.compile(rf"<[^<>\s@]{{1,64}}@[^<>\s]{{1,120}}>\s?(?:(?:{VERB})\s?)?[:：]\s{{2,9}}(?=\S)")

_ORIGINAL = (
    r"(?:original|initial) (?:e-?)?mail|initial header|original message|original appointment|original text"
    r"|original|reply message|replied message"
    r"|reply separator|mensaje original|mensaje respondido|message d['’]origine|message original|message initial"
    r"|courriel (?:original|d['’]origine)|(?:e-?)?mail (?:original|d['’]origine)|message de r[eé]ponse"
    r"|urspr[uü]ngliche (?:nachricht|mail|e-mail|mitteilung)"
    r"|original[- ]?(?:nachricht|mail|mitteilung)|antwort nachricht|mensagem original|messaggio original[ei]"
    r"|messaggio originario"
    r"|oorspronkelijk bericht|origineel bericht|oorspronkelijke e-?mail"
    r"|ursprungligt meddelande|originalmeddelande|oprindelig (?:meddelelse|besked|e-?mail)"
    r"|opprinnelig (?:melding|e-?post)|original melding|alkuper[aä]inen viesti"
    r"|исходное (?:сообщение|письмо)|оригинал(?:ьное)? сообщени[ея]|первоначальное сообщение|вихідне повідомлення"
    r"|оригінальне повідомлення"
    r"|wiadomo[sś][cć] oryginalna|oryginalna wiadomo[sś][cć]|pierwotna wiadomo[sś][cć]|p[uů]vodn[ií] (?:zpr[aá]va"
    r"|e-?mail)"
    r"|p[oô]vodn[aá] spr[aá]va|özgün ileti|orijinal (?:mesaj|ileti|e-?posta)|as[iı]l mesaj|eredeti üzenet|mesaj(?:ul)?"
    r" (?:original|ini[tț]ial)"
    r"|missatge original|αρχικό μήνυμα|tin nhắn gốc|thư gốc|pesan asli|הודעה מקורית|ההודעה המקורית"
    r"|原始邮件|原始郵件|原邮件|原始消息|原始信件|邮件原件|回复的原邮件|回复的邮件|原郵件|元のメッセージ"
    r"|オリジナルメッセージ|元のメール"
    r"|원본 ?메시지|원본 ?이메일|원본 ?메일|원래 메시지|الرسالة الأصلية|رسالة أصلية|پیام اصلی"
    # above an invitation that is answered
    r"|original (?:meeting request|meeting|invitation|event|task)|urspr(?:ü|u|ue)ngliche[rs]? (?:termin|besprechung"
    r"|besprechungsanfrage|aufgabe|einladung)|rendez-vous (?:d['’]origine|initial)|cita original|convocatoria original"
    r"|appuntamento originale|riunione originale|compromisso original|reunião original|oorspronkelijke afspraak"
    r"|oorspronkelijke vergadering|ursprunglig avtalad tid|ursprungligt möte|oprindelig aftale|opprinnelig avtale"
    r"|alkuperäinen (?:tapaaminen|kokous)|oryginalny termin|oryginalne spotkanie|původní (?:schůzka|událost)"
    r"|pôvodn[áé] (?:schôdzka|udalosť)|исходная встреча|исходное приглашение|özgün (?:randevu|toplantı)"
    r"|eredeti (?:találkozó|időpont|értekezlet)|întâlnire inițială|αρχική συνάντηση|פגישה מקורית|تعيين أصلي"
    r"|الموعد الأصلي|原始约会|原始會議|原始会议|原始約會|元の予定|元の会議|원래 약속|원본 약속"
)
_DASHES = r"\-_=*—–‐−"
ORIGINAL = re.compile(
    rf"^[\s>]*+[{_DASHES}]{{1,60}}+(?:\s|&nbsp;)*(?:{_ORIGINAL})(?:\s|&nbsp;)*[{_DASHES}:：]{{0,60}}\s*$"
    rf"|^\s*(?:{_ORIGINAL})\s*[:：]\s*$"
)
# Where desks and forums by mail ask for the answer: "##- Please type your reply above this line -##".
_THIS_LINE = (
    "this line|esta línea|esta linea|cette ligne|dieser zeile|dieser linie|desta linha|questa riga|deze lijn|deze regel"
    "|denne linje|den här raden|этой строки|этой строкой|этой линии|tej linii|tímto řádkem|tuto čáru|bu satır|此行|本行"
    "|この行|이 줄|tämän rivin|tento řádek|tento riadok|e sor fölé|αυτή τη γραμμή|αυτήν τη γραμμή|שורה זו|השורה הזו"
    "|هذا السطر|acestei linii|цим рядком|този ред|baris ini|dòng này|บรรทัดนี้| -##"
)
THIS_LINE = Stems.of(_THIS_LINE)
ABOVE_THIS_LINE = re.compile(
    r"^\s{0,3}##- \S.{5,120} -##$|^\s{0,3}(?:[#\-=*_~<\[(【—–+]{2,20}.{0,60}|(?:please )?(?:reply|respond"
    r"|write) )(?:above|over|encima|arriba"
    r"|au[- ]dessus"
    r"|oberhalb|[uü]ber|acima|sopra|boven|ovanför|over|выше|над|powyżej|nad|satır[ıi]n|在?此行|本行|この行|이"
    r" 줄|yläpuol|fölé|πάνω|מעל|أعلى|فوق|deasupra|над|di atas|trên|เหนือ).{0,80}$"
)
# What stands right above the fields: a mark without a rule, an address alone, a rule with words in any language.
HEADING = re.compile(
    rf"(?:{_ORIGINAL})$|[-_=—–‐−]{{3,60}} ?[^\W\d_][^<>@:]{{2,60}}?[-_=—–‐−]{{3,60}}$"
    r"|<?[^\s<>@]{1,64}@[^\s<>@]{1,120}>?$"
)
_FORWARDED_BY = (  # Lotus Notes, between dashes
    r"(?:weitergeleitet von|r[eé]achemin[eé] par|transf[eé]r[eé] par|transmis par|reenviado por|encaminhado por"
    r"|inoltrat[oa] da|doorgestuurd door|doorgezonden door|prz(?:ekazane|esłane dalej) przez|vidarebefordra[td] av"
    r"|videresendt a[vf]|välittänyt|továbbította|p[rř]eposlal(?:\(?a\)?)?|переслано|転送者) .{1,80}"
)
_FORWARD = (
    r"forwarded (?:message|mail|e-?mail|by .{1,80})|begin forwarded (?:message|text|mail)|start of forwarded message"
    r"|fwd message"
    r"|mensaje (?:reenviado|enviado)|inicio del mensaje reenviado"
    r"|message (?:transf[eé]r[eé]|r[eé]exp[eé]di[eé])|courriel transf[eé]r[eé]"
    r"|d[eé]but du (?:message|courriel) (?:r[eé]exp[eé]di[eé]|transf[eé]r[eé])"
    r"|weitergeleitete (?:nachricht|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|mensagem (?:encaminhada|reencaminhada)|in[ií]cio da mensagem (?:re)?encaminhada|messaggio inoltrato"
    r"|inizio (?:del )?messaggio inoltrato"
    r"|doorgestuurd bericht|begin (?:van )?(?:het )?doorgestuurde? bericht|vidarebefordra[td] (?:meddelande|brev)"
    r"|videresendt (?:meddelelse|besked|melding|e-?mail)|start på videresendt (?:besked|e-?mail)|videresendt melding"
    r"|(?:edelleen)?l[aä]hetetty viesti|v[aä]litetty viesti(?: alkaa)?"
    r"|пересылаемое сообщение|пересланное (?:сообщение|письмо)|перенаправленное сообщение|начало переадресованного"
    r" сообщения"
    r"|переслане повідомлення"
    r"|(?:tre[sś][cć] )?przekazan(?:a|ej) wiadomo[sś][cć]i?|pocz[aą]tek przekazywanej wiadomo[sś]ci|wiadomo[sś][cć]"
    r" przekazana"
    r"|p[rř]eposlan[aá] zpr[aá]va|za[cč][aá]tek p[rř]epos[ií]lan[eé] zpr[aá]vy|preposlan[aá] spr[aá]va"
    r"|[iı]letilen (?:ileti|e-?posta)|yönlendirilen (?:ileti|mesaj)|[iı]letilmiş mesaj|továbbított üzenet|mesaj"
    r" redirec[tț]ionat"
    r"|missatge reenviat|προωθημένο μήνυμα|έναρξη προωθημένου μηνύματος|pesan terusan|thư được chuyển tiếp"
    r"|הודעה שהועברה|תחילת ההודעה שהועברה"
    r"|转发的邮件|转发邮件(?:信息)?|转发的信件|以下是?转发的?邮件|开始转发的?邮件|轉寄的?(?:郵件|信件)|開始轉寄郵件"
    r"|以下為?轉寄的?郵件|下方是轉寄的郵件"
    r"|転送(?:された)?(?:メッセージ|メール)|전달된 ?(?:메시지|메일)|رسالة (?:معاد توجيهها|محولة)|بدء الرسالة"
    r" (?:المُحولة|المحولة)"
)
FORWARD = re.compile(
    rf"^[\s>]*+[{_DASHES}]{{1,60}}+\s*(?:{_FORWARD}|{_FORWARDED_BY})\s*[{_DASHES}:：]{{0,60}}\s*$"
    rf"|^[\s*]*(?:{_FORWARD})\s*[:：][\s*]*$"
)
